import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isStopWord, termOf, termsOf, wordsOf } from './rules'

test.each([
  ['10,240 MB', ['10240', 'MB']],
  ['512MB of /tmp', ['512', 'MB', 'of', 'tmp']],
  ['dead-letter queue', ['dead', 'letter', 'queue']],
  ['lambda_handler(event)', ['lambda_handler', 'event']],
  ['$LATEST', ['$LATEST']],
  ['nodejs22.x', ['nodejs22', 'x']],
  [' … ', []],
])('%s is cut into words', (text, words) => {
  expect(wordsOf(text)).toEqual(words)
})

test.each([
  ['Queues', 'queue'],
  ['retries', 'retry'],
  ['cookie', 'cooky'],
  ['cookies', 'cooky'],
  ['SQS', 'sqs'],
  ['CORS', 'cors'],
  ['status', 'status'],
  ['access', 'access'],
])('%s is found as %s', (word, term) => {
  expect(termOf(word)).toBe(term)
})

test('words that say nothing are left out', () => {
  expect(termsOf('What is a cold start?')).toEqual(['cold', 'start'])
  expect(isStopWord('The')).toBe(true)
})

test('a word and its plural meet', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,12}[bdeklmnrt]$/), (word) => {
      expect(termOf(`${word}s`)).toBe(termOf(word))
    }),
  )
})
