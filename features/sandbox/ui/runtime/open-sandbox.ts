import type {
  EnvironmentEvent,
  Exchange,
  HandleOptions,
  HttpRequest,
  Json,
  ServiceAnswer,
  ServiceCall,
  World,
  WorldCall,
  WorldFault,
  WorldPlan,
  WorldQuestion,
  WorldReport,
  WorldRequest,
} from '@/emulator'
import { RUNTIME_FILES } from '@/lib/runtime-files'
import { type Frame, openFrame } from './frame'
import { type Download, getPython, keepSnapshot } from './python-files'

/** What goes on behind the screen. `from: null` is a language that needs no start of its own. */
export type RuntimeEvent = EnvironmentEvent | ({ kind: 'download' } & Download)

/** What the emulator refused, or a failure of ours; `name` as it was thrown (`Malformed`, …). */
export class WorldError extends Error {
  readonly problems: NonNullable<WorldFault['problems']>
  constructor({ name, message, problems }: WorldFault) {
    super(message)
    this.name = name
    this.problems = problems ?? []
  }
}

/** Thrown into what was still running when somebody said stop. */
export class Stopped extends Error {
  constructor() {
    super('Stopped')
    this.name = 'Stopped'
  }
}

type Remote = {
  [K in Exclude<WorldCall, 'contents' | 'service'>]: (
    ...args: Parameters<World[K]>
  ) => Promise<Awaited<ReturnType<World[K]>>>
}

/** The emulator's world (`World`), which lives in a worker: each call is a promise of plain data. */
export interface RemoteWorld extends Remote {
  /**
   * Sends many requests. Exchanges come in parts and in order, so that thousands of them leave the
   * page free; take `detail: 'result'` unless each is to be explained.
   */
  burst(
    requests: HttpRequest[],
    options: HandleOptions,
    each: (exchanges: Exchange[], from: number) => void,
  ): Promise<void>
  /** Calls a service, as somebody outside the functions would. */
  service(call: ServiceCall): Promise<ServiceAnswer>
  /** What its services hold: tables, buckets, queues. */
  contents(): Promise<Json>
  dispose(): void
}

/** The worker and the isolated frame of one page; as many worlds as one likes. */
export interface Sandbox {
  /** @throws WorldError when the API or the functions are malformed, with each place */
  openWorld(plan: WorldPlan): Promise<RemoteWorld>
  /** Ends what runs now: its promises are rejected with `Stopped`, its environments are cold again. */
  stop(): void
  /** Ends everything and takes the frame out of the page. */
  dispose(): void
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  part?: (exchanges: Exchange[], from: number) => void
}

/** Without the `id` that `ask` gives it. */
type Unasked<T> = T extends unknown ? Omit<T, 'id'> : never

/**
 * Opens the isolated frame and the worker that holds worlds.
 * @param watch hears of downloads, starts, ends by force
 */
export async function openSandbox(watch: (event: RuntimeEvent) => void): Promise<Sandbox> {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let lastWorld = 0
  /** Why nothing can be asked any more. */
  let closed: Error | null = null
  let frame: Frame | null = null
  const worker = new Worker(RUNTIME_FILES.world)
  const send = (request: WorldRequest, owned: Transferable[] = []) =>
    worker.postMessage(request, owned)

  function ask(question: Unasked<WorldQuestion>, part?: Waiting['part']): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(closed)
      const id = ++lastId
      waiting.set(id, { resolve, reject, ...(part ? { part } : {}) })
      send({ ...question, id } as WorldQuestion)
    })
  }
  function rejectAll(error: Error): void {
    const all = [...waiting.values()]
    waiting.clear()
    for (const { reject } of all) reject(error)
  }

  worker.addEventListener('error', ({ message }) => {
    closed = new Error(`What runs the emulator failed; reload the page. ${message ?? ''}`)
    rejectAll(closed)
  })

  const javascript = await fetch(RUNTIME_FILES.javascript).then((response) => response.text())
  async function connect(): Promise<void> {
    frame?.remove()
    frame = await openFrame()
    if (!closed) send({ kind: 'connect', javascript }, [frame.port])
    else frame.remove()
  }

  async function givePython(): Promise<void> {
    try {
      const parts = await getPython((download) => watch({ kind: 'download', ...download }))
      hadSnapshot = parts.snapshot !== null
      send({ kind: 'python', parts })
    } catch (error) {
      send({ kind: 'python', parts: { error: (error as Error).message } })
    }
  }

  let hadSnapshot = false
  let isSnapshotAsked = false
  /** After the first Python that started without a snapshot, one is made for the next visit. */
  async function heard(event: EnvironmentEvent): Promise<void> {
    watch(event)
    if (event.kind !== 'ready' || event.from !== 'plain' || isSnapshotAsked) return
    isSnapshotAsked = true
    if (hadSnapshot) await keepSnapshot(null)
    send({ kind: 'make snapshot' })
  }

  worker.addEventListener('message', ({ data }) => {
    const report = data as WorldReport
    if (report.kind === 'done' || report.kind === 'failed') {
      const { resolve, reject } = waiting.get(report.id) ?? {}
      waiting.delete(report.id)
      if (report.kind === 'done') resolve?.(report.value)
      else reject?.(new WorldError(report.fault))
    } else if (report.kind === 'part') waiting.get(report.id)?.part?.(report.exchanges, report.from)
    else if (report.kind === 'environment') heard(report.event)
    else if (report.kind === 'snapshot') keepSnapshot(report.memory)
    else if (report.kind === 'wants python') givePython()
    else connect().catch(rejectAll)
  })

  function remote(world: number): RemoteWorld {
    const call =
      (name: WorldCall) =>
      (...args: unknown[]) =>
        ask({ kind: 'call', world, call: name, args })
    const calls = {
      now: call('now'),
      handle: call('handle'),
      send: call('send'),
      disconnect: call('disconnect'),
      received: call('received'),
      invoke: call('invoke'),
      test: call('test'),
      advance: call('advance'),
      edit: call('edit'),
      deploy: call('deploy'),
      updateFunction: call('updateFunction'),
      flushAuthorizers: call('flushAuthorizers'),
      flushCache: call('flushCache'),
      service: call('service'),
      contents: call('contents'),
    }
    return {
      ...(calls as Remote & Pick<RemoteWorld, 'contents' | 'service'>),
      async burst(requests, options, each) {
        await ask({ kind: 'burst', world, requests, options }, each)
      },
      dispose: () => send({ kind: 'dispose', world }),
    }
  }

  try {
    await connect()
  } catch (error) {
    worker.terminate()
    throw error
  }
  return {
    async openWorld(plan) {
      const world = ++lastWorld
      await ask({ kind: 'create', world, plan })
      return remote(world)
    },
    stop() {
      rejectAll(new Stopped())
      send({ kind: 'stop' })
    },
    dispose() {
      closed = new Stopped()
      rejectAll(closed)
      worker.terminate()
      frame?.remove()
    },
  }
}
