import type { RuntimeMaker } from '../../schema/runtime'
import { type GuestListener, type GuestStarter, type KillReason, runtimesOf } from '../host'
import {
  type AssetsMessage,
  type FrameRequest,
  frameReportSchema,
  type PythonAssets,
  type PythonStart,
  pythonReportSchema,
} from './frame-protocol'

/** What happens to an environment, for whoever watches. Durations are real milliseconds. */
export type EnvironmentEvent =
  | { kind: 'starting'; environment: number; language: string }
  | { kind: 'ready'; environment: number; language: string; ms: number; from: PythonStart | null }
  | { kind: 'killed'; environment: number; language: string; reason: KillReason }

/** What is handed to runtimes in an isolated frame. */
export interface FrameKit {
  /** Program text by language: `javascript-worker.ts` and `python-worker.ts`, bundled. */
  programs: { javascript: string; python(): Promise<string> }
  /** Pyodide's files as copies that may be given away; called once an environment. */
  assets(): Promise<PythonAssets>
  /** The frame does nothing any more: its process died. `connect` brings another. */
  lost(): void
  watch(event: EnvironmentEvent): void
}

function readStart(data: unknown): PythonStart | null {
  const report = pythonReportSchema.safeParse(data)
  return report.success && report.data.kind === 'booted' ? report.data.from : null
}

/** Environments in workers of a frame. */
export interface FrameRuntimes {
  make: RuntimeMaker
  /** A frame's port; whatever ran in the frame before it is gone. */
  connect(control: MessagePort): void
  /** Ends the environments that are running something; their runs are told as killed. */
  stop(): void
  /** Python's memory just after its start, made in a worker of its own. */
  snapshot(): Promise<ArrayBuffer>
}

/** A dead environment's exit status; a worker that fails does not tell one. */
const FAILED_STATUS = 1
/** A frame that is alive says within this many real milliseconds that it has ended a worker. */
const KILLED_MS = 2000
/** Time to make a snapshot, real milliseconds. */
const SNAPSHOT_MS = 60_000

interface Opened {
  language: string
  port: MessagePort
  listener: GuestListener
  isRunning: boolean
}

/**
 * Runs functions in workers of an isolated frame, each environment in a worker of its own and with
 * a port of its own. Portable: the asker is a page or a worker of it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function makeFrameRuntimes(kit: FrameKit): FrameRuntimes {
  const opened = new Map<number, Opened>()
  const dying = new Map<number, ReturnType<typeof setTimeout>>()
  let lastEnvironment = 0
  let frame: MessagePort | null = null
  let arrived: (control: MessagePort) => void = () => {}
  let connected = new Promise<MessagePort>((resolve) => {
    arrived = resolve
  })

  const send = (request: FrameRequest, owned: Transferable[] = []) =>
    frame?.postMessage(request, owned)

  function lose(): void {
    frame?.close()
    frame = null
    for (const timer of dying.values()) clearTimeout(timer)
    dying.clear()
    connected = new Promise((resolve) => {
      arrived = resolve
    })
    const lost = [...opened.values()]
    opened.clear()
    for (const { listener } of lost) listener.gone(FAILED_STATUS, 'SIGKILL')
    kit.lost()
  }

  function hear(data: unknown): void {
    const report = frameReportSchema.safeParse(data)
    if (!report.success) return
    const { kind, environment } = report.data
    if (kind === 'killed') {
      clearTimeout(dying.get(environment))
      dying.delete(environment)
    } else {
      const { listener } = opened.get(environment) ?? {}
      opened.delete(environment)
      listener?.gone(FAILED_STATUS, null)
    }
  }

  /** A worker, and the port to it. */
  async function open(environment: number, language: string, listener: GuestListener) {
    const isPython = language === 'python'
    const program = isPython ? await kit.programs.python() : kit.programs.javascript
    const control = frame ?? (await connected)
    const { port1: port, port2 } = new MessageChannel()
    const worker: Opened = { language, port, listener, isRunning: false }
    opened.set(environment, worker)
    control.postMessage({ kind: 'open', environment, program } satisfies FrameRequest, [port2])
    return { port, worker }
  }

  async function giveAssets(port: MessagePort, makeSnapshot: boolean): Promise<void> {
    const assets = await kit.assets()
    const message: AssetsMessage = { kind: 'assets', assets, makeSnapshot }
    const owned = Object.values(assets.files)
    port.postMessage(message, assets.snapshot ? [...owned, assets.snapshot] : owned)
  }

  function end(environment: number): void {
    opened.get(environment)?.port.close()
    opened.delete(environment)
    send({ kind: 'kill', environment })
    dying.set(environment, setTimeout(lose, KILLED_MS))
  }

  function kill(environment: number, reason: KillReason): void {
    const { language } = opened.get(environment) ?? {}
    if (!language) return
    kit.watch({ kind: 'killed', environment, language, reason })
    end(environment)
  }

  const start: GuestStarter = async ({ language }, listener) => {
    const began = performance.now()
    let from: PythonStart | null = null
    const environment = ++lastEnvironment
    kit.watch({ kind: 'starting', environment, language })
    const { port, worker } = await open(environment, language, listener)
    port.onmessage = ({ data }) => {
      const kind = (data as { kind?: unknown } | null)?.kind
      if (kind === 'done') worker.isRunning = false
      else if (kind === 'booted') from = readStart(data)
      else if (kind === 'ready')
        kit.watch({ kind: 'ready', environment, language, ms: performance.now() - began, from })
      listener.message(data)
    }
    if (language === 'python') await giveAssets(port, false)
    return {
      post(message) {
        if (message.kind === 'invoke') worker.isRunning = true
        port.postMessage(message)
      },
      kill: (reason) => kill(environment, reason),
    }
  }

  async function snapshot(): Promise<ArrayBuffer> {
    let give: (memory: ArrayBuffer) => void = () => {}
    let fail: (error: Error) => void = () => {}
    const made = new Promise<ArrayBuffer>((resolve, reject) => {
      give = resolve
      fail = reject
    })
    const gone = () => fail(new Error('The worker that makes the snapshot ended'))
    const environment = ++lastEnvironment
    const { port } = await open(environment, 'python', { message() {}, gone })
    const timer = setTimeout(gone, SNAPSHOT_MS)
    port.onmessage = ({ data }) => {
      const report = pythonReportSchema.safeParse(data)
      if (report.success && report.data.kind === 'snapshot') give(report.data.memory)
    }
    try {
      await giveAssets(port, true)
      return await made
    } finally {
      clearTimeout(timer)
      end(environment)
    }
  }

  return {
    make: runtimesOf(start),
    snapshot,
    stop() {
      for (const [environment, { isRunning, listener }] of [...opened]) {
        if (!isRunning) continue
        kill(environment, 'stop')
        listener.gone(FAILED_STATUS, 'SIGKILL')
      }
    },
    connect(control) {
      frame = control
      control.onmessage = ({ data }) => hear(data)
      // A browser that tells of it does so at once; one that does not is found out at the next kill.
      control.addEventListener('close', () => frame === control && lose())
      arrived(control)
    },
  }
}
