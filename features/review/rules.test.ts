import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { studyDay } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS, nextStrength, recall } from './fsrs/rules'
import {
  candidates,
  foldMemory,
  fuzzed,
  type LogEvent,
  liveAnswers,
  previews,
  type Schedule,
} from './rules'
import { GRADES, type Grade, type Memory } from './schema'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
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
    memory = candidates('lambda-basics.x', memory, now, plan)[grade]
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
    const lapsed = candidates('lambda-basics.x', memory, now + 30 * DAY, schedule())[1]
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
        const due = candidates('lambda-basics.x', memory, now + wait, schedule())
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
          const after = candidates('lambda-basics.x', memory, now + DAY, schedule())[grade]
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

  test('a preview equals its answer at any moment of the same study day', () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 5 * HOUR }), (history, later) => {
        const { memory, now } = play(history)
        // 20:00 in Tokyo: five hours on, it is still the same study day.
        const shown = now - (now % DAY) + DAY + 11 * HOUR
        for (const { grade, intervalDays } of previews(
          'lambda-basics.x',
          memory,
          shown,
          schedule(),
        )) {
          expect(
            candidates('lambda-basics.x', memory, shown + later, schedule())[grade].intervalDays,
          ).toBe(intervalDays)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('a clock that runs backwards never makes a memory younger', () => {
    const { memory, now } = play([{ grade: 4, waitMs: 0 }])
    const after = candidates('lambda-basics.x', memory, now - 3 * DAY, schedule())[3]
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

  test('it does not carry a card past the interview', () => {
    const plan = { ...schedule(), interviewOn: '2026-11-12' }
    for (let i = 0; i < 100; i += 1) {
      const after = candidates(`a.card-${i}`, null, START, plan)[4]
      expect(after.dueDay).toBeLessThanOrEqual(studyDay(START, plan.calendar) + 10)
    }
  })
})

describe('the log', () => {
  const answer = (id: string, grade: Grade, day: number): LogEvent => ({
    kind: 'answer',
    answerId: id,
    grade,
    answeredAt: START + day * DAY,
    undoes: null,
  })
  const undo = (id: string, undoes: string): LogEvent => ({
    kind: 'undo',
    answerId: id,
    grade: null,
    answeredAt: START,
    undoes,
  })
  const fold = (events: LogEvent[]) => foldMemory('a.b', events, () => schedule())

  test('memory is the fold over the answers', () => {
    const events = [answer('1', 3, 0), answer('2', 3, 1), answer('3', 1, 9)]
    let memory: Memory | null = null
    for (const { grade, answeredAt } of events)
      memory = candidates('a.b', memory, answeredAt, schedule())[grade as Grade]
    expect(fold(events)).toEqual(memory)
  })

  test('an undone answer never was, at any depth', () => {
    expect(fold([answer('1', 3, 0), answer('2', 1, 1), answer('3', 4, 2), undo('4', '2')])).toEqual(
      fold([answer('1', 3, 0), answer('3', 4, 2)]),
    )
  })

  test('a reset begins anew; undoing everything leaves a new card', () => {
    const reset: LogEvent = {
      kind: 'reset',
      answerId: 'r',
      grade: null,
      answeredAt: START,
      undoes: null,
    }
    expect(
      liveAnswers([answer('1', 3, 0), reset, answer('2', 3, 1)]).map(({ answerId }) => answerId),
    ).toEqual(['2'])
    expect(fold([answer('1', 3, 0), reset])).toBeNull()
    expect(fold([answer('1', 3, 0), undo('2', '1')])).toBeNull()
  })
})
