import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announced, clockText, paceOf, spanText } from './rules'

const MIN = 60_000

describe('pace', () => {
  test.each([
    // used, allowed, done, total, text
    [0, 130, 0, 65, 'on plan'],
    [65, 130, 32, 65, 'on plan'],
    [65, 130, 20, 65, '25 min behind plan'],
    [30, 130, 40, 65, '50 min ahead of plan'],
    [130, 130, 65, 65, 'all answered'],
    [9, 10, 5, 10, '4 min behind plan'],
    [1, 10, 1, 10, 'on plan'],
    [0, 10, 2, 10, '2 min ahead of plan'],
  ])('%i of %i min, %i of %i done: %s', (used, allowed, done, total, text) => {
    expect(paceOf(used * MIN, allowed * MIN, done, total).text).toBe(text)
  })

  test('shares stay shares, and the band holds the plan', () => {
    const ms = fc.integer({ min: -MIN, max: 400 * MIN })
    fc.assert(
      fc.property(ms, ms, fc.nat(120), fc.nat(100), (used, allowed, done, total) => {
        const pace = paceOf(used, allowed, done, total)
        for (const share of [pace.used, pace.done, pace.low, pace.high]) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(1)
        }
        expect(pace.low).toBeLessThanOrEqual(pace.used)
        expect(pace.high).toBeGreaterThanOrEqual(pace.used)
      }),
    )
  })
})

describe('what is said aloud of the clock', () => {
  test.each([
    [601, 600, '10 minutes left'],
    [600, 599, null],
    [301, 299, '5 minutes left'],
    [61, 60, '1 minute left'],
    [650, 55, '1 minute left'],
    [30, 29, null],
    [90, 0, null],
    [null, 300, null],
    [300, null, null],
  ])('from %s s to %s s: %s', (before, left, said) => {
    const ms = (s: number | null) => (s === null ? null : s * 1_000)
    expect(announced(ms(before), ms(left))).toBe(said)
  })

  test('however the seconds fall, each of the three is said at most once, in their order', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 700_000 }), { minLength: 2, maxLength: 60 })
    fc.assert(
      fc.property(looks, (unordered) => {
        const lefts = [...unordered].sort((a, b) => b - a)
        const said = lefts.flatMap((left, i) => announced(lefts[i - 1] ?? null, left) ?? [])
        const order = ['10 minutes left', '5 minutes left', '1 minute left']
        expect(said).toEqual(order.filter((text) => said.includes(text)))
      }),
    )
  })
})

test.each([
  [3_909_000, '1:05:09'],
  [754_000, '12:34'],
  [6_001, '0:07'],
  [0, '0:00'],
  [-5, '0:00'],
])('%i ms on the clock: %s', (ms, text) => {
  expect(clockText(ms)).toBe(text)
})

test.each([
  [130 * MIN, '2 hours 10 minutes'],
  [60 * MIN, '1 hour'],
  [61 * MIN, '1 hour 1 minute'],
  [90_000, '2 minutes'],
  [59_000, '59 seconds'],
  [1, '1 second'],
])('%i ms in words: %s', (ms, text) => {
  expect(spanText(ms)).toBe(text)
})
