import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromItem, toAttribute, toItem } from './attributes'

it('gives back every value that was written as an attribute', () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e15, min: -1e15 }).map((n) => n + 0),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uniqueArray(fc.string(), { minLength: 1 }).map((values) => new Set(values)),
    fc.uint8Array(),
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(fc.string(), value, { noNullPrototype: true }), (item) => {
      const back = fromItem(toItem(item as Record<string, unknown>))
      // DynamoDB knows one zero.
      expect(JSON.stringify(back)).toBe(JSON.stringify(item))
      expect(Object.keys(back)).toEqual(Object.keys(item))
    }),
  )
})

it('refuses what DynamoDB cannot hold, in the SDK’s words', () => {
  expect(() => toAttribute(undefined)).toThrow('removeUndefinedValues=true')
  expect(() => toAttribute(new Set())).toThrow('non-empty set')
  expect(() => toAttribute(2 ** 60)).toThrow('MAX_SAFE_INTEGER')
  expect(() => toAttribute(new (class Pet {})())).toThrow('convertClassInstanceToMap=true')
  expect(toItem({ a: undefined, b: 1 }, { removeUndefinedValues: true })).toEqual({ b: { N: '1' } })
})
