/** One thing that will run when the world's clock reaches `at`. */
interface Timer {
  at: number
  order: number
  run: () => void
  /** Timers that do not keep the process alive. */
  unref: boolean
}

export type LoopEnd = 'settled' | 'drained' | 'deadline'

/** What a look at the clock takes, ms: a loop that waits for an instant by looking comes to its end. */
export const CLOCK_READ_MS = 0.001

/** Empty turns after which work that the platform does unseen (a digest, say) is taken for done. */
const IDLE_TURNS = 3

/** Microtasks given to a handler before the platform's loop is turned for the first time. */
const MICROTASKS = 8

/**
 * An event loop in the world's time: nothing waits, the clock jumps from timer to timer.
 * What runs outside (a service's answer) is awaited first and then lies in the world's future by
 * as long as the service said it took, so the order of things does not depend on the machine.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
export class Loop {
  private timers: Timer[] = []
  private order = 0
  private outside = new Set<Promise<unknown>>()
  private onError: (error: unknown) => void = () => {}
  private nudge: () => void = () => {}

  constructor(
    /** Epoch milliseconds of the world. */
    public now: number,
    /** Calls back after all microtasks: the platform's own macrotask. */
    private readonly macrotask: (run: () => void) => void,
  ) {}

  /** The clock as the handler reads it; reading takes a moment. */
  read(): number {
    this.now += CLOCK_READ_MS
    return Math.floor(this.now + CLOCK_READ_MS / 2)
  }

  /** Runs after `delayMs` of the world; 0 comes before every later timer. */
  after(delayMs: number, run: () => void, unref = false): Timer {
    const timer = { at: this.now + Math.max(0, delayMs), order: this.order++, run, unref }
    this.timers.push(timer)
    return timer
  }

  cancel(timer: Timer): void {
    this.timers = this.timers.filter((other) => other !== timer)
  }

  /** Awaits something outside, then lets its `durationMs` pass from the instant it was asked. */
  async ask<T extends { durationMs: number }>(question: Promise<T>): Promise<T> {
    const at = this.now
    const order = this.order++
    const answered = question.then((answer) => {
      let resolve: (value: T) => void = () => {}
      const due = new Promise<T>((settle) => {
        resolve = settle
      })
      this.timers.push({
        at: at + answer.durationMs,
        order,
        run: () => resolve(answer),
        unref: false,
      })
      return { due }
    })
    return (await this.hold(answered)).due
  }

  /** Work that the platform does and that the loop must not overtake. */
  hold<T>(work: Promise<T>): Promise<T> {
    this.outside.add(work)
    const over = () => {
      this.outside.delete(work)
      this.nudge()
    }
    work.then(over, over)
    return work
  }

  /** Runs what is due already, as a process does that was frozen for a while. */
  async thaw(onError: (error: unknown) => void): Promise<void> {
    this.onError = onError
    const overdue = this.timers.filter(({ at }) => at <= this.now).length
    for (let ran = 0; ran < overdue && this.runNext(this.now); ran++) await this.turn()
  }

  /**
   * Runs until `isSettled`, until nothing is left to do, or until the world's clock would pass
   * `deadline`, at which it then stands.
   */
  async run(
    isSettled: () => boolean,
    deadline: number,
    onError: (error: unknown) => void,
  ): Promise<LoopEnd> {
    this.onError = onError
    let idle = 0
    // Most handlers settle within a few microtasks; a turn of the platform's loop costs more.
    for (let tick = 0; tick < MICROTASKS && !isSettled(); tick++) await undefined
    for (;;) {
      if (idle > 0 || !isSettled()) await this.turn()
      if (this.now > deadline) break
      if (isSettled()) return 'settled'
      if (this.outside.size > 0) {
        await new Promise<void>((resolve) => {
          this.nudge = resolve
        })
        idle = 0
      } else if (this.timers.some(({ unref }) => !unref)) {
        idle = 0
        if (!this.runNext(deadline)) break
      } else if (++idle > IDLE_TURNS) return 'drained'
    }
    this.now = Math.max(this.now, deadline)
    return 'deadline'
  }

  /** Runs the next timer due by `until`; false when there is none. */
  private runNext(until: number): boolean {
    let next: Timer | undefined
    for (const timer of this.timers) {
      if (timer.at > until) continue
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order))
        next = timer
    }
    if (!next) return false
    this.cancel(next)
    this.now = Math.max(this.now, next.at)
    try {
      next.run()
    } catch (error) {
      this.onError(error)
    }
    return true
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => this.macrotask(resolve))
  }
}
