import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SKILLS, type Verdict } from '@/features/quiz/schema'
import type { Counted } from '../schema'
import { bandText, groupOf, percent, pointsOf, shareOf, skillParts, topicParts } from './rules'

const counted = (given: Partial<Counted> = {}): Counted => ({
  place: 0,
  group: `place ${given.place ?? 0}`,
  topic: 'pricing',
  skill: 'recall',
  weight: 1,
  points: 1,
  right: given.points === undefined || given.points === 1,
  confidence: null,
  spentMs: 0,
  ...given,
})
const rows = (right: number, wrong: number, blank = 0) => [
  ...Array.from({ length: right }, (_, i) => counted({ place: i })),
  ...Array.from({ length: wrong }, (_, i) => counted({ place: 100 + i, points: 0, right: false })),
  ...Array.from({ length: blank }, (_, i) =>
    counted({ place: 200 + i, points: null, right: false }),
  ),
]

const anyCounted = fc
  .array(
    fc.record({
      topic: fc.constantFrom('a', 'b', 'c'),
      skill: fc.constantFrom(...SKILLS),
      weight: fc.constantFrom(0, 0.5, 1, 2),
      points: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      group: fc.constantFrom('g1', 'g2', 'g3', 'g4'),
    }),
    { maxLength: 70 },
  )
  .map((list) => list.map((one, place) => counted({ ...one, place, right: one.points === 1 })))

describe('a score and its interval', () => {
  // Wilson's interval as published tables have it.
  test.each([
    [10, 0, 0.7225, 1],
    [0, 10, 0, 0.2775],
    [47, 18, 0.6038, 0.8167],
    [1, 1, 0.0945, 0.9055],
  ])('%i right and %i wrong: %f to %f', (right, wrong, low, high) => {
    const share = shareOf(rows(right, wrong))
    expect(share.score).toBe(right / (right + wrong))
    expect(share.low).toBeCloseTo(low, 3)
    expect(share.high).toBeCloseTo(high, 3)
  })

  test('blank is unanswered: it earns nothing and is counted apart', () => {
    expect(shareOf(rows(2, 1, 1))).toMatchObject({
      score: 0.5,
      questions: 4,
      answered: 3,
      right: 2,
    })
  })

  test('nothing asked says nothing', () => {
    expect(shareOf([])).toEqual({ score: 0, low: 0, high: 1, questions: 0, answered: 0, right: 0 })
  })

  test('follow-ups widen no sample: a question counts once with all of them', () => {
    const one = counted({ place: 0, points: 0.5, right: false })
    const followed = [one, counted({ ...one, place: 1, group: one.group })]
    expect(shareOf(followed)).toMatchObject({
      score: 0.5,
      low: shareOf([one]).low,
      high: shareOf([one]).high,
    })
  })

  test('lies within 0 and 1, holds the score, and knows no order', () => {
    fc.assert(
      fc.property(anyCounted, fc.infiniteStream(fc.nat()), (list, stream) => {
        const share = shareOf(list)
        expect(share.low).toBeGreaterThanOrEqual(0)
        expect(share.high).toBeLessThanOrEqual(1)
        expect(share.low).toBeLessThanOrEqual(share.score)
        expect(share.high).toBeGreaterThanOrEqual(share.score)
        const other = list
          .map((one) => ({ one, key: stream.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        const again = shareOf(other)
        for (const key of ['score', 'low', 'high'] as const)
          expect(again[key]).toBeCloseTo(share[key], 9)
      }),
    )
  })

  test('more of the same narrows it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 20 }), (right, wrong) => {
        fc.pre(right + wrong > 0)
        const [few, many] = [shareOf(rows(right, wrong)), shareOf(rows(2 * right, 2 * wrong))]
        expect(many.high - many.low).toBeLessThan(few.high - few.low)
      }),
    )
  })

  test('holds the truth as often as it says', () => {
    // Every outcome of 20 questions at some true chances, each with its probability.
    const choose = (n: number, k: number): number =>
      k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k
    for (const truth of [0.3, 0.5, 0.7, 0.85]) {
      let covered = 0
      for (let k = 0; k <= 20; k += 1) {
        const { low, high } = shareOf(rows(k, 20 - k))
        if (low <= truth && truth <= high)
          covered += choose(20, k) * truth ** k * (1 - truth) ** (20 - k)
      }
      expect(covered).toBeGreaterThan(0.92)
    }
  })
})

test('parts: topics from the worst on, skills in their order, each question in one', () => {
  fc.assert(
    fc.property(anyCounted, (list) => {
      for (const parts of [topicParts(list), skillParts(list)])
        expect(parts.reduce((sum, { share }) => sum + share.questions, 0)).toBe(list.length)
      const scores = topicParts(list).map(({ share }) => share.score)
      expect(scores).toEqual([...scores].sort((a, b) => a - b))
      const order = skillParts(list).map(({ name }) => SKILLS.indexOf(name))
      expect(order).toEqual([...order].sort((a, b) => a - b))
    }),
  )
})

const verdict = (given: Partial<Verdict>): Verdict => ({
  right: false,
  score: 0.5,
  findings: [],
  blank: false,
  ...given,
})
test.each([
  ['exercise', verdict({}), 0],
  ['exercise', verdict({ right: true, score: 1 }), 1],
  ['incident', verdict({}), 0],
  ['question', verdict({}), 0.5],
  ['follow-up', verdict({}), 0.5],
  ['design', verdict({}), 0.5],
  ['lab', verdict({ score: 0.25 }), 0.25],
  ['question', verdict({ blank: true }), null],
  ['exercise', null, null],
] as const)('%s with %j earns %s', (source, given, points) => {
  expect(pointsOf(source, given)).toBe(points)
})

test.each([
  [{ source: 'exercise', ref: 'a', place: 3, follows: null }, 'place 3'],
  [{ source: 'follow-up', ref: 'q#f', place: 4, follows: 3 }, 'place 3'],
  [{ source: 'incident', ref: 'storm#mend', place: 1, follows: null }, 'case storm'],
] as const)('%j stands with %s', (one, group) => {
  expect(groupOf(one)).toBe(group)
})

test.each([
  [0, '0 %'],
  [0.001, '1 %'],
  [0.5, '50 %'],
  [0.999, '99 %'],
  [1, '100 %'],
])('%f is shown as %s', (share, text) => {
  expect(percent(share)).toBe(text)
})

test.each([
  [1, 0, /One question/],
  [4, 3, /almost anything/],
  [15, 10, /wide band/],
  [47, 18, /fair idea/],
  [140, 20, /trust/],
])('%i right, %i wrong: %s', (right, wrong, text) => {
  expect(bandText(shareOf(rows(right, wrong)))).toMatch(text)
})
