import { Worker } from 'node:worker_threads'
import { type GuestStarter, runtimesOf } from '@/emulator/runtimes/host'
import { bundleFile } from '@/emulator/runtimes/node/bundle'
import { pyodideUrl, snapshotFile } from '@/emulator/runtimes/node/python-snapshot'
import type { RuntimeMaker } from '@/emulator/schema/runtime'

type Listener = Parameters<GuestStarter>[1]

/** A thread that Python environments take in turns. */
interface Lane {
  worker: Worker
  bell: Int32Array
  listener: Listener | null
  /** An invocation that has not come back: what is ended now is ended with its thread. */
  isBusy: boolean
}

/** Nothing of this process, its loaders least of all. */
const PLAIN = { env: { TZ: 'UTC' }, execArgv: [] }

/** From `emulator/runtimes/`, where bundles begin. */
const program = (name: string) => bundleFile(`../../scripts/labs/${name}.ts`)

async function openLane(lanes: Lane[]): Promise<Lane> {
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const workerData = { bell, pyodide: pyodideUrl(), snapshot: await snapshotFile() }
  const worker = new Worker(await program('python-lane'), { ...PLAIN, workerData })
  const lane: Lane = { worker, bell, listener: null, isBusy: false }
  const gone = (status: number) => {
    lanes.splice(lanes.indexOf(lane), 1)
    lane.listener?.gone(status, null)
  }
  worker.on('message', (message: { kind?: string }) => {
    if (message.kind === 'done') lane.isBusy = false
    lane.listener?.message(message)
  })
  worker.once('error', (error) => lane.listener?.message({ kind: 'broken', reason: String(error) }))
  worker.once('exit', gone)
  lanes.push(lane)
  return lane
}

/**
 * Runs functions in threads: Python in few that are used again, so that Pyodide is loaded once for
 * each environment that lives at a time and not for each that ever lives; JavaScript in one each.
 * For our own code. `close` ends the threads.
 */
export function openLanes(): { makeRuntime: RuntimeMaker; close(): Promise<void> } {
  const lanes: Lane[] = []
  const free: Lane[] = []

  const python: GuestStarter = async (_options, listener) => {
    const lane = free.pop() ?? (await openLane(lanes))
    lane.listener = listener
    return {
      post(message) {
        if (message.kind === 'invoke') lane.isBusy = true
        lane.worker.postMessage(message)
        Atomics.add(lane.bell, 0, 1)
        Atomics.notify(lane.bell, 0)
      },
      kill() {
        if (lane.listener !== listener) return
        lane.listener = null
        if (lane.isBusy) void lane.worker.terminate()
        else free.push(lane)
      },
    }
  }
  const javascript: GuestStarter = async (_options, listener) => {
    const worker = new Worker(await program('javascript-lane'), PLAIN)
    worker.on('message', listener.message)
    worker.once('exit', (status) => listener.gone(status, null))
    worker.once('error', (error) => listener.message({ kind: 'broken', reason: String(error) }))
    return {
      post: (message) => worker.postMessage(message),
      kill: () => void worker.terminate(),
    }
  }
  return {
    makeRuntime: runtimesOf((options, listener) =>
      (options.language === 'python' ? python : javascript)(options, listener),
    ),
    async close() {
      await Promise.all(lanes.map(({ worker }) => worker.terminate()))
    },
  }
}
