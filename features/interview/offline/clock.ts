import {
  type BrowserClock,
  clockFromKept,
  heardServer,
  lookedAtWall,
  serverNow,
} from '../time/rules'
import type { KeptClock } from '../time/schema'
import { steady } from './post'

/** The server's clock in this tab. */
export interface TabClock {
  /** The server's time, in ms since the epoch. */
  now(): number
  /** A reply told the server's time; `asked` and `heard` by the steady clock. */
  hear(now: number, asked: number, heard: number): void
  /** Looks at the wall clock; says whether it leapt, so that the server should be asked. */
  look(): boolean
  kept(): KeptClock
}

const drift = () => Date.now() - steady()

/** When this page was asked for, in ms since the epoch by this browser. */
export function pageAskedAt(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return performance.timeOrigin + (page?.requestStart ?? 0)
}

/** A clock that begins with what the page brought: the server's time as it was made, or a kept one. */
export function openClock(from: { now: number } | { kept: KeptClock }): TabClock {
  let clock: BrowserClock =
    'kept' in from
      ? clockFromKept(from.kept, Date.now(), steady())
      : heardServer(null, { now: from.now, asked: pageAskedAt(), heard: steady() }, drift())
  const now = () => serverNow(clock, steady())
  return {
    now,
    hear(told, asked, heard) {
      clock = heardServer(clock, { now: told, asked, heard }, drift())
    },
    look() {
      const looked = lookedAtWall(clock, drift())
      clock = looked.clock
      return looked.leapt
    },
    kept: () => ({ ahead: now() - Date.now(), at: now() }),
  }
}
