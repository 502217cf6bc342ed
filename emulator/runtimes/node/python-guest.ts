/**
 * The program of a process that runs one Python environment; bundled, then forked. Python has a
 * thread of its own: it can wait where it stands for a service's answer, while the process still
 * hears when its parent is gone.
 */
import { readFileSync } from 'node:fs'
import {
  isMainThread,
  parentPort,
  receiveMessageOnPort,
  Worker,
  workerData,
} from 'node:worker_threads'
import type { ServiceAnswer, ServiceCall } from '../../schema/backends'
import { serve } from '../guest'
import type { HostMessage } from '../protocol'
import { makePython } from '../python/engine'
import { loadPython } from '../python/pyodide'

interface ThreadData {
  /** Counts the messages sent to the thread. */
  bell: Int32Array
  /** Where the package `pyodide` and, maybe, a snapshot are. */
  pyodide: string
  snapshot: string | null
}

/** Calls that wait where they stand have numbers of their own. */
const FIRST_WAITING_CALL = 1_000_000_000

function relay(): void {
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const [pyodide = '', snapshot] = process.argv.slice(2)
  const data: ThreadData = { bell, pyodide, snapshot: snapshot || null }
  const worker = new Worker(__filename, { workerData: data, env: { TZ: 'UTC' } })
  worker.on('message', (message) => process.send?.(message))
  worker.on('error', (error) => process.send?.({ kind: 'broken', reason: String(error) }))
  worker.on('exit', (code) => process.exit(code))
  process.on('disconnect', () => process.exit(0))
  process.on('message', (message) => {
    worker.postMessage(message)
    Atomics.add(bell, 0, 1)
    Atomics.notify(bell, 0)
  })
}

function run(port: NonNullable<typeof parentPort>, { bell, pyodide, snapshot }: ThreadData): void {
  const post = port.postMessage.bind(port)
  let nextCall = FIRST_WAITING_CALL

  function askNow(call: ServiceCall): ServiceAnswer {
    const id = nextCall++
    post({ kind: 'call', id, call })
    for (;;) {
      const heard = Atomics.load(bell, 0)
      const received = receiveMessageOnPort(port) as { message: HostMessage } | undefined
      const message = received?.message
      if (message?.kind === 'answer' && message.id === id) return message.answer
      if (!received) Atomics.wait(bell, 0, heard)
    }
  }
  const receive = serve(post, async (options, host) => {
    const { loadPyodide } = (await import(pyodide)) as { loadPyodide: () => Promise<unknown> }
    const { pyodide: loaded } = await loadPython({
      loadPyodide,
      options: {},
      snapshot: snapshot ? readFileSync(snapshot) : undefined,
    })
    const scope = globalThis as unknown as Record<string, unknown>
    return makePython(options, host, { pyodide: loaded, scope, askNow })
  })
  port.on('message', (message) => receive(message as HostMessage))
}

if (isMainThread) relay()
else if (parentPort) run(parentPort, workerData as ThreadData)
