import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BrowserClock, clockFromKept, heardServer, lookedAtWall, serverNow } from './rules'

const DAY = 86_400_000

describe('a browser’s clock', () => {
  test('however wrong it is, what it says of the server is right within the time of the reply', () => {
    const skew = fc.integer({ min: -DAY, max: DAY })
    const hops = fc.array(
      fc.record({
        waits: fc.integer({ min: 0, max: 600_000 }),
        there: fc.integer({ min: 1, max: 4_000 }),
        back: fc.integer({ min: 1, max: 4_000 }),
      }),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(skew, hops, (ahead, replies) => {
        let truth = 1_800_000_000_000
        let clock: BrowserClock | null = null
        let best = Number.POSITIVE_INFINITY
        for (const { waits, there, back } of replies) {
          truth += waits
          const asked = truth + ahead
          const now = truth + there
          truth += there + back
          clock = heardServer(clock, { now, asked, heard: truth + ahead }, 0)
          best = Math.min(best, (there + back) / 2)
          expect(Math.abs(serverNow(clock, truth + ahead) - truth)).toBeLessThanOrEqual(
            clock.error + 600_000 * 20 * 1e-4 + 1,
          )
        }
        expect(clock?.error).toBeLessThanOrEqual(best + 600_000 * 20 * 1e-4)
      }),
    )
  })

  test('30 minutes on one good reply are within a second, with a steady clock that is 0.01 % off', () => {
    const clock = heardServer(null, { now: 5_000_000, asked: 900, heard: 1_100 }, 0)
    const passed = 30 * 60_000
    const steady = 1_000 + passed * 1.0001
    expect(Math.abs(serverNow(clock, steady) - (5_000_000 + passed))).toBeLessThanOrEqual(1_000)
  })

  test('a slow reply does not replace a quick one, unless they cannot both be right', () => {
    const quick = heardServer(null, { now: 10_000, asked: 0, heard: 20 }, 0)
    const slow = heardServer(quick, { now: 14_900, asked: 1_000, heard: 9_000 }, 0)
    expect(slow.offset).toBe(quick.offset)
    const other = heardServer(quick, { now: 60_000, asked: 1_000, heard: 5_000 }, 0)
    expect(other.offset).toBe(57_000)
  })
})

describe('a wall clock that leaps', () => {
  const clock: BrowserClock = { offset: 1_000, error: 5, learntAt: 0, drift: 0 }

  test('ahead: the time counts, and the next reply decides', () => {
    const after = lookedAtWall(clock, 3_600_000)
    expect(after.leapt).toBe(true)
    expect(serverNow(after.clock, 0)).toBe(3_601_000)
    const told = heardServer(after.clock, { now: 2_000, asked: 0, heard: 4_000 }, 3_600_000)
    expect(serverNow(told, 2_000)).toBe(2_000)
  })

  test('back: nothing is gained', () => {
    const after = lookedAtWall(clock, -DAY)
    expect(after.leapt).toBe(true)
    expect(serverNow(after.clock, 500)).toBe(1_500)
  })

  test('small corrections are no leaps', () => {
    expect(lookedAtWall(clock, 1_999)).toEqual({ clock, leapt: false })
  })
})

describe('a clock that was kept', () => {
  const kept = { ahead: -DAY, at: 1_000_000 }

  test('goes on by the wall clock and never goes back', () => {
    const later = clockFromKept(kept, 1_000_000 + DAY + 30_000, 50)
    expect(serverNow(later, 50)).toBe(1_030_000)
    const back = clockFromKept(kept, 5, 50)
    expect(serverNow(back, 50)).toBe(1_000_000)
  })

  test('gives way to the first reply', () => {
    const later = clockFromKept(kept, 5, 50)
    expect(heardServer(later, { now: 77, asked: 100, heard: 9_000 }, 0).error).toBe(4_450)
  })
})
