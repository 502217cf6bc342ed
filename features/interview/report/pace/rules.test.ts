import { describe, expect, test } from 'vitest'
import type { Counted } from '../schema'
import { clockText, paceOf, plansOf } from './rules'

const MIN = 60_000
const counted = (place: number, spentMs: number, right = true): Counted => ({
  place,
  group: `place ${place}`,
  topic: 'pricing',
  skill: 'recall',
  weight: 1,
  points: right ? 1 : 0,
  right,
  confidence: null,
  spentMs,
})

test.each([
  [0, '0:00'],
  [54_400, '0:54'],
  [725_000, '12:05'],
  [3_730_000, '1:02:10'],
])('%i ms reads %s', (ms, text) => {
  expect(clockText(ms)).toBe(text)
})

describe('what was planned', () => {
  const plain = (group: string) => ({ group, seconds: null })

  test('an even share each, a question and its follow-up together one', () => {
    expect(plansOf([plain('a'), plain('b'), plain('b')], 20 * MIN, 1)).toEqual([
      10 * MIN,
      5 * MIN,
      5 * MIN,
    ])
  })
  test('its own time where it has one, longer by the factor', () => {
    expect(plansOf([{ group: 'a', seconds: 60 }], null, 1.5)).toEqual([90_000])
  })
  test('nothing without a clock', () => {
    expect(plansOf([{ group: 'a', seconds: 60 }, plain('b')], null, 0)).toEqual([null, null])
    expect(plansOf([plain('b')], null, 1)).toEqual([null])
  })
})

describe('pace', () => {
  test('names what took more than twice its share, and what came of it', () => {
    const list = [counted(0, MIN), counted(1, 5 * MIN, false), counted(2, 4 * MIN + 1)]
    const { bars, medianMs, says } = paceOf(list, [2 * MIN, 2 * MIN, 2 * MIN], 10 * MIN, 12 * MIN)
    expect(bars.map(({ slow }) => slow)).toEqual([false, true, true])
    expect(medianMs).toBe(4 * MIN + 1)
    expect(says).toBe(
      '10:00 of 12:00. 2 questions took more than twice their share; 1 of them was right.',
    )
  })
  test('the middle of an even number lies between two, unseen ones left out', () => {
    const list = [counted(0, MIN), counted(1, 3 * MIN), counted(2, 0)]
    expect(paceOf(list, [], 4 * MIN, null)).toMatchObject({
      medianMs: 2 * MIN,
      says: '4:00 in all, without a clock. No question took more than twice its share.',
    })
  })
  test('of nothing is nothing', () => {
    expect(paceOf([], [], 0, null)).toMatchObject({ bars: [], medianMs: 0 })
  })
})
