import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { FRAME_POLICY, WORLD_POLICY } from '../emulator/runtimes/browser/frame-protocol'
import { bundleText } from '../emulator/runtimes/node/bundle'

// Builds what the sandbox runs in: the isolated frame, the programs of workers, Pyodide's files. Served as they are, each under a name that changes with its content.
const FOLDER = 'public/runtime'
const PYODIDE = [
  'pyodide.mjs',
  'pyodide.asm.mjs',
  'pyodide.asm.wasm',
  'python_stdlib.zip',
  'pyodide-lock.json',
]

rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })

const digest = (content: string | Buffer) =>
  createHash('sha256').update(content).digest('hex').slice(0, 12)

function keep(name: string, ending: string, content: string | Buffer): string {
  const file = `${name}.${digest(content)}.${ending}`
  writeFileSync(join(FOLDER, file), content)
  return `/runtime/${file}`
}

const program = (name: string) => bundleText(`browser/${name}.ts`, 'browser')

const frame = await program('frame')
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Isolated frame</title><script>${frame}</script></html>`

const pyodide = dirname(createRequire(import.meta.url).resolve('pyodide/package.json'))
const { version } = JSON.parse(readFileSync(join(pyodide, 'package.json'), 'utf8')) as {
  version: string
}
/** All of the lock file but what it says of packages that nobody can load here. */
const withoutPackages = (text: string) => JSON.stringify({ ...JSON.parse(text), packages: {} })

const files = PYODIDE.map((name) => {
  const read = readFileSync(join(pyodide, name))
  const content = name === 'pyodide-lock.json' ? withoutPackages(read.toString()) : read
  const [, stem = name, ending = ''] = name.match(/^(.*)\.(\w+)$/) ?? []
  return [name, { url: keep(stem, ending, content), bytes: Buffer.byteLength(content) }] as const
})

mkdirSync('.generated', { recursive: true })
writeFileSync(
  '.generated/runtime.json',
  JSON.stringify({
    frame: keep('frame', 'html', html),
    world: keep('world', 'js', await program('world-worker')),
    javascript: keep('javascript', 'js', await program('javascript-worker')),
    python: keep('python', 'js', await program('python-worker')),
    pyodide: { version, files: Object.fromEntries(files) },
    policies: { frame: FRAME_POLICY, world: WORLD_POLICY },
  }),
)
