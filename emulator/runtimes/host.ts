import type {
  Runtime,
  RuntimeAnswer,
  RuntimeContext,
  RuntimeMaker,
  RuntimeOptions,
} from '../schema/runtime'
import { LOG_LENGTH } from './guest'
import { type Done, type GuestMessage, type HostMessage, readGuestMessage } from './protocol'

/** Why a guest was ended: its time or its share of the log is used up, somebody said so, or it is not needed. */
export type KillReason = 'deadline' | 'flood' | 'stop' | 'over'

/** One process or worker that runs a guest. */
export interface Guest {
  post(message: HostMessage): void
  /** Ends it at once, whatever it is doing. */
  kill(reason: KillReason): void
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
  /** When it is taken for a time-out, in real milliseconds. */
  killAt: number
  answer: RuntimeAnswer
  resolve(answer: RuntimeAnswer): void
  reject(error: Error): void
  /** Characters that were logged. */
  logged: number
}

/** Whether a timer keeps Node's process alive: it does while somebody waits. A page has no such thing. */
function holdAlive(timer: unknown, hold: boolean): void {
  const one = timer as { ref?(): void; unref?(): void } | null
  if (hold) one?.ref?.()
  else one?.unref?.()
}

/**
 * Time a guest has to come up, real milliseconds, once what it needs is there; no part of INIT,
 * which the world's clock times.
 */
const START_MS = 60_000

/**
 * Characters of log that an invocation is heard. A guest stops by itself at `LOG_LENGTH`: one that
 * goes on has been tampered with.
 */
const MOST_LOG_LENGTH = 2 * LOG_LENGTH

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
  private timer: ReturnType<typeof setTimeout> | null = null
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
      const { killAfterMs } = this.options
      const id = this.nextId++
      const answer = { result: { kind: 'timeout' as const }, logs: [], initLogs: [] }
      const killAt = performance.now() + killAfterMs
      this.waiting = { id, killAt, answer, resolve, reject, logged: 0 }
      this.watch(killAfterMs)
      guest.post({ kind: 'invoke', id, event, context: this.news(context), at })
    })
  }

  /** Ends the invocation that waits, if one does. */
  private settle(more: Partial<RuntimeAnswer>): void {
    const { waiting } = this
    this.waiting = null
    holdAlive(this.timer, false)
    waiting?.resolve({ ...waiting.answer, ...more })
  }

  private fail(error: Error): void {
    const { waiting } = this
    this.waiting = null
    holdAlive(this.timer, false)
    waiting?.reject(error)
  }

  /** One timer serves many invocations: it is set anew only when it has gone off. */
  private watch(ms: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      const { waiting } = this
      if (!waiting) return
      const left = waiting.killAt - performance.now()
      if (left > 0) this.watch(left)
      else this.kill('deadline')
    }, ms)
    holdAlive(this.timer, true)
  }

  async tmp(): Promise<Record<string, string>> {
    return { ...this.files }
  }

  async dispose(): Promise<void> {
    this.disposed = true
    clearTimeout(this.timer ?? undefined)
    this.end()
    this.fail(new Error('This environment was disposed of'))
  }

  /** The fields of a context that the guest has not been told; a third of the message at most. */
  private news(context: RuntimeContext): Partial<RuntimeContext> {
    const { told } = this
    this.told = context
    if (!told) return context
    const changed: Partial<RuntimeContext> = {}
    for (const name of Object.keys(context) as (keyof RuntimeContext)[]) {
      if (context[name] !== told[name]) Object.assign(changed, { [name]: context[name] })
    }
    return changed
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
      let timer: ReturnType<typeof setTimeout> | undefined
      let ready = false
      const started = this.start(this.options, {
        message: (data) => {
          const message = readGuestMessage(data)
          if (!message || !current()) return
          if (message.kind === 'ready') {
            ready = true
            clearTimeout(timer)
            started.then(resolve)
          } else if (message.kind === 'broken') {
            clearTimeout(timer)
            fail(message.reason)
          } else this.heard(message)
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
        (guest) => {
          timer = setTimeout(() => fail(`not ready after ${START_MS} ms`), START_MS)
          guest.post({ kind: 'start', options: { ...plain, startAt, tmp: this.files } })
        },
        (error: Error) => fail(error.message),
      )
    })
  }

  private heard(message: GuestMessage): void {
    const { waiting } = this
    if (message.kind === 'log') {
      if (!waiting) return
      waiting.logged += message.text.length
      const { answer } = waiting
      if (waiting.logged > MOST_LOG_LENGTH) this.kill('flood')
      else (message.phase === 'init' ? answer.initLogs : answer.logs)?.push(message.text)
    } else if (message.kind === 'call') {
      const { guest } = this
      this.options.call(message.call).then(
        async (answer) => (await guest)?.post({ kind: 'answer', id: message.id, answer }),
        (error: Error) => {
          if (this.waiting === waiting) this.fail(error)
        },
      )
    } else if (message.kind === 'done' && waiting?.id === message.id) this.done(message)
  }

  private done({ tmp, result, waitedMs, initWaitedMs, ended }: Done): void {
    if (tmp) this.files = tmp
    if (ended) this.end()
    this.settle({ result, waitedMs, initWaitedMs, ended })
  }

  /** The guest went by itself: it ran out of memory, or something ended its process. */
  private gone(status: number, signal: string | null): void {
    this.end()
    // AWS tells every end by force as `killed`; V8 aborts when it is out of memory.
    const result = { kind: 'exit' as const, status, signal: signal === null ? null : 'killed' }
    this.settle({ result, ended: true })
  }

  private kill(reason: KillReason): void {
    this.end(reason)
    this.settle({ ended: true })
  }

  private end(reason: KillReason = 'over'): void {
    this.generation++
    this.guest?.then(
      (guest) => guest.kill(reason),
      () => {},
    )
    this.guest = null
  }
}
