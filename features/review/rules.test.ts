import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { dateOfDay, startOfStudyDay, studyDay } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS, nextStrength, recall } from './fsrs/rules'
import { answered, candidates, fuzzed, previews, recallAt, type Schedule, timeSpent } from './rules'
import { nextSameDay, sameDayRecall } from './same-day/rules'
import { GRADES, type Grade, type Memory } from './schema'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const CARD = 'lambda-basics.x'
const START = Date.UTC(2026, 10, 2, 9)

const schedule = (timeZone = 'Asia/Tokyo', rolloverHour = 4): Schedule => ({
  calendar: { timeZone, rolloverHour },
  parameters: DEFAULT_PARAMETERS,
  interviewOn: null,
})

/** Histories of a card: grades and the waits between them, from a minute to two months. */
const histories = fc.array(
  fc.record({
    grade: fc.constantFrom(...GRADES),
    waitMs: fc.oneof(
      fc.integer({ min: MINUTE, max: HOUR }),
      fc.integer({ min: HOUR, max: 60 * DAY }),
    ),
  }),
  { maxLength: 12 },
)

function play(
  history: { grade: Grade; waitMs: number }[],
  plan = schedule(),
): { memory: Memory | null; now: number } {
  let memory: Memory | null = null
  let now = START
  for (const { grade, waitMs } of history) {
    now += waitMs
    const day = studyDay(now, plan.calendar)
    memory = answered(CARD, memory, { at: now, day, grade }, plan)
  }
  return { memory, now }
}

describe('FSRS-6', () => {
  // Stability and difficulty of the published example: default weights, Good at 0, 1 and 5 days.
  test.each([
    [1, 0.212],
    [2, 1.2931],
    [3, 2.3065],
    [4, 8.2956],
  ] as const)('the first grade %i gives stability %f, the weight itself', (grade, stability) => {
    expect(nextStrength(DEFAULT_PARAMETERS, null, 0, grade).stability).toBeCloseTo(stability, 4)
  })

  test('recall is 90 % when as many days have passed as the stability says', () => {
    for (const stability of [0.5, 3, 40, 300])
      expect(recall(DEFAULT_PARAMETERS, stability, stability)).toBeCloseTo(0.9, 6)
  })

  test('an answer within the same study day counts as no day, across midnight UTC too', () => {
    // 23:30Z and 00:30Z are the same morning in Tokyo.
    const first = candidates('a.b', null, Date.UTC(2026, 10, 2, 23, 30), schedule())[4]
    const second = candidates('a.b', first, Date.UTC(2026, 10, 3, 0, 30), schedule())[3]
    const sameDay = nextStrength(DEFAULT_PARAMETERS, first, 0, 3)
    expect(second.stability).toBe(sameDay.stability)
  })
})

describe('the four buttons', () => {
  test('a new card: 1 min, 6 min, 10 min, days', () => {
    const [again, hard, good, easy] = previews('a.b', null, START, schedule())
    expect([again, hard, good].map((preview) => preview?.inMs)).toEqual([
      MINUTE,
      5.5 * MINUTE,
      10 * MINUTE,
    ])
    expect(easy?.intervalDays).toBeGreaterThanOrEqual(6)
  })

  test('again on a learned card is a lapse with a relearning step of 10 min', () => {
    const { memory, now } = play([
      { grade: 4, waitMs: 0 },
      { grade: 3, waitMs: 8 * DAY },
    ])
    expect(memory?.state).toBe('review')
    const lapsed = candidates(CARD, memory, now + 30 * DAY, schedule())[1]
    expect(lapsed).toMatchObject({
      state: 'relearning',
      lapses: 1,
      intervalDays: 0,
      dueAt: now + 30 * DAY + 10 * MINUTE,
    })
  })

  test('Again ≤ Hard ≤ Good ≤ Easy, always', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 400 * DAY }), (history, wait) => {
        const { memory, now } = play(history)
        const due = candidates(CARD, memory, now + wait, schedule())
        expect(due[1].dueAt).toBeLessThanOrEqual(due[2].dueAt)
        expect(due[2].dueAt).toBeLessThanOrEqual(due[3].dueAt)
        expect(due[3].dueAt).toBeLessThanOrEqual(due[4].dueAt)
      }),
      { numRuns: 2_000 },
    )
  })

  test('intervals are whole days of 1 to 365, strengths are finite', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { memory, now } = play(history)
        for (const grade of GRADES) {
          const after = candidates(CARD, memory, now + DAY, schedule())[grade]
          expect(Number.isInteger(after.intervalDays)).toBe(true)
          expect(after.intervalDays).toBeLessThanOrEqual(365)
          expect(Number.isFinite(after.stability) && after.stability > 0).toBe(true)
          expect(after.difficulty).toBeGreaterThanOrEqual(1)
          expect(after.difficulty).toBeLessThanOrEqual(10)
          if (after.state === 'review') {
            expect(after.intervalDays).toBeGreaterThanOrEqual(1)
            expect(studyDay(after.dueAt, schedule().calendar)).toBe(after.dueDay)
          }
        }
      }),
    )
  })

  test('a preview equals its answer at any moment of the same study day, for 10,000 cases', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 5 * HOUR }), (history, later) => {
        const { memory, now } = play(history)
        // 20:00 in Tokyo: five hours on, it is still the same study day.
        const shown = now - (now % DAY) + DAY + 11 * HOUR
        const day = studyDay(shown + later, schedule().calendar)
        for (const { grade, intervalDays, inMs } of previews(CARD, memory, shown, schedule())) {
          const at = shown + later
          const after = answered(CARD, memory, { at, day, grade }, schedule())
          expect(after.intervalDays).toBe(intervalDays)
          if (later === 0) expect(after.dueAt).toBe(shown + inMs)
        }
      }),
      { numRuns: 10_000 },
    )
  }, 120_000)

  test('a clock that runs backwards never makes a memory younger', () => {
    const { memory, now } = play([{ grade: 4, waitMs: 0 }])
    const after = candidates(CARD, memory, now - 3 * DAY, schedule())[3]
    expect(after.lastReviewedAt).toBe(now)
    expect(after.lastDay).toBe(memory?.lastDay)
  })
})

describe('fuzz', () => {
  test('none under two and a half days, and never more than its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 365 }), fc.string(), (days, seed) => {
        const result = fuzzed(days, seed, 365)
        if (days < 2.5) expect(result).toBe(days)
        const delta =
          1 +
          0.15 * Math.min(Math.max(days - 2.5, 0), 4.5) +
          0.1 * Math.min(Math.max(days - 7, 0), 13) +
          0.05 * Math.max(days - 20, 0)
        expect(Math.abs(result - days)).toBeLessThanOrEqual(Math.ceil(delta))
        expect(result).toBeLessThanOrEqual(365)
      }),
    )
  })

  test('it spreads', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, i) => fuzzed(30, `card-${i}#3`, 365)))
    expect(seen.size).toBeGreaterThan(4)
  })

  test('while the interview lies ahead every card is due before it, whatever its history', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 60 }), (history, until) => {
        const { memory, now } = play(history)
        const today = studyDay(now, schedule().calendar)
        const plan = { ...schedule(), interviewOn: dateOfDay(today + until) }
        const after = candidates(CARD, memory, now, plan)
        for (const grade of GRADES)
          expect(after[grade].dueDay).toBeLessThanOrEqual(today + Math.max(1, until - 1))
        expect(candidates(CARD, memory, now, { ...plan, interviewOn: dateOfDay(today) })).toEqual(
          candidates(CARD, memory, now, schedule()),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  test('it does not carry a card past the interview', () => {
    const plan = { ...schedule(), interviewOn: '2026-11-12' }
    for (let i = 0; i < 100; i += 1) {
      const after = candidates(`a.card-${i}`, null, START, plan)[4]
      expect(after.dueDay).toBeLessThanOrEqual(studyDay(START, plan.calendar) + 10)
    }
  })
})

describe('days and zones', () => {
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]
  const changesOf = (timeZone: string): number[] => {
    const start = Temporal.Instant.from('2026-01-01T00:00:00Z').toZonedDateTimeISO(timeZone)
    const first = start.getTimeZoneTransition('next')
    const second = first?.getTimeZoneTransition('next')
    return [first, second].flatMap((at) => (at ? [at.epochMilliseconds] : []))
  }

  test('every zone, both clock changes of 2026, every rollover hour: whole days, due when a day begins', () => {
    const wrong: string[] = []
    for (const timeZone of zones) {
      for (const change of changesOf(timeZone).filter((at) => at < Date.UTC(2027, 0))) {
        for (let rolloverHour = 0; rolloverHour < 24; rolloverHour += 1) {
          const plan = schedule(timeZone, rolloverHour)
          const name = `${timeZone} ${rolloverHour}:00 ${new Date(change).toISOString()}`
          const evening = change - 3 * HOUR
          const first = candidates(CARD, null, evening, plan)[4]
          const { dueDay, dueAt, lastDay, intervalDays } = first
          if (dueDay !== lastDay + intervalDays) wrong.push(`${name}: not ${intervalDays} days`)
          if (dueAt !== startOfStudyDay(dueDay, plan.calendar)) wrong.push(`${name}: due at`)
          const across = answered(
            CARD,
            first,
            { at: change + HOUR, day: studyDay(change + HOUR, plan.calendar), grade: 3 },
            plan,
          )
          const days = across.lastDay - lastDay
          if (days !== 0 && days !== 1) wrong.push(`${name}: ${days} days in four hours`)
          const expected = nextStrength(DEFAULT_PARAMETERS, first, days, 3)
          if (across.stability !== expected.stability) wrong.push(`${name}: stability`)
        }
      }
    }
    expect(wrong).toEqual([])
  }, 120_000)

  test.each([
    ['+14 h', 'Pacific/Kiritimati'],
    ['-12 h', 'Etc/GMT+12'],
  ])('a move by %s makes no memory younger and no day run backwards', (_, timeZone) => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 2 * DAY }), (history, wait) => {
        const { memory, now } = play(history, schedule('UTC'))
        for (const grade of GRADES) {
          const after = candidates(CARD, memory, now + wait, schedule(timeZone))[grade]
          expect(after.lastDay).toBeGreaterThanOrEqual(memory?.lastDay ?? 0)
          expect(after.dueDay).toBeGreaterThanOrEqual(after.lastDay)
          expect(after.dueAt).toBeGreaterThan(now + wait)
        }
      }),
    )
  })

  test('a clock a day ahead or behind the last answer counts as no time, never as less', () => {
    const { memory, now } = play([{ grade: 4, waitMs: 0 }])
    const same = candidates(CARD, memory, now, schedule())[3]
    expect(candidates(CARD, memory, now - DAY, schedule())[3]).toEqual(same)
    const ahead = candidates(CARD, memory, now + DAY, schedule())[3]
    expect(ahead.lastDay - same.lastDay).toBe(1)
    expect(candidates(CARD, ahead, now, schedule())[3].lastDay).toBe(ahead.lastDay)
  })
})

describe('recall', () => {
  test('within the day by the same-day curve, from the next day on by FSRS-6', () => {
    const { memory, now } = play([{ grade: 3, waitMs: 0 }])
    if (!memory) throw new Error('no memory')
    const { stability } = nextSameDay(null, 0, 3)
    expect(recallAt(memory, now + 10 * MINUTE, schedule())).toBe(
      sameDayRecall(stability, 10 / 1440),
    )
    const later = studyDay(now + 3 * DAY, schedule().calendar) - memory.lastDay
    expect(recallAt(memory, now + 3 * DAY, schedule())).toBe(
      recall(DEFAULT_PARAMETERS, memory.stability, later),
    )
  })

  test('the same-day state never touches an interval', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { memory, now } = play(history)
        const other = memory && { ...memory, sameDayStability: 0.5, sameDayDifficulty: 9 }
        const days = (from: Memory | null) =>
          previews(CARD, from, now + DAY, schedule()).map(({ intervalDays }) => intervalDays)
        expect(days(other)).toEqual(days(memory))
      }),
    )
  })
})

test('time away from the screen does not count: a minute for a card, five for a task', () => {
  expect(timeSpent('recall', 59_000)).toBe(59_000)
  expect(timeSpent('recall', 3_600_000)).toBe(60_000)
  expect(timeSpent('recognise', 61_000)).toBe(60_000)
  expect(timeSpent('do', 3_600_000)).toBe(300_000)
})
