import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PRELOAD } from '../python/pyodide'
import { bundleFile } from './bundle'

const resolved = () => createRequire(import.meta.url).resolve('pyodide/package.json')

/** The URL of Pyodide's module in the package that is installed. */
export function pyodideUrl(): string {
  return pathToFileURL(join(dirname(resolved()), 'pyodide.mjs')).href
}

let file: Promise<string | null> | undefined

/** Time to make a snapshot, real milliseconds; after that Python starts without. */
const MAKE_MS = 60_000

/**
 * A memory snapshot of Python just after its start, made once for each version of Pyodide and kept
 * beside the packages; null when none can be made or kept. Python then starts ten times slower.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
 */
export function snapshotFile(): Promise<string | null> {
  file ??= make().catch(() => null)
  return file
}

async function make(): Promise<string | null> {
  const folder = dirname(resolved())
  const { version } = JSON.parse(readFileSync(resolved(), 'utf8')) as { version: string }
  const cache = join(dirname(folder), '.cache', 'coldstart')
  const holds = createHash('sha256').update(PRELOAD).digest('hex').slice(0, 8)
  const kept = join(cache, `python-${version}-${holds}.snapshot`)
  if (existsSync(kept)) return kept
  mkdirSync(cache, { recursive: true })
  // Several processes may make one at a time; the last to finish wins, and all are alike.
  const made = `${kept}.${process.pid}`
  const program = await bundleFile('node/snapshot-maker.ts')
  const child = fork(program, [pyodideUrl(), made], {
    env: {} as NodeJS.ProcessEnv,
    execArgv: [],
    stdio: 'ignore',
    timeout: MAKE_MS,
  })
  const status = await new Promise((resolve) => child.once('exit', resolve))
  if (status !== 0) return null
  renameSync(made, kept)
  return kept
}
