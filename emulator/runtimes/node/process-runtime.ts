import { type ChildProcess, fork } from 'node:child_process'
import type { RuntimeMaker } from '../../schema/runtime'
import { type GuestStarter, runtimesOf } from '../host'
import { bundleFile } from './bundle'
import { pyodideUrl, snapshotFile } from './python-snapshot'

/** Memory of a function that does not say, MB. */
const DEFAULT_MEMORY_MB = 128
/** What Node itself needs besides the heap that a function's memory stands for, MB. */
const OWN_MEMORY_MB = 64

const alive = new Set<ChildProcess>()

/** No environment outlives the process that started it, as long as that ends in order. */
function endWithUs(child: ChildProcess): void {
  if (alive.size === 0 && process.listeners('exit').every((listener) => listener !== endAll))
    process.once('exit', endAll)
  alive.add(child)
  child.once('exit', () => alive.delete(child))
}

function endAll(): void {
  for (const child of alive) child.kill('SIGKILL')
}

/** A process of its own with an empty environment; UTC, as on Lambda. */
const start: GuestStarter = async (options, listener) => {
  const python = options.language === 'python'
  const program = await bundleFile(python ? 'node/python-guest.ts' : 'node/javascript-guest.ts')
  const memoryMb = Number(options.environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? DEFAULT_MEMORY_MB)
  const args = python ? [pyodideUrl(), (await snapshotFile()) ?? ''] : []
  const child = fork(program, args, {
    env: { TZ: 'UTC' } as unknown as NodeJS.ProcessEnv,
    // Nothing of our own loaders.
    execArgv: python ? [] : [`--max-old-space-size=${memoryMb + OWN_MEMORY_MB}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let isGone = false
  const gone = (status: number | null, signal: string | null) => {
    if (!isGone) listener.gone(status ?? 0, signal)
    isGone = true
  }
  child.on('message', listener.message)
  child.once('exit', gone)
  child.once('error', () => gone(1, null))
  const kill = () => void child.kill('SIGKILL')
  endWithUs(child)
  // An idle environment keeps nobody's process alive.
  child.unref()
  child.channel?.unref()
  return {
    post: (message) => {
      if (child.connected) child.send(message, () => {})
    },
    kill,
  }
}

/**
 * Runs functions headless, each environment in a process that is killed at its deadline. For our
 * own code and a developer's machine: a process is no wall around code that means harm.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const makeProcessRuntime: RuntimeMaker = runtimesOf(start)
