import { type Schema, Validator } from '@cfworker/json-schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../schema/json'
import { compileSchema } from './json-schema'
import { isMultiple, type JsonObject } from './json-schema-value'
import { findReference } from './model'

const faults = (schema: JsonObject, value: Json, models: Record<string, JsonObject> = {}) => {
  const all = Object.fromEntries(
    Object.entries(models).map(([name, one]) => [name, { schema: one }]),
  )
  return compileSchema(schema, (reference, from) => findReference(all, reference, from))(value)
}

/** Few words, so that schemas and values meet often. */
const name = fc.constantFrom('a', 'b', 'a/b', '~', '__proto__')
const text = fc.constantFrom('', 'a', 'ab', 'abc', '😀', 'x@example.com')
const number = fc.constantFrom(-1, 0, 0.1, 0.3, 1, 2, 2.5, 10, 1e21)
const scalar = fc.oneof(fc.constant(null), fc.boolean(), text, number)
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}))
const small = fc.nat({ max: 3 })
const type = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object')
const plain = fc.oneof(
  fc.record({ type }),
  fc.record({ required: fc.array(name) }),
) as fc.Arbitrary<JsonObject>
/** Schemas whose parts are those of `part`. */
const schemaOf = (part: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> => {
  const list = fc.array(part, { minLength: 1, maxLength: 2 })
  const map = fc.dictionary(name, part, { maxKeys: 2 })
  const patterns = fc.constantFrom('^a', 'b$', '[/~]')
  return fc.record(
    {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
      enum: fc.array(value, { minLength: 1, maxLength: 3 }),
      required: fc.uniqueArray(name, { minLength: 1, maxLength: 2 }),
      properties: map,
      patternProperties: fc.dictionary(patterns, part, { maxKeys: 1 }),
      additionalProperties: fc.oneof(fc.boolean(), part),
      minProperties: small,
      maxProperties: small,
      // The other validator does not follow references from here.
      dependencies: fc.dictionary(name, fc.oneof(fc.uniqueArray(name), plain), { maxKeys: 1 }),
      items: fc.oneof(part, list),
      additionalItems: fc.oneof(fc.boolean(), part),
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
      minimum: number,
      maximum: number,
      exclusiveMaximum: fc.boolean(),
      multipleOf: fc.constantFrom(0.1, 0.5, 1, 2),
      minLength: small,
      maxLength: small,
      pattern: fc.constantFrom('^a', 'b', '^(a|b)*$', '\\u0061'),
      format: fc.constantFrom('email', 'date', 'unknown'),
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: part,
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>
}
const leaf = fc.oneof(
  fc.record({ type }),
  fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ minimum: number }),
  fc.constant<JsonObject>({ $ref: '#/definitions/x' }),
  fc.constant<JsonObject>({}),
)
const schema = schemaOf(fc.oneof(leaf, schemaOf(leaf)))

describe('models', () => {
  it('fit what another validator of draft 4 says fits', () => {
    fc.assert(
      fc.property(schema, schemaOf(plain), value, (root, x, instance) => {
        const whole: JsonObject = { ...root, definitions: { x } }
        const peer = new Validator(structuredClone(whole) as Schema, '4', false)
        expect(faults(whole, instance) === null).toBe(peer.validate(instance).valid)
      }),
      { numRuns: 1_500 },
    )
  })
  it('tell every place, in the words of the validator that AWS uses', () => {
    const pet: JsonObject = {
      type: 'object',
      required: ['name', 'age'],
      additionalProperties: false,
      properties: {
        name: { type: 'string', maxLength: 3, pattern: '^[A-Z]' },
        age: { type: 'integer', minimum: 0 },
        tags: { type: 'array', items: { enum: ['a', 'b'] } },
      },
    }
    expect(faults(pet, {})).toEqual(['object has missing required properties (["name","age"])'])
    expect(faults(pet, { name: 'rexy', age: '1', tags: ['a', 'c'], x: 1 })).toEqual([
      '/name: string "rexy" is too long (length: 4, maximum allowed: 3)',
      '/name: ECMA 262 regex "^[A-Z]" does not match input string "rexy"',
      '/age: instance type (string) does not match any allowed primitive type (allowed: ["integer"])',
      '/tags/1: instance value ("c") not found in enum (possible values: ["a","b"])',
      'object instance has properties which are not allowed by the schema: ["x"]',
    ])
  })
  it('follow references to other models and into them', () => {
    const models = { Other: { definitions: { n: { type: 'integer' } }, type: 'object' } }
    const url = 'https://apigateway.amazonaws.com/restapis/abc/models/Other'
    expect(faults({ $ref: url }, 1, models)).toHaveLength(1)
    expect(faults({ $ref: `${url}#/definitions/n` }, 1, models)).toBe(null)
    expect(faults({ $ref: `${url}#/definitions/%` }, 1, models)).toEqual([
      expect.stringContaining('leads nowhere'),
    ])
    expect(faults({ $ref: '#/definitions/none' }, 1)).toEqual([
      'the reference "#/definitions/none" leads nowhere',
    ])
  })
  it('end with a fault where a recursive schema meets a body without a bottom', () => {
    const tree: JsonObject = { type: 'object', properties: { child: { $ref: '#' } } }
    let deep: Json = {}
    for (let level = 0; level < 100_000; level++) deep = { child: deep }
    expect(faults(tree, deep)).toEqual([expect.stringContaining('nests deeper than 256 levels')])
  })
  it('stop where references multiply', () => {
    const definitions: JsonObject = { d0: { type: 'object' } }
    for (let i = 1; i < 40; i++) {
      const $ref = `#/definitions/d${i - 1}`
      definitions[`d${i}`] = { allOf: [{ $ref }, { $ref }] }
    }
    const root = { allOf: [{ $ref: '#/definitions/d39' }], definitions }
    expect(faults(root, {})).toEqual([expect.stringContaining('references')])
  })
  it('take time linear in the text for any pattern', () => {
    const long = `${'a'.repeat(100_000)}!`
    const began = performance.now()
    expect(faults({ pattern: '^(a+)+$' }, long)).toHaveLength(1)
    expect(faults({ patternProperties: { '^(a|a)*$': {} } }, { [long]: 1 })).toBe(null)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
  it('take time linear in the number of items that must differ', () => {
    const items = Array.from({ length: 200_000 }, (_, i) => i)
    expect(faults({ uniqueItems: true }, items)).toBe(null)
    expect(faults({ uniqueItems: true }, [...items, 7])).toHaveLength(1)
  })
  it('reckon multiples in decimals', () => {
    expect([isMultiple(0.3, 0.1), isMultiple(0.35, 0.1), isMultiple(1e300, 1e-300)]).toEqual([
      true,
      false,
      true,
    ])
  })
})
