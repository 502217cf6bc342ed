import type {
  Runtime,
  RuntimeAnswer,
  RuntimeContext,
  RuntimeMaker,
  RuntimeOptions,
} from '../schema/runtime'
import { type Done, type GuestMessage, guestMessageSchema, type HostMessage } from './protocol'

/** One process or worker that runs a guest. */
export interface Guest {
  post(message: HostMessage): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}

/** What the host does about a guest's messages and its end. */
export interface GuestListener {
  message(data: unknown): void
  /** The process or worker is gone. `signal` is null when it went by itself. */
  gone(status: number, signal: string | null): void
}

export type GuestStarter = (options: RuntimeOptions, listener: GuestListener) => Promise<Guest>

interface Waiting {
  id: number
  answer: RuntimeAnswer
  settle(answer: RuntimeAnswer): void
  fail(error: Error): void
}

/** Time a guest has to come up, real milliseconds; no part of INIT, which the world's clock times. */
const START_MS = 60_000

/**
 * Makes runtimes out of something that starts guests: a process per environment, or a worker.
 * An environment that ended (time-out, exit, failed INIT) is started anew by the next invoke.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function runtimesOf(start: GuestStarter): RuntimeMaker {
  return async (options) => new HostedRuntime(start, options)
}

class HostedRuntime implements Runtime {
  private guest: Promise<Guest> | null = null
  private waiting: Waiting | null = null
  private files: Record<string, string>
  private nextId = 1
  private disposed = false
  private isTaken = false
  /** The context that the guest was told last. */
  private told: RuntimeContext | null = null
  /** Counts guests, so that a message of one that was killed is not taken for its successor's. */
  private generation = 0

  constructor(
    private readonly start: GuestStarter,
    private readonly options: RuntimeOptions,
  ) {
    this.files = options.tmp
  }

  async invoke(...[event, context, at]: Parameters<Runtime['invoke']>): Promise<RuntimeAnswer> {
    if (this.disposed) throw new Error('This environment was disposed of')
    if (this.isTaken) throw new Error('An environment serves one invocation at a time')
    this.isTaken = true
    try {
      this.guest ??= this.startGuest(at)
      return await this.ask(await this.guest, event, context, at)
    } finally {
      this.isTaken = false
    }
  }

  private ask(
    guest: Guest,
    ...[event, context, at]: Parameters<Runtime['invoke']>
  ): Promise<RuntimeAnswer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.kill(), this.options.killAfterMs)
      const stop = () => {
        clearTimeout(timer)
        this.waiting = null
      }
      this.waiting = {
        id: this.nextId++,
        answer: { result: { kind: 'timeout' }, logs: [], initLogs: [] },
        settle: (answer) => {
          stop()
          resolve(answer)
        },
        fail: (error) => {
          stop()
          reject(error)
        },
      }
      guest.post({ kind: 'invoke', id: this.waiting.id, event, context: this.news(context), at })
    })
  }

  async tmp(): Promise<Record<string, string>> {
    return { ...this.files }
  }

  async dispose(): Promise<void> {
    this.disposed = true
    this.end()
    this.waiting?.fail(new Error('This environment was disposed of'))
  }

  /** The fields of a context that the guest has not been told; a third of the message at most. */
  private news(context: RuntimeContext): Partial<RuntimeContext> {
    const { told } = this
    this.told = context
    if (!told) return context
    const changed = Object.entries(context).filter(
      ([name, value]) => value !== told[name as keyof RuntimeContext],
    )
    return Object.fromEntries(changed)
  }

  private startGuest(at: number): Promise<Guest> {
    const generation = ++this.generation
    this.told = null
    const current = () => generation === this.generation
    const { call: _, killAfterMs: __, ...plain } = this.options
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        this.end()
        reject(new Error(`The ${plain.language} runtime did not start: ${reason}`))
      }
      const timer = setTimeout(() => fail(`not ready after ${START_MS} ms`), START_MS)
      let ready = false
      const started = this.start(this.options, {
        message: (data) => {
          const message = guestMessageSchema.safeParse(data)
          if (!message.success || !current()) return
          if (message.data.kind === 'ready') {
            ready = true
            clearTimeout(timer)
            started.then(resolve)
          } else if (message.data.kind === 'broken') {
            clearTimeout(timer)
            fail(message.data.reason)
          } else this.heard(message.data)
        },
        gone: (status, signal) => {
          clearTimeout(timer)
          if (!current()) return
          if (!ready) fail(`it ended with ${signal ?? status}`)
          else this.gone(status, signal)
        },
      })
      // The first guest begins INIT when the environment does, a later one within the invoke.
      const startAt = generation === 1 ? plain.startAt : at
      started.then(
        (guest) => guest.post({ kind: 'start', options: { ...plain, startAt, tmp: this.files } }),
        (error: Error) => fail(error.message),
      )
    })
  }

  private heard(message: GuestMessage): void {
    const { waiting } = this
    if (message.kind === 'log') {
      const { answer } = waiting ?? {}
      ;(message.phase === 'init' ? answer?.initLogs : answer?.logs)?.push(message.text)
    } else if (message.kind === 'call') {
      const { guest } = this
      this.options.call(message.call).then(
        async (answer) => (await guest)?.post({ kind: 'answer', id: message.id, answer }),
        (error: Error) => waiting?.fail(error),
      )
    } else if (message.kind === 'done' && waiting?.id === message.id) this.done(waiting, message)
  }

  private done(waiting: Waiting, done: Done): void {
    if (done.tmp) this.files = done.tmp
    if (done.ended) this.end()
    waiting.settle({
      ...waiting.answer,
      result: done.result,
      waitedMs: done.waitedMs,
      initWaitedMs: done.initWaitedMs,
      ended: done.ended,
    })
  }

  /** The guest went by itself: it ran out of memory, or something ended its process. */
  private gone(status: number, signal: string | null): void {
    const { waiting } = this
    this.end()
    // AWS tells every end by force as `killed`; V8 aborts when it is out of memory.
    waiting?.settle({
      ...waiting.answer,
      result: { kind: 'exit', status, signal: signal === null ? null : 'killed' },
      ended: true,
    })
  }

  private kill(): void {
    const { waiting } = this
    this.end()
    waiting?.settle({ ...waiting.answer, ended: true })
  }

  private end(): void {
    this.generation++
    this.guest?.then(
      (guest) => guest.kill(),
      () => {},
    )
    this.guest = null
  }
}
