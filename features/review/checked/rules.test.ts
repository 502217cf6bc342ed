import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_PARAMETERS, nextStrength, recall, type Strength } from '../fsrs/rules'
import { answered, type Schedule } from '../rules'
import type { Grade, Memory } from '../schema'
import { gradeOfAnswer, memoryIdOf } from './rules'

const DAY = 86_400_000
const START = Date.UTC(2026, 5, 1, 9)

describe('pitfall 16: Hard is not a way to fail', () => {
  test.each([
    ['wrong', { right: false }, 1],
    ['wrong and unsure', { right: false, sure: false }, 1],
    ['right', { right: true }, 3],
    ['right and sure', { right: true, sure: true }, 3],
    ['right and unsure', { right: true, sure: false }, 2],
    ['right and slow', { right: true, durationMs: 40_001 }, 2],
    ['right in twice the usual time', { right: true, durationMs: 40_000 }, 3],
    ['right, nobody knows what is usual', { right: true, durationMs: 400_000, usualMs: null }, 3],
    ['right in 14 s where 3 s are usual', { right: true, durationMs: 14_000, usualMs: 3_000 }, 3],
  ] as const)('%s', (_, change, grade) => {
    expect(gradeOfAnswer({ durationMs: 8_000, usualMs: 20_000, ...change })).toBe(grade)
  })

  test('whatever the time and confidence, wrong is Again, right is a pass and never Easy', () => {
    const given = fc.record({
      right: fc.boolean(),
      sure: fc.boolean(),
      durationMs: fc.nat({ max: 3_600_000 }),
      usualMs: fc.option(fc.nat({ max: 600_000 }), { nil: null }),
    })
    fc.assert(
      fc.property(given, (one) => {
        const grade = gradeOfAnswer(one)
        expect(one.right ? [2, 3] : [1]).toContain(grade)
      }),
    )
  })
})

describe('pitfall 17: recognition does not inflate recall', () => {
  test('each way of asking has a memory of its own', () => {
    expect(memoryIdOf('pricing.free-tier', 'recall')).toBe('pricing.free-tier')
    expect(memoryIdOf('pricing.free-tier', 'recognise')).toBe('pricing.free-tier~recognise')
    expect(memoryIdOf('quiz.17', 'recognise', 'recognise')).toBe('quiz.17')
  })

  /**
   * Learners whose recall follows FSRS, who recognise more than they recall (three times the
   * stability, and one in four by luck), and whom recognising helps to recall by `share` of what
   * recalling would. A card is recalled on its first day, then recognised three times, and asked
   * for recall on day 30: what is expected then, against what is so.
   */
  function analyse(share: number) {
    const parameters = DEFAULT_PARAMETERS
    const calendar = { timeZone: 'UTC', rolloverHour: 4 }
    const schedule: Schedule = { calendar, parameters, interviewOn: null }
    let seed = 7
    const dice = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const sums = { truth: 0, mixed: 0, apart: 0 }
    const CARDS = 500
    for (let index = 0; index < CARDS; index += 1) {
      const cardId = `card-${index}`
      let truth: Strength = nextStrength(parameters, null, 0, 3)
      const give = (memory: Memory | null, day: number, grade: Grade) =>
        answered(cardId, memory, { at: START + day * DAY, day: 20_605 + day, grade }, schedule)
      const apart = give(null, 0, 3)
      let mixed = apart
      let last = 0
      for (const day of [3, 8, 15]) {
        const elapsed = day - last
        const knows = 0.25 + 0.75 * recall(parameters, 3 * truth.stability, elapsed)
        const right = dice() < knows
        const helped = nextStrength(parameters, truth, elapsed, 3).stability
        const gain = right ? share * (helped - truth.stability) : 0
        truth = { ...truth, stability: truth.stability + gain }
        mixed = give(mixed, day, gradeOfAnswer({ right, durationMs: 5000, usualMs: 6000 }))
        last = day
      }
      sums.truth += recall(parameters, truth.stability, 30)
      sums.mixed += recall(parameters, mixed.stability, 30 - mixed.lastDay + 20_605)
      sums.apart += recall(parameters, apart.stability, 30)
    }
    return { truth: sums.truth / CARDS, mixed: sums.mixed / CARDS, apart: sums.apart / CARDS }
  }

  test.each([0, 0.1, 0.25, 0.5])(
    'where recognising helps by %f: one memory for both expects too much, memories apart never do',
    (share) => {
      const { truth, mixed, apart } = analyse(share)
      expect(mixed - truth).toBeGreaterThan(0.03)
      expect(apart).toBeLessThanOrEqual(truth + 1e-9)
    },
  )

  test('where recognising does not help at all, memories apart are exact', () => {
    const { truth, mixed, apart } = analyse(0)
    expect(apart).toBeCloseTo(truth, 9)
    expect(mixed - truth).toBeGreaterThan(0.25)
  })
})
