import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scoreOf, type Worth } from './rules'

const place = (over: Partial<Worth>): Worth => ({
  source: 'exercise',
  weight: 1,
  right: true,
  score: 1,
  ...over,
})

test.each([
  ['nothing asked', [], 0],
  ['all right', [place({}), place({})], 1],
  ['half of an exercise is none', [place({ right: false, score: 0.5 }), place({})], 0.5],
  [
    'half of an open answer is half',
    [place({ source: 'question', right: false, score: 0.5 })],
    0.5,
  ],
  ['blank earns nothing', [place({ right: null, score: null }), place({})], 0.5],
  ['by weight', [place({ weight: 3 }), place({ right: false, score: 0 })], 0.75],
] as const)('%s', (_, places, score) => {
  expect(scoreOf(places)).toBe(score)
})

test('lies between nothing and everything, and no right answer lowers it', () => {
  const worth = fc.record({
    source: fc.constantFrom('exercise' as const, 'question' as const, 'design' as const),
    weight: fc.integer({ min: 1, max: 5 }),
    right: fc.constantFrom(true, false, null),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(worth, { minLength: 1 }), (places) => {
      const score = scoreOf(places)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1 + 1e-9)
      const [first, ...rest] = places
      const better = scoreOf([{ ...(first as Worth), right: true, score: 1 }, ...rest])
      expect(better).toBeGreaterThanOrEqual(score - 1e-9)
    }),
  )
})
