import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { SampleToRun } from '@/features/cards/samples/rules'
import { type Outcome, stopped } from './outcome'

const run = promisify(execFile)
const DRIVER = fileURLToPath(new URL('./driver.mjs', import.meta.url))
const WAITS_FOR_EVER = 13 // Node's exit code for a top-level await that never settles

/** Runs a JavaScript sample in a process of its own with nothing in its environment but what it asks for. */
export async function runJavaScript(
  { code, spec }: SampleToRun,
  deadlineMs: number,
): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'))
  try {
    const file = join(folder, 'index.mjs')
    writeFileSync(file, code)
    for (const [name, source] of Object.entries(spec.modules ?? {})) {
      const path = join(folder, 'node_modules', name, 'index.js')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, source)
      writeFileSync(join(dirname(path), 'package.json'), '{"type":"module","exports":"./index.js"}')
    }
    const task = [pathToFileURL(file).href, spec.handler ?? null, spec.calls ?? []]
    const { stdout } = await run(process.execPath, [DRIVER, JSON.stringify(task)], {
      env: { AWS_REGION: 'us-east-1', ...spec.env } as unknown as NodeJS.ProcessEnv,
      timeout: deadlineMs,
      killSignal: 'SIGKILL',
    })
    return stdout
      ? (JSON.parse(stdout) as Outcome[])
      : [{ error: 'it ended its process before it was done', stdout: [] }]
  } catch (error) {
    const { killed, code: exit, message } = error as Error & { killed?: boolean; code?: number }
    if (killed) return [{ error: stopped(deadlineMs), stdout: [] }]
    if (exit === WAITS_FOR_EVER)
      return [{ error: 'it waits for a promise that never settles', stdout: [] }]
    return [{ error: message.replace(/^Command failed:.*\n?/, 'its process failed: '), stdout: [] }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
