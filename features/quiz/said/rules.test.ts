import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grade } from '../grade/rules'
import type { Body, Chosen } from '../schema'
import { chosenOf, saidOf } from './rules'

const why = { whyHtml: 'because' }
const single: Body = {
  kind: 'single',
  choose: 1,
  options: ['a', 'b', 'c', 'd'].map((text, i) => ({ html: text, text, ...why, key: i === 0 })),
}
const ordering: Body = {
  kind: 'ordering',
  steps: ['one', 'two &#x26; more', 'three'].map((html) => ({ html, ...why })),
}
const matching: Body = {
  kind: 'matching',
  lefts: ['l1', 'l2', 'l3'],
  rights: ['r1', 'r2', 'r3', 'r4'].map((html) => ({ html, ...why })),
}

const places = (count: number) =>
  fc.shuffledSubarray(
    Array.from({ length: count }, (_, i) => i),
    { minLength: count, maxLength: count },
  )
const answers: fc.Arbitrary<[Body, Chosen]> = fc.oneof(
  fc.nat({ max: 3 }).map((at): [Body, Chosen] => [single, { kind: 'choice', chosen: [at] }]),
  places(3).map((order): [Body, Chosen] => [ordering, { kind: 'order', order }]),
  fc
    .tuple(places(4), fc.boolean())
    .map(([order, none]): [Body, Chosen] => [
      matching,
      { kind: 'pairs', pairs: [order[0] ?? 0, none ? null : (order[1] ?? 0), order[2] ?? 0] },
    ]),
)

test('what was chosen in words leads to the same places', () => {
  fc.assert(
    fc.property(answers, fc.string(), ([body, chosen], seed) => {
      const said = saidOf(body, chosen, seed)
      expect(chosenOf(body, said, seed)).toEqual(chosen)
    }),
  )
})

test('and to the same verdict where options have changed their order', () => {
  fc.assert(
    fc.property(answers, fc.string(), ([body, chosen], seed) => {
      if (!('options' in body)) return
      const other = { ...body, options: [...body.options].reverse() }
      const again = chosenOf(other, saidOf(body, chosen, seed), seed)
      expect(again && grade(other, again, seed)?.right).toBe(grade(body, chosen, seed)?.right)
    }),
  )
})

test('what is not there any more leads nowhere', () => {
  const said = saidOf(single, { kind: 'choice', chosen: [0] }, 'seed')
  expect(chosenOf({ ...single, options: [] } as Body, said, 'seed')).toBeNull()
  expect(chosenOf(ordering, said, 'seed')).toBeNull()
  const pairs = saidOf(matching, { kind: 'pairs', pairs: [0, 1, 2] }, 'seed')
  expect(chosenOf({ ...matching, lefts: ['l1', 'l2', 'new'] } as Body, pairs, 'seed')).toBeNull()
})
