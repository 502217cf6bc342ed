import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allOrNone, NOTHING, ranged, toggled } from './rules'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const list = ({ ids }: { ids: ReadonlySet<string> }) => [...ids].sort()

test('a card is selected and let go again', () => {
  const one = toggled(NOTHING, 'b')
  expect(list(one)).toEqual(['b'])
  expect(list(toggled(one, 'b'))).toEqual([])
})

test('a range goes from the last card that was toggled, either way, and adds to the rest', () => {
  const from = toggled(toggled(NOTHING, 'e'), 'c')
  expect(list(ranged(from, 'a', ORDER))).toEqual(['a', 'b', 'c', 'e'])
  expect(list(ranged(from, 'd', ORDER))).toEqual(['c', 'd', 'e'])
  expect(list(ranged(NOTHING, 'd', ORDER))).toEqual(['d'])
})

test('all, then none', () => {
  fc.assert(
    fc.property(fc.subarray(ORDER), (some) => {
      const before = some.reduce(toggled, NOTHING)
      const after = allOrNone(before, ORDER)
      expect(list(after)).toEqual(some.length === ORDER.length ? [] : ORDER)
    }),
  )
})
