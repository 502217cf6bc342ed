import type { KeptClock } from './schema'

/** What a browser knows of the server's clock. All in ms. */
export interface BrowserClock {
  /** To be added to the browser's own steady clock. */
  offset: number
  /** The server's clock is at most so far from it. */
  error: number
  /** When it was learnt, by the steady clock. */
  learntAt: number
  /** What the wall clock was ahead of the steady one when it was last looked at. */
  drift: number
}

/** A steady clock may go wrong by so much of the time that passes. */
const WANDER = 1e-4
/** Wall clocks are adjusted by less than this all the time. */
const JUMP_MS = 2_000
/** Nothing that a kept clock says stands against the server's word. */
const UNPROVEN_MS = 86_400_000

/** The server's clock as far as this browser knows it. `steady` is performance's clock. */
export const serverNow = (clock: BrowserClock, steady: number): number =>
  Math.round(steady + clock.offset)

/**
 * The clock after a reply that told the server's. Of two replies the one that took less time says
 * more, until the steady clock may have wandered further than that.
 * @param asked and `heard`: when the request left and the reply came, by the steady clock
 */
export function heardServer(
  clock: BrowserClock | null,
  reply: { now: number; asked: number; heard: number },
  drift: number,
): BrowserClock {
  const error = Math.max(0, reply.heard - reply.asked) / 2
  const offset = reply.now - (reply.asked + reply.heard) / 2
  const fresh = { offset, error, learntAt: reply.heard, drift }
  if (clock === null) return fresh
  const age = Math.max(0, reply.heard - clock.learntAt)
  const known = clock.error + age * WANDER
  const contradicts = Math.abs(offset - clock.offset) > error + known
  return error <= known || contradicts ? fresh : { ...clock, drift }
}

/**
 * The clock after a look at the wall clock. Steady clocks stand still while a computer sleeps, so
 * a wall clock that leapt ahead counts until the server says otherwise; one that was put back
 * gains nothing. `leapt` says that the server should be asked.
 */
export function lookedAtWall(
  clock: BrowserClock,
  drift: number,
): { clock: BrowserClock; leapt: boolean } {
  const leap = drift - clock.drift
  if (Math.abs(leap) < JUMP_MS) return { clock, leapt: false }
  const ahead = Math.max(0, leap)
  return {
    clock: { ...clock, drift, offset: clock.offset + ahead, error: clock.error + Math.abs(leap) },
    leapt: true,
  }
}

/** The clock of a page that knows nothing but what an earlier one kept. */
export function clockFromKept(kept: KeptClock, wall: number, steady: number): BrowserClock {
  const now = Math.max(kept.at, wall + kept.ahead)
  return { offset: now - steady, error: UNPROVEN_MS, learntAt: steady, drift: wall - steady }
}
