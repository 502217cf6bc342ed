import { expect, test } from 'vitest'
import { clozeAnswer, frontTemplate, givesAway } from './rules'

test.each([
  ['How many MB does SQS allow?', 'How many GB does Kinesis allow?'],
  ['What does a function get at 1,769 MB?', 'What does a function get at 512 MB?'],
  ['Which header carries `x-api-key`?', 'Which header carries `x-api-key`?'],
  ['Who sets aws_request_id there?', 'Who sets memory_limit_in_mb there?'],
])('%j and %j are one pattern', (a, b) => {
  expect(frontTemplate(a)).toBe(frontTemplate(b))
})

test('fronts with other words are other patterns', () => {
  expect(frontTemplate('How long may it run?')).not.toBe(frontTemplate('How long may it wait?'))
})

test.each([
  ['Is the volume a bound?', 'The volume.', true],
  ['Is the VOLUME, a bound?', 'a bound', true],
  ['Which bound holds?', 'The volume', false],
  ['How is boundary written?', 'bound', false],
  ['Which digit is it, 1 or 2?', '1', false],
  ['Anything?', '', false],
])('%j gives %j away: %s', (front, answer, expected) => {
  expect(givesAway(front, answer)).toBe(expected)
})

test('the answer of a cloze is its first hole', () => {
  expect(clozeAnswer('a [[b c]] d')).toBe('b c')
  expect(clozeAnswer('a b')).toBe('')
})
