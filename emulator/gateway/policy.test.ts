import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine, evaluate } from './policy'
import { conditionsHold } from './policy-condition'
import { matchesWildcard } from './wildcard'

const ARN = 'arn:aws:execute-api:us-east-1:123456789012:api/prod'
const ask = (statement: object, resource = `${ARN}/GET/items`, action = 'execute-api:Invoke') =>
  evaluate(
    [{ Statement: { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: '*', ...statement } }],
    { action, resource, context: {} },
  )

/** Tries every way a star can stand for text. */
function bruteForce(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  if (pattern[0] === '*') {
    for (let i = 0; i <= text.length; i++)
      if (bruteForce(pattern.slice(1), text.slice(i))) return true
    return false
  }
  return (
    text !== '' &&
    (pattern[0] === '?' || pattern[0] === text[0]) &&
    bruteForce(pattern.slice(1), text.slice(1))
  )
}

describe('policies', () => {
  it('policy.star matches any characters, slashes too, as a brute-force matcher says', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':'), maxLength: 9 })
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 7 })
    fc.assert(
      fc.property(pattern, text, (p, t) => matchesWildcard(p, t) === bruteForce(p, t)),
      { numRuns: 3_000 },
    )
  })
  it('policy.whole-arn is matched', () => {
    expect(ask({ Resource: `${ARN}/GET/items` }, `${ARN}/GET/items/7`)).toBe('silent')
    expect(ask({ Resource: `${ARN}/*/*` }, `${ARN}/$connect`)).toBe('silent')
    expect(ask({ Resource: `${ARN}/*` }, `${ARN}/$connect`)).toBe('allow')
  })
  it('policy.case of actions does not matter, of resources it does', () => {
    expect(ask({ Action: 'EXECUTE-API:invoke' })).toBe('allow')
    expect(ask({ Resource: `${ARN}/get/items` })).toBe('silent')
  })
  it('policy.not matches what is not listed', () => {
    expect(ask({ Resource: undefined, NotResource: `${ARN}/GET/admin` })).toBe('allow')
    expect(ask({ Resource: undefined, NotResource: `${ARN}/GET/items` })).toBe('silent')
    expect(ask({ Action: undefined, NotAction: 's3:*' })).toBe('allow')
    expect(ask({ Action: undefined, NotAction: ['execute-api:*'] })).toBe('silent')
  })
  it('policy.deny-wins', () => {
    const statement = (Effect: 'Allow' | 'Deny') => ({ Effect, Action: '*', Resource: '*' })
    const question = { action: 'execute-api:Invoke', resource: ARN, context: {} }
    expect(evaluate([{ Statement: [statement('Deny'), statement('Allow')] }], question)).toBe(
      'deny',
    )
    expect(
      evaluate([{ Statement: [statement('Allow')] }, { Statement: [statement('Deny')] }], question),
    ).toBe('deny')
    expect(combine('allow', 'deny', 'same-account')).toBe('deny')
  })
  it('policy.condition operators must all hold', () => {
    const context = {
      'aws:sourceip': ['10.1.2.3'],
      'aws:useragent': ['curl/8'],
      'aws:securetransport': ['true'],
      'aws:currenttime': ['2026-11-22T09:30:00Z'],
      n: ['5'],
      tags: ['a', 'b'],
    }
    const cases: [Record<string, Record<string, string | string[]>>, boolean][] = [
      [{ IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '10.0.0.0/8'] } }, true],
      [{ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, false],
      [{ StringLike: { 'aws:UserAgent': 'curl/*' } }, true],
      [{ StringEquals: { 'aws:UserAgent': 'CURL/8' } }, false],
      [{ StringEqualsIgnoreCase: { 'aws:UserAgent': 'CURL/8' } }, true],
      [{ StringNotEquals: { 'aws:UserAgent': 'x' } }, true],
      [{ Bool: { 'aws:SecureTransport': 'true' } }, true],
      [{ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }, true],
      [{ DateLessThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }, false],
      [{ NumericLessThanEquals: { n: '5' } }, true],
      [{ StringEquals: { missing: 'x' } }, false],
      [{ StringEqualsIfExists: { missing: 'x' } }, true],
      [{ 'ForAnyValue:StringEquals': { tags: 'b' } }, true],
      [{ 'ForAllValues:StringEquals': { tags: ['a'] } }, false],
      [{ Null: { missing: 'true' } }, true],
      [{ Bool: { 'aws:SecureTransport': 'true' }, NumericEquals: { n: '6' } }, false],
    ]
    for (const [condition, expected] of cases)
      expect([condition, conditionsHold(condition, context)]).toEqual([condition, expected])
  })
})
