import { expect, test } from 'vitest'
import { readTokens } from '../words/rules'
import { sameQuantity } from './rules'

const first = (text: string) => readTokens(text).find(({ quantity }) => quantity)?.quantity ?? null

test.each([
  ['29 seconds', '29s'],
  ['twenty-nine seconds', '29,000 ms'],
  ['15 minutes', 'nine hundred seconds'],
  ['half an hour', '30 min'],
  ['an hour', '3600 s'],
  ['10 GB', '10,240 MB'],
  ['10 GB', 'ten thousand megabytes'],
  ['two fifty six kilobytes', '256 KB'],
  ['10,000 requests per second', '10k rps'],
  ['ten thousand calls a second', '10,000 TPS'],
  ['one million', '1,000,000'],
  ['$3.50', 'three point five dollars'],
  ['ten percent', '10 %'],
  ['four oh three', '403'],
  ['four twenty nine', '429'],
  ['five hundred and twelve MB', '512 megabytes'],
  ['one hundred thousand', '100k'],
])('%s is %s', (one, other) => {
  const [a, b] = [first(one), first(other)]
  expect(a && b && sameQuantity(a, b)).toBe(true)
})

test.each([
  ['29 seconds', '30 seconds'],
  ['6 MB', '6 GB'],
  ['15 minutes', '15 seconds'],
  ['10,000 rps', '10,000 MB'],
  ['256 KB', '1 MB'],
])('%s is not %s', (one, other) => {
  const [a, b] = [first(one), first(other)]
  expect(a && b && sameQuantity(a, b)).toBe(false)
})

test('a number without a unit is compared as it was said', () => {
  const [bare, whole] = [first('up to 29'), first('29 s')]
  expect(bare && whole && sameQuantity(bare, whole)).toBe(true)
})

test.each(['the one thing', 'a policy', 'EC2 and S3', 'an API', 'the second call', 'per second'])(
  'no number is in: %s',
  (text) => expect(first(text)).toBeNull(),
)
