import { describe, expect, test } from 'vitest'
import { hear } from '../rules'

const point = (accept: string[], says: string[][] = []) => ({ point: '-', accept, says })
const says = (text: string, accept: string[], ways: string[][] = []) =>
  hear([point(accept, ways)], [], text).points[0] !== null
const states = (text: string, said: string[]) =>
  hear([point(['nothing of this kind'])], [{ said }], text).wrong[0] !== null

describe('a denial', () => {
  test.each([
    ['HTTP APIs have no API keys.', 'HTTP APIs have API keys', false],
    ['HTTP APIs have API keys.', 'HTTP APIs have API keys', true],
    ['HTTP APIs lack API keys.', 'HTTP APIs have API keys', false],
    ['HTTP APIs lack API keys.', 'no API keys on HTTP APIs', true],
    ["The authorizer doesn't see the body", 'the authorizer does not see the body', true],
    ['The authorizer sees the body', 'the authorizer does not see the body', false],
    ['I use a queue rather than a second call', 'use a second call', false],
    ['Not only the queue but also the alarm matters', 'the queue and the alarm matter', true],
    [
      'There is no need to worry, but the policy covers every method',
      'policy covers every method',
      true,
    ],
  ])('%s — %s: %s', (text, phrasing, heard) => {
    expect(says(text, [phrasing])).toBe(heard)
  })
})

describe('a way', () => {
  const way = [['cache|ttl', 'policy|permission', 'every method|all methods|wildcard']]
  test.each([
    ['The permission in the cache has to hold for all methods.', true],
    ['There is a TTL. So the policy needs a wildcard.', true],
    ['The policy has a wildcard.', false],
    ['The cache is large. It costs money. It is quick. The policy has a wildcard.', false],
  ])('%s: %s', (text, heard) => {
    expect(says(text, ['zebra crossing'], way)).toBe(heard)
  })
})

test.each([
  [
    'a typo of a letter',
    'The authoriser resullt is cachd by the idenity source',
    'the result is cached by identity source',
  ],
  ['other names', 'APIGW calls my function', 'API Gateway calls the Lambda function'],
  ['words joined or apart', 'Cloud Watch shows the time out', 'CloudWatch shows the timeout'],
  [
    'forms of a verb',
    'Lambda keeps the event and it was sent again',
    'the event is kept and sent again',
  ],
])('is heard through %s', (_, text, phrasing) => {
  expect(says(text, [phrasing])).toBe(true)
})

test('speech without full stops is cut, and the clause that says it is quoted', () => {
  const text =
    'okay so um first the gateway asks the function and you know it looks at the token and then because calls cost money the result is cached for five minutes by default and after that well it asks again and that is basically all I remember about this thing'
  const { points } = hear([point(['the result is cached for 5 minutes'])], [], text)
  expect(points[0]).toContain('cached for five minutes')
  expect(points[0]?.length).toBeLessThan(text.length * 0.6)
})

describe('what must not be said', () => {
  const said = ['the authorizer runs on every request']
  test.each([
    ['The authorizer runs on every request.', true],
    ['So on every request the Lambda authorizer runs first.', true],
    ['The authorizer does not run on every request.', false],
    ['Many people think the authorizer runs on every request.', false],
    ['It used to be that the authorizer runs on every request.', false],
    ['The authorizer runs on every request. That is no longer true.', false],
    ['The authorizer runs on the first request.', false],
  ])('%s: %s', (text, stated) => {
    expect(states(text, said)).toBe(stated)
  })
})
