import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GRADES, type Grade } from '../schema'
import { nextSameDay, type SameDayState, sameDayRecall } from './rules'

const MINUTE = 1 / 1440
const HOUR = 1 / 24

describe('the same-day curve', () => {
  test.each([
    [1, 10 * MINUTE, 0.924432],
    [1, HOUR, 0.900174],
    [1, 12 * HOUR, 0.856709],
    [1, 1, 0.834868],
    [1, 7, 0.721454],
    [10, 10, 0.91103],
  ])('recall at stability %f after %f days is %f', (stability, elapsed, recall) => {
    expect(sameDayRecall(stability, elapsed)).toBeCloseTo(recall, 5)
  })

  test('a history of good answers and a lapse', () => {
    const history: [Grade, number][] = [
      [3, 0],
      [3, 10 * MINUTE],
      [3, 1],
      [3, 3],
      [1, 8],
      [3, 10 * MINUTE],
      [3, 1],
    ]
    let state: SameDayState | null = null
    const states: SameDayState[] = []
    for (const [grade, elapsed] of history) {
      state = nextSameDay(state, elapsed, grade)
      states.push(state)
    }
    const round = (value: number) => Number(value.toFixed(6))
    expect(states.map(({ stability }) => round(stability))).toEqual([
      4.1283, 5.284074, 10.636766, 19.02617, 2.979904, 3.437938, 5.389638,
    ])
    expect(states.map(({ difficulty }) => round(difficulty))).toEqual([
      4.194588, 4.180821, 4.167193, 4.1537, 8.335881, 8.280701, 8.226074,
    ])
  })

  test('recall is certain at once, and only falls', () => {
    const stability = fc.double({ min: 1e-4, max: 36_500, noNaN: true })
    const span = fc.double({ min: 0, max: 1000, noNaN: true })
    fc.assert(
      fc.property(stability, span, span, (s, t, more) => {
        expect(sameDayRecall(s, 0)).toBeCloseTo(1, 9)
        expect(sameDayRecall(s, t + more)).toBeLessThanOrEqual(sameDayRecall(s, t) + 1e-12)
        expect(sameDayRecall(s, -t)).toBe(sameDayRecall(s, 0))
      }),
      { numRuns: 2_000 },
    )
  })

  test('any history stays within bounds, and a better grade never leaves a weaker memory', () => {
    const steps = fc.array(
      fc.tuple(
        fc.constantFrom(...GRADES),
        fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 4000 })),
      ),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 400, noNaN: true }), (history, elapsed) => {
        let state: SameDayState | null = null
        for (const [grade, days] of history) state = nextSameDay(state, days, grade)
        const after = GRADES.map((grade) => nextSameDay(state, elapsed, grade))
        for (const { stability, difficulty } of after) {
          expect(stability).toBeGreaterThanOrEqual(1e-4)
          expect(stability).toBeLessThanOrEqual(36_500)
          expect(difficulty).toBeGreaterThanOrEqual(1)
          expect(difficulty).toBeLessThanOrEqual(10)
        }
        const [again = 0, hard = 0, good = 0, easy = 0] = after.map(({ stability }) => stability)
        expect(again).toBeLessThanOrEqual(hard)
        expect(hard).toBeLessThanOrEqual(good)
        expect(good).toBeLessThanOrEqual(easy)
      }),
      { numRuns: 2_000 },
    )
  })
})
