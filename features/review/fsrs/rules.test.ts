import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { GRADES, type Grade } from '../schema'
import {
  boundedWeights,
  DEFAULT_PARAMETERS,
  interval,
  nextStrength,
  type Parameters,
  recall,
  type Strength,
} from './rules'
import { numbersSchema } from './schema'

// Figures that the test suites of ts-fsrs, py-fsrs and fsrs-rs publish for FSRS-6:
// https://github.com/open-spaced-repetition. They are facts about the algorithm, to 1e-4 or better.

const WEIGHTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
  0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
]
const withWeights = (change: Record<number, number>): Parameters => ({
  ...DEFAULT_PARAMETERS,
  weights: WEIGHTS.map((weight, index) => change[index] ?? weight),
})

function walk(history: [Grade, number][], parameters = DEFAULT_PARAMETERS): Strength {
  let memory: Strength | null = null
  for (const [grade, days] of history) memory = nextStrength(parameters, memory, days, grade)
  if (!memory) throw new Error('an empty history')
  return memory
}

function expectStrength({ stability, difficulty }: Strength, s: number, d: number) {
  expect(stability).toBeCloseTo(s, 4)
  expect(difficulty).toBeCloseTo(d, 4)
}

describe('published figures of FSRS-6', () => {
  test('version 1 has the published default weights', () => {
    expect(DEFAULT_PARAMETERS).toEqual({
      version: 1,
      weights: WEIGHTS,
      retention: 0.9,
      longestDays: 365,
      learningStepsMs: [60_000, 600_000],
      relearningStepsMs: [600_000],
    })
  })

  test.each([
    [1, 0.212, 6.4133],
    [2, 1.2931, 5.11217071],
    [3, 2.3065, 2.11810397],
    [4, 8.2956, 1],
  ] as const)('a first grade of %i: stability %f, difficulty %f', (grade, s, d) => {
    expect(nextStrength(DEFAULT_PARAMETERS, null, 0, grade)).toEqual({
      stability: s,
      difficulty: d,
    })
  })

  const SIX: [Grade, number][] = [
    [1, 0],
    [3, 0],
    [3, 1],
    [3, 3],
    [3, 8],
    [3, 21],
  ]

  test('six reviews, the second on the same day', () => {
    expectStrength(walk(SIX), 53.62691, 6.3574867)
  })

  test('Easy ten times at once leaves difficulty at 1', () => {
    const easy = Array.from({ length: 10 }, (): [Grade, number] => [4, 0])
    expect(walk(easy).difficulty).toBe(1)
  })

  test('recall at stability 1', () => {
    const recalls = (parameters: Parameters) =>
      [0, 1, 2, 3].map((days) => recall(parameters, 1, days))
    expect(recalls(DEFAULT_PARAMETERS)).toEqual([1, 0.9, 0.84588465, 0.8093881])
    const flat = recalls(withWeights({ 20: 0.2 }))
    for (const [index, value] of [1, 0.9, 0.84028935, 0.7985001].entries())
      expect(flat[index]).toBeCloseTo(value, 6)
  })

  // What FSRS-5 learners bring with them: w19 at its floor, the curve of old.
  const OLD = withWeights(
    Object.fromEntries(
      [
        0.6845422, 1.6790825, 4.7349424, 10.042885, 7.4410233, 0.64219797, 1.071918, 0.0025195254,
        1.432437, 0.1544, 0.8692766, 2.0696752, 0.0953, 0.2975, 2.4691248, 0.19542035, 3.201072,
        0.18046261, 0.121442534, 0.0, 0.5,
      ].entries(),
    ),
  )
  const FIVE: [Grade, number][] = [
    [1, 0],
    [3, 1],
    [3, 3],
    [3, 8],
    [3, 21],
  ]

  test('other weights, next days only', () => {
    expectStrength(walk(FIVE, OLD), 31.722992, 7.382128)
    const known = { stability: 20.925528, difficulty: 7.005062 }
    expectStrength(nextStrength(OLD, known, 21, 3), 40.87456, 6.9913807)
  })

  test.each([
    [1, 2.9691455, 8.000659],
    [2, 17.091452, 7.6913934],
    [3, 31.722992, 7.382128],
    [4, 71.7502, 7.0728626],
  ] as const)('other weights, grade %i after 21 days', (grade, s, d) => {
    const before = walk(FIVE.slice(0, 4), OLD)
    expectStrength(nextStrength(OLD, before, 21, grade), s, d)
  })

  test.each([
    [1, 8.34176237],
    [2, 6.66599536],
    [3, 4.99022837],
    [4, 3.31446137],
  ] as const)('difficulty 5 after grade %i is %f', (grade, difficulty) => {
    const before = { stability: 5, difficulty: 5 }
    expect(nextStrength(DEFAULT_PARAMETERS, before, 3, grade).difficulty).toBe(difficulty)
  })

  test.each([
    [1, 1.596818],
    [2, 5],
    [3, 5],
    [4, 8.12960956],
  ] as const)('stability 5 after grade %i on the same day is %f', (grade, stability) => {
    const before = { stability: 5, difficulty: 5 }
    expect(nextStrength(DEFAULT_PARAMETERS, before, 0, grade).stability).toBe(stability)
  })

  test('intervals at stability 1 by the share to be recalled', () => {
    const days = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].map((retention) =>
      interval({ ...DEFAULT_PARAMETERS, retention, longestDays: 36_500 }, 1),
    )
    expect(days).toEqual([34_793, 2_508, 387, 90, 27, 9, 3, 1, 1])
  })
})

describe('weights', () => {
  const numbers = { ...DEFAULT_PARAMETERS, version: undefined }
  const { version: _, ...valid } = DEFAULT_PARAMETERS
  const refused = (change: object) => !z.safeParse(numbersSchema, { ...valid, ...change }).success

  test('are 21 finite numbers, steps are shorter than a day and do not shrink', () => {
    expect(refused({})).toBe(false)
    expect(refused(numbers)).toBe(true)
    expect(refused({ weights: WEIGHTS.slice(0, 19) })).toBe(true)
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, '1', null])
      expect(refused({ weights: [wrong, ...WEIGHTS.slice(1)] })).toBe(true)
    expect(refused({ learningStepsMs: [60_000, 86_400_000] })).toBe(true)
    expect(refused({ learningStepsMs: [600_000, 60_000] })).toBe(true)
    expect(refused({ relearningStepsMs: [] })).toBe(false)
    expect(refused({ retention: 1 })).toBe(true)
    expect(refused({ longestDays: 36_501 })).toBe(true)
  })

  test('whatever they are, bounded they give finite memories and whole days within the longest', () => {
    const weight = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: -5, max: 120, noNaN: true }),
    )
    const step = fc.tuple(fc.constantFrom(...GRADES), fc.integer({ min: 0, max: 4_000 }))
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 21, maxLength: 21 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        (weights, history) => {
          const parameters = { ...DEFAULT_PARAMETERS, weights: boundedWeights(weights, 1) }
          const memory = walk(history, parameters)
          expect(Number.isFinite(memory.stability) && memory.stability > 0).toBe(true)
          expect(memory.difficulty).toBeGreaterThanOrEqual(1)
          expect(memory.difficulty).toBeLessThanOrEqual(10)
          const days = interval(parameters, memory.stability)
          expect(Number.isInteger(days)).toBe(true)
          expect(days).toBeGreaterThanOrEqual(1)
          expect(days).toBeLessThanOrEqual(365)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
