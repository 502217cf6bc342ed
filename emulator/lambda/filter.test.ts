import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../schema/json'
import { matchesAny, matchesPattern, patternProblems, sqsCandidate } from './filter'
import { reportedFailures } from './partial'
import { parseSchedule } from './schedule'

describe('filter patterns', () => {
  it('filter.or: one filter of several, all fields of each', () => {
    const filters = [{ a: [1], b: [2] }, { c: [3] }]
    const any = (event: Json) => matchesAny(filters, () => event)
    expect([{ a: 1, b: 2 }, { a: 1 }, { c: 3 }, {}].map(any)).toEqual([true, false, true, false])
    expect(matchesAny([], () => ({}))).toBe(true)
    expect(matchesAny(undefined, () => undefined)).toBe(true)
  })

  const cases: [Json, Json, boolean][] = [
    [{ a: ['x', 'y'] }, { a: 'y' }, true],
    [{ a: ['x'] }, { a: ['z', 'x'] }, true],
    [{ a: [1] }, { a: '1' }, false],
    [{ a: [{ exists: true }] }, { a: null }, true],
    [{ a: [{ exists: true }] }, { a: { b: 1 } }, false],
    [{ a: [{ exists: false }] }, {}, true],
    [{ a: { b: [{ exists: false }] } }, {}, true],
    [{ a: [{ exists: false }] }, { a: 1 }, false],
    [{ a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
    [{ a: [{ prefix: 'ab' }] }, { a: 1 }, false],
    [{ a: [{ suffix: '.png' }] }, { a: 'x.png' }, true],
    [{ a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
    [{ a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
    [{ a: [{ 'anything-but': 'x' }] }, {}, false],
    [{ a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
    [{ a: [{ numeric: ['>=', 1, '<', 9] }] }, { a: 1 }, true],
    [{ a: [{ numeric: ['>=', 1, '<', 9] }] }, { a: 9 }, false],
    [{ a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
    [{ a: [{ 'equals-ignore-case': 'Red' }] }, { a: 'rED' }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    [{ $or: [{ a: [1] }, { b: [2] }], c: [3] }, { b: 2 }, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: [null] }, {}, false],
    [{ a: [''] }, { a: '' }, true],
    [{ a: { b: [1] } }, { a: [{ b: 2 }, { b: 1 }] }, true],
    [{ toString: [{ exists: true }] }, {}, false],
  ]
  it.each(cases)('filter.operators: %j against %j is %j', (pattern, event, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected)
  })

  it('filter.operators: a pattern of values matches what contains them, and a strange one never throws', () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
    const name = fc.stringMatching(/^[a-z]{1,4}$/)
    fc.assert(
      fc.property(fc.dictionary(name, scalar), fc.jsonValue(), (fields, anything) => {
        const event: Json = { ...fields }
        const pattern = Object.fromEntries(
          Object.entries(fields).map(([key, value]) => [key, [value]]),
        )
        expect(matchesPattern(pattern, event)).toBe(true)
        const strange = anything as Json
        expect(typeof matchesPattern(strange, event)).toBe('boolean')
        expect(Array.isArray(patternProblems(strange, 'p'))).toBe(true)
      }),
    )
  })

  it('filter.sqs-body: plain text never matches a JSON filter, nor JSON a plain one', () => {
    const match = (pattern: Json, body: string) =>
      matchesAny([pattern], (each) => sqsCandidate({ body, messageId: '1' }, each))
    expect(match({ body: { a: [1] } }, '{"a":1}')).toBe(true)
    expect(match({ body: { a: [1] } }, 'plain')).toBe(false)
    expect(match({ body: { a: [{ exists: false }] } }, 'plain')).toBe(false)
    expect(match({ body: ['plain'] }, 'plain')).toBe(true)
    expect(match({ body: [{ prefix: '{' }] }, '{"a":1}')).toBe(false)
    expect(match({ messageId: ['1'] }, 'plain')).toBe(true)
  })

  it('filter.dynamodb-number: a number is a text there', () => {
    const event = { dynamodb: { NewImage: { price: { N: '9' } } } }
    const at = (rule: Json) => ({ dynamodb: { NewImage: { price: { N: [rule] } } } })
    expect(matchesPattern(at({ numeric: ['>', 1] }), event)).toBe(false)
    expect(matchesPattern(at('9'), event)).toBe(true)
  })

  it('a malformed pattern is told with its place', () => {
    expect(patternProblems({ a: 'x' }, 'filters.0')[0]?.at).toBe('filters.0.a')
    expect(patternProblems({ a: { b: [{ like: 'x' }] } }, 'filters.0')[0]?.at).toBe(
      'filters.0.a.b.0',
    )
    expect(patternProblems([1], 'filters.0')).toHaveLength(1)
  })
})

describe('reported failures', () => {
  const read = (payload: string) => reportedFailures(payload, ['a', 'b'])
  it.each([
    'null',
    '""',
    '{}',
    '[]',
    'no json',
    '{"batchItemFailures":[]}',
    '{"batchItemFailures":null}',
  ])('esm.sqs-partial-empty: %s is success', (payload) => expect(read(payload)).toBe('none'))

  it.each([
    '{"batchItemFailures":[{"itemIdentifier":""}]}',
    '{"batchItemFailures":[{"itemIdentifier":null}]}',
    '{"batchItemFailures":[{"itemIdentifier":"c"}]}',
    '{"batchItemFailures":[{"itemIdentifier":"a"},{"id":"b"}]}',
    '{"batchItemFailures":["a"]}',
  ])('esm.sqs-partial-bad: %s fails the batch', (payload) => expect(read(payload)).toBe('all'))

  it('esm.sqs-partial: the ids listed', () => {
    expect(read('{"batchItemFailures":[{"itemIdentifier":"b"}]}')).toEqual(new Set(['b']))
  })
})

describe('schedules', () => {
  const from = Date.parse('2026-11-22T09:30:00Z')
  const next = (expression: string, at = from) => {
    const fires = parseSchedule(expression, from)?.after(at)
    return typeof fires === 'number' ? new Date(fires).toISOString().slice(0, 16) : fires
  }

  it.each([
    ['rate(5 minutes)', '2026-11-22T09:35'],
    ['rate(1 hour)', '2026-11-22T10:30'],
    ['cron(0 12 * * ? *)', '2026-11-22T12:00'],
    ['cron(15 10 ? * MON-FRI *)', '2026-11-23T10:15'],
    ['cron(0/15 9 * * ? *)', '2026-11-22T09:45'],
    ['cron(0 8 1 * ? *)', '2026-12-01T08:00'],
    ['cron(0 8 L * ? *)', '2026-11-30T08:00'],
    ['cron(0 8 1W * ? *)', '2026-12-01T08:00'],
    ['cron(0 8 29W 11 ? *)', '2026-11-30T08:00'],
    ['cron(0 8 ? * 6#3 *)', '2026-12-18T08:00'],
    ['cron(0 8 ? * 6L *)', '2026-11-27T08:00'],
    ['cron(0 0 29 2 ? *)', '2028-02-29T00:00'],
    ['cron(0 0 1 JAN ? 2026)', null],
  ])('%s fires next at %s', (expression, expected) => expect(next(expression)).toBe(expected))

  it.each([
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(0 days)',
    'cron(* * * * * *)',
    'cron(60 * * * ? *)',
    'cron(0 12 * * ?)',
    'daily',
  ])('%s is refused', (expression) => expect(parseSchedule(expression, from)).toBeNull())

  it('always fires later, and never throws', () => {
    const field = fc.stringMatching(/^[0-9*?/,\-LW#A-Z]{1,5}$/)
    const cron = fc
      .array(field, { minLength: 6, maxLength: 6 })
      .map((fields) => `cron(${fields.join(' ')})`)
    fc.assert(
      fc.property(cron, (expression) => {
        const fires = parseSchedule(expression, from)?.after(from)
        expect(fires === undefined || fires === null || fires > from).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
