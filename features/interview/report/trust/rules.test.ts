import { describe, expect, test } from 'vitest'
import type { Confidence } from '@/features/quiz/schema'
import type { Counted } from '../schema'
import { trustOf } from './rules'

let place = 0
const answer = (
  confidence: Confidence | null,
  points: number | null,
  given: Partial<Counted> = {},
): Counted => {
  place += 1
  return {
    place,
    group: `place ${place}`,
    topic: 'pricing',
    skill: 'recall',
    weight: 1,
    points,
    right: points === 1,
    confidence,
    spentMs: 0,
    ...given,
  }
}
const times = (count: number, make: () => Counted) => Array.from({ length: count }, make)

describe('confidence against what was right', () => {
  test('counts answered ones only, and names what was sure and wrong', () => {
    const list = [answer('sure', 0), answer('sure', 1), answer('guess', 1), answer('sure', null)]
    const { rows, sureWrong, luckyRight } = trustOf(list)
    expect(rows).toEqual([
      { confidence: 'sure', answered: 2, right: 1 },
      { confidence: 'think', answered: 0, right: 0 },
      { confidence: 'guess', answered: 1, right: 1 },
    ])
    expect(sureWrong).toEqual([list[0]?.place])
    expect(luckyRight).toEqual([list[2]?.place])
  })

  test.each<[string, Counted[], number | null]>([
    ['all sure and right', [answer('sure', 1), answer('sure', 1)], 1],
    ['sure and wrong', [answer('sure', 0)], -2],
    ['think so', [answer('think', 1), answer('think', 0)], 0],
    ['a guess costs nothing', [answer('guess', 0), answer('guess', 1)], 1 / 6],
    ['blank costs nothing', [answer('sure', 1), answer(null, null)], 1 / 2],
    ['partly right', [answer('sure', 0.5)], -0.5],
    ['nobody was asked', [answer(null, 1)], null],
    ['nothing', [], null],
  ])('certainty-based marking: %s', (_, list, certainty) => {
    const told = trustOf(list).certainty
    if (certainty === null) expect(told).toBeNull()
    else expect(told).toBeCloseTo(certainty, 9)
  })

  test.each([
    [3, 2, 0, 0, /sure more often/],
    [5, 0, 0, 0, /fits/],
    [0, 0, 3, 1, /know more/],
    [0, 0, 1, 3, /fits/],
    [2, 1, 1, 1, null],
  ])('sure %i right %i wrong, guesses %i right %i wrong: %s', (sr, sw, gr, gw, says) => {
    const told = trustOf([
      ...times(sr, () => answer('sure', 1)),
      ...times(sw, () => answer('sure', 0)),
      ...times(gr, () => answer('guess', 1)),
      ...times(gw, () => answer('guess', 0)),
    ]).says
    if (says === null) expect(told).toBeNull()
    else expect(told).toMatch(says)
  })
})
