import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asOf, clockOf, GRACE_MS, LATEST_MS, type Place, type Round, timingOf } from './rules'

const START = Date.UTC(2026, 10, 23, 9)
const HOUR = 3_600_000
const DUE = START + HOUR
const DAY = 86_400_000

const at = (ms: number) => new Date(ms)
const running = (over: Partial<Round> = {}): Round => ({
  state: 'running',
  startedAt: at(START),
  deadlineAt: at(DUE),
  leftMs: null,
  endedAt: null,
  sequence: 0,
  ...over,
})
const shown = (over: Partial<Place> = {}): Place => ({
  shownAt: at(START),
  closedAt: null,
  deadlineAt: null,
  ...over,
})
const expired = running({ state: 'expired', endedAt: at(DUE) })
const handedIn = running({ state: 'graded', endedAt: at(START + 1000) })

describe('how the time of a write is known', () => {
  test.each([
    ['in time', running(), shown(), START + 5, START + 10, 'server'],
    ['in time by a clock a day slow', running(), shown(), START + 5 - DAY, START + 10, 'server'],
    ['in time by a clock a day fast', running(), shown(), START + 5 + DAY, START + 10, 'server'],
    ['on its way at the deadline', running(), shown(), DUE, DUE + GRACE_MS, 'server'],
    ['typed after the deadline', running(), shown(), DUE + 1, DUE + 2, 'late'],
    ['in the grace by a clock a day slow', running(), shown(), DUE - DAY, DUE + 2, 'late'],
    ['offline, in time', running(), shown(), DUE - 1, DUE + GRACE_MS + 1, 'device'],
    ['offline, in time, the round written off', expired, shown(), DUE - 1, DUE + HOUR, 'device'],
    ['offline, too late', expired, shown(), DUE + 1, DUE + HOUR, 'late'],
    ['offline, before the round began', expired, shown(), START - 1, DUE + HOUR, 'late'],
    ['offline, a week later', expired, shown(), DUE - 1, DUE + LATEST_MS, 'device'],
    ['on its way when handed in', handedIn, shown(), START + 999, START + 2000, 'device'],
    [
      'beyond its own deadline',
      running(),
      shown({ deadlineAt: at(START + 60_000) }),
      START + 60_001,
      START + 60_002,
      'late',
    ],
    [
      'within its own deadline, without a network',
      running(),
      shown({ deadlineAt: at(START + 60_000) }),
      START + 59_000,
      START + 80_000,
      'device',
    ],
    [
      'on its way when gone on from',
      running(),
      shown({ closedAt: at(START + 1000) }),
      START + 999,
      START + 1500,
      'server',
    ],
    [
      'long after it was gone on from',
      running(),
      shown({ closedAt: at(START + 1000) }),
      START + 999,
      START + 1001 + GRACE_MS,
      'late',
    ],
    ['without a clock', running({ deadlineAt: null }), shown(), START, START + DAY, 'server'],
    [
      'paused, whatever its place had left',
      running({ state: 'paused', deadlineAt: null }),
      shown({ deadlineAt: at(START + 1) }),
      START + 5,
      START + DAY,
      'server',
    ],
  ] as const)('%s', (_, round, place, stampedAt, now, timing) => {
    expect(timingOf(round, place, stampedAt, now)).toBe(timing)
  })

  test.each([
    ['not begun', running({ state: 'draft', startedAt: null }), shown(), START, START, /not begun/],
    ['no such place', running(), null, START, START, /not shown/],
    ['not shown yet', running(), shown({ shownAt: null }), START, START, /not shown/],
    [
      'gone on from',
      running(),
      shown({ closedAt: at(START + 1000) }),
      START + 1001,
      START + 1002,
      /gone on/,
    ],
    ['handed in', handedIn, shown(), START + 1001, START + 1002, /over/],
    ['older than a week', expired, shown(), DUE - 1, DUE + LATEST_MS + 1, /more than a week/],
  ] as const)('refused in words: %s', (_, round, place, stampedAt, now, why) => {
    expect(timingOf(round, place, stampedAt, now)).toEqual({
      refused: expect.stringMatching(why),
    })
  })

  test('no stamp whatever turns what came after the grace into what came in time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -2 * DAY, max: 2 * DAY }),
        fc.integer({ min: GRACE_MS + 1, max: LATEST_MS }),
        (stamp, late) => {
          const given = timingOf(running(), shown(), START + stamp, DUE + late)
          expect(given).toBe(stamp >= 0 && stamp <= HOUR ? 'device' : 'late')
        },
      ),
    )
  })

  test('the same write that comes again later is never known better than before', () => {
    const worth = { server: 3, device: 2, late: 1 }
    const value = (given: ReturnType<typeof timingOf>) =>
      typeof given === 'string' ? worth[given] : 0
    const instant = fc.integer({ min: -HOUR, max: 9 * DAY })
    fc.assert(
      fc.property(instant, instant, instant, fc.boolean(), (stamp, a, b, hasEnd) => {
        const [first, second] = [START + Math.min(a, b), START + Math.max(a, b)]
        const round = hasEnd ? running() : running({ deadlineAt: null })
        const early = timingOf(asOf(round, first), shown(), START + stamp, first)
        const later = timingOf(asOf(round, second), shown(), START + stamp, second)
        expect(value(later)).toBeLessThanOrEqual(value(early))
      }),
    )
  })
})

test('a round that has run out is told so, whether or not anybody wrote it down', () => {
  expect(clockOf(running(), DUE + GRACE_MS).state).toBe('running')
  expect(clockOf(running(), DUE + GRACE_MS + 1)).toMatchObject({
    state: 'expired',
    deadlineAt: DUE,
    now: DUE + GRACE_MS + 1,
  })
})
