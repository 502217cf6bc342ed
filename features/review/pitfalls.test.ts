import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { dateOfDay, studyDay } from '@/features/learner/rules'
import { boundedWeights, DEFAULT_PARAMETERS, type Parameters } from './fsrs/rules'
import { numbersSchema } from './fsrs/schema'
import { candidates, recallAt, type Schedule } from './rules'
import { GRADES, type Memory } from './schema'

const MINUTE = 60_000
const DAY = 86_400_000
const START = Date.UTC(2026, 10, 22, 9)
const calendar = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
const { version: _, ...NUMBERS } = DEFAULT_PARAMETERS

/** Weights from anywhere: near the published ones, far off, absurd; then bounded as a fit's are. */
const weights = fc
  .array(
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -5, max: 120, noNaN: true }),
    ),
    { minLength: 21, maxLength: 21 },
  )
  .map((list) => boundedWeights(list, 1))
const steps = fc
  .array(fc.integer({ min: 1_000, max: DAY - 1 }), { maxLength: 5 })
  .map((list) => list.sort((a, b) => a - b))
const parameters = fc
  .record({
    weights: fc.oneof(fc.constant([...DEFAULT_PARAMETERS.weights]), weights),
    retention: fc.double({ min: 0.7, max: 0.97, noNaN: true }),
    longestDays: fc.integer({ min: 1, max: 36_500 }),
    learningStepsMs: steps,
    relearningStepsMs: steps,
  })
  .map((numbers): Parameters => ({ ...z.parse(numbersSchema, numbers), version: 1 }))

const history = fc.array(
  fc.record({
    grade: fc.constantFrom(...GRADES),
    waitMs: fc.oneof(
      fc.integer({ min: 0, max: 40 * MINUTE }),
      fc.integer({ min: 0, max: 90 * DAY }),
      fc.integer({ min: 0, max: 4_000 * DAY }),
    ),
  }),
  { minLength: 1, maxLength: 12 },
)
const interviewIn = fc.option(fc.integer({ min: 1, max: 400 }), { nil: null })

/** Calls `look` at every answer of a history with what each button would have done. */
function walk(
  schedule: Schedule,
  list: { grade: (typeof GRADES)[number]; waitMs: number }[],
  look: (options: Record<(typeof GRADES)[number], Memory>, at: number) => void,
): void {
  let memory: Memory | null = null
  let at = START
  for (const { grade, waitMs } of list) {
    at += waitMs
    const options = candidates('any.card', memory, at, schedule)
    look(options, at)
    memory = options[grade]
  }
}

const scheduleOf = (own: Parameters, days: number | null): Schedule => ({
  calendar,
  parameters: own,
  interviewOn: days === null ? null : dateOfDay(studyDay(START, calendar) + days),
})

describe('pitfall 7: learning steps of a day or more, Hard longer than Good', () => {
  test.each([
    { learningStepsMs: [DAY] },
    { learningStepsMs: [MINUTE, 2 * DAY] },
    { relearningStepsMs: [DAY] },
    { learningStepsMs: [10 * MINUTE, MINUTE] },
    { learningStepsMs: [0] },
    { relearningStepsMs: [Number.NaN] },
  ])('%j is refused', (wrong) => {
    expect(z.safeParse(numbersSchema, NUMBERS).success).toBe(true)
    expect(z.safeParse(numbersSchema, { ...NUMBERS, ...wrong }).success).toBe(false)
  })

  test('Again ≤ Hard ≤ Good ≤ Easy for any steps, weights, history and interview date', () => {
    fc.assert(
      fc.property(parameters, history, interviewIn, (own, list, days) => {
        walk(scheduleOf(own, days), list, (options) => {
          const due = GRADES.map((grade) => options[grade].dueAt)
          const intervals = GRADES.map((grade) => options[grade].intervalDays)
          expect(due).toEqual([...due].sort((a, b) => a - b))
          expect(intervals).toEqual([...intervals].sort((a, b) => a - b))
        })
      }),
      { numRuns: 300 },
    )
  })
})

describe('pitfall 20: intervals of 36,500 days or none at all', () => {
  test('whatever the weights: never NaN, never past the longest interval or the interview', () => {
    fc.assert(
      fc.property(parameters, history, interviewIn, (own, list, days) => {
        const schedule = scheduleOf(own, days)
        const interview = days === null ? null : studyDay(START, calendar) + days
        walk(schedule, list, (options, at) => {
          const today = studyDay(at, calendar)
          for (const grade of GRADES) {
            const after = options[grade]
            for (const value of Object.values(after))
              if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
            expect(after.stability).toBeGreaterThan(0)
            expect(after.intervalDays).toBeLessThanOrEqual(own.longestDays)
            expect(after.intervalDays).toBeGreaterThanOrEqual(after.state === 'review' ? 1 : 0)
            if (interview !== null && interview > today + 1 && after.state === 'review')
              expect(after.dueDay).toBeLessThan(interview)
            const recall = recallAt(after, at + 3 * DAY, schedule)
            expect(recall >= 0 && recall <= 1).toBe(true)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  test('without settings a year is the longest', () => {
    expect(DEFAULT_PARAMETERS.longestDays).toBe(365)
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, null, '0.4'])(
    'a weight of %s is refused',
    (weight) => {
      const wrong = { ...NUMBERS, weights: [weight, ...NUMBERS.weights.slice(1)] }
      expect(z.safeParse(numbersSchema, wrong).success).toBe(false)
    },
  )
})
