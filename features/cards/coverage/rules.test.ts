import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missingTokens } from './rules'

test.each([
  ['up to 10,000 items', 'It takes 10000 of them.', []],
  ['up to 10000 items', 'It takes 10,000 of them.', []],
  ['5M requests', 'Five, that is 5 million.', []],
  ['timeout 29 seconds', 'It waits 290 seconds.', ['29']],
  ['timeout 2.5 seconds', 'It waits 2 to 5 seconds.', ['2.5']],
  ['the SAM template', 'The same template.', ['SAM']],
  ['the SAM template', 'One SAMs template.', []],
  ['an API call', 'A rapid call.', ['API']],
  ['REST APIs', 'A REST API, many REST APIs.', []],
  ['uses API Gateway', 'It uses an API-gateway.', []],
  ['Amazon S3', 'S3 of AMAZON', []],
  ['lambda_handler is called', 'The handler is called.', ['lambda_handler']],
  ['sets maxAge', 'It sets `maxAge`.', []],
  ['Nothing proper here', 'Not a word of it.', []],
  ['OS updates', 'There is no operating system to patch.', []],
  ['GB-sec', 'GB-seconds', []],
])('what %j names and %j does not', (fact, text, missing) => {
  expect(missingTokens([fact], text)).toEqual(missing)
})

const sentence = fc.string({
  unit: fc.constantFrom(
    'A',
    'b',
    'Cd',
    'É',
    '_',
    "'s",
    '-',
    '.',
    ',',
    ' ',
    '1',
    '20',
    '(',
    ':',
    'ß',
    'İ',
  ),
})

test('a text mentions all that it says itself', () => {
  fc.assert(
    fc.property(fc.array(sentence), (facts) => {
      expect(missingTokens(facts, facts.join(' '))).toEqual([])
    }),
    { numRuns: 500 },
  )
})

test('to say more never makes anything missing', () => {
  fc.assert(
    fc.property(sentence, sentence, sentence, (fact, text, more) => {
      const before = missingTokens([fact], text)
      const after = missingTokens([fact], `${text} | ${more}`)
      expect(before).toEqual(expect.arrayContaining(after))
    }),
  )
})
