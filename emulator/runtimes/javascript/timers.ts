import type { Loop } from './loop'

type Callback = (...args: unknown[]) => void
type Handle = ReturnType<Loop['after']>

/** Node counts a delay that is no number, or out of range, as one millisecond. */
const LONGEST_MS = 2_147_483_647

const delayOf = (delay: unknown) => {
  const ms = Number(delay)
  return ms >= 1 && ms <= LONGEST_MS ? ms : 1
}

/** What `setTimeout` gives in Node: an object with methods that counts as its number. */
class Timeout {
  handle: Handle | undefined
  private unreferenced = false

  constructor(
    private readonly loop: Loop,
    readonly id: number,
    private readonly delayMs: number,
    private readonly run: () => void,
    private readonly repeat: boolean,
  ) {
    this.start()
  }

  private start(): void {
    const fire = () => {
      this.handle = undefined
      if (this.repeat) this.start()
      this.run()
    }
    this.handle = this.loop.after(this.delayMs, fire, this.unreferenced)
  }

  cancel(): void {
    if (this.handle) this.loop.cancel(this.handle)
    this.handle = undefined
  }
  ref(): this {
    this.unreferenced = false
    if (this.handle) this.handle.unref = false
    return this
  }
  unref(): this {
    this.unreferenced = true
    if (this.handle) this.handle.unref = true
    return this
  }
  hasRef(): boolean {
    return !this.unreferenced
  }
  refresh(): this {
    this.cancel()
    this.start()
    return this
  }
  close(): this {
    this.cancel()
    return this
  }
  [Symbol.toPrimitive](): number {
    return this.id
  }
}

/**
 * `setTimeout` and its kin on the world's clock.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export function makeTimers(loop: Loop) {
  const known = new Map<number, Timeout>()
  let lastId = 0

  function start(callback: unknown, delayMs: number, repeat: boolean, args: unknown[]): Timeout {
    if (typeof callback !== 'function')
      throw new TypeError('The "callback" argument must be of type function.')
    const id = ++lastId
    const run = () => {
      if (!repeat) known.delete(id)
      ;(callback as Callback)(...args)
    }
    const timeout = new Timeout(loop, id, delayMs, run, repeat)
    known.set(id, timeout)
    return timeout
  }
  const clear = (timeout: unknown) => {
    const found = timeout instanceof Timeout ? timeout : known.get(Number(timeout))
    found?.cancel()
    if (found) known.delete(found.id)
  }
  const setTimeout = (callback: unknown, delay?: unknown, ...args: unknown[]) =>
    start(callback, delayOf(delay), false, args)
  const setInterval = (callback: unknown, delay?: unknown, ...args: unknown[]) =>
    start(callback, delayOf(delay), true, args)
  const setImmediate = (callback: unknown, ...args: unknown[]) => start(callback, 0, false, args)

  return {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
    promises: {
      setTimeout: (delay?: unknown, value?: unknown) =>
        new Promise((resolve) => {
          setTimeout(resolve, delay, value)
        }),
      setImmediate: (value?: unknown) =>
        new Promise((resolve) => {
          setImmediate(resolve, value)
        }),
      async *setInterval(delay?: unknown, value?: unknown) {
        for (;;) {
          await new Promise((resolve) => {
            setTimeout(resolve, delay)
          })
          yield value
        }
      },
    },
  }
}
export type Timers = ReturnType<typeof makeTimers>
