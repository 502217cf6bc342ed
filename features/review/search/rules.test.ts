import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches, parseSearch, printSearch } from './rules'
import { FLAG_WORDS, type FlagWord, KINDS, type Searched, STATES, type Term } from './schema'

const found: Searched = {
  card: {
    id: 'pricing.free-tier',
    topic: 'pricing',
    kind: 'cloze',
    frontText: 'How many requests are free each month?',
    backText: 'One million',
  },
  state: 'relearning',
  isDue: true,
  isLeech: false,
  isOwn: false,
  suspended: false,
  buried: false,
  flag: 1,
  tags: ['money', 'aws/lambda', 'exam::part-1'],
}
const meets = (text: string) => matches(parseSearch(text).terms, found)

describe('a search', () => {
  test.each([
    ['', true],
    ['free', true],
    ['FREE million', true],
    ['free billion', false],
    ['"requests are free"', true],
    ['"free requests"', false],
    ['-billion', true],
    ['-free', false],
    ['topic:pricing', true],
    ['topic:Pricing kind:cloze is:due', true],
    ['-topic:pricing', false],
    ['kind:basic', false],
    ['is:learning', true],
    ['is:new', false],
    ['is:review', false],
    ['-is:suspended -is:buried', true],
    ['flag:red', true],
    ['flag:1', true],
    ['flag:none', false],
    ['tag:money', true],
    ['tag:AWS', true],
    ['tag:exam', true],
    ['tag:mon', false],
    ['tag:aws/lambda -tag:money', false],
    ['topic: free', true],
  ])('%s is met: %s', (text, met) => {
    expect(meets(text)).toBe(met)
  })

  test('what it does not know is told in a sentence and passed over', () => {
    expect(parseSearch('colour:red free kind:essay flag:9').terms).toHaveLength(1)
    expect(parseSearch('colour:red kind:essay').problems).toEqual([
      'There is no “colour:”. Use topic:, kind:, is:, flag: or tag:, or put the words in quotes.',
      'There is no “kind:essay”. After kind: write basic, cloze, reverse or typed.',
    ])
  })

  test('a quote left open takes the rest, a colon in quotes is text', () => {
    expect(parseSearch('is:due "not yet').terms).toEqual([
      { field: 'is', value: 'due', not: false },
      { field: 'text', value: 'not yet', not: false },
    ])
    expect(parseSearch('"arn:aws:lambda"').terms).toEqual([
      { field: 'text', value: 'arn:aws:lambda', not: false },
    ])
  })

  const words = fc
    .stringMatching(/^[\p{L}\p{N}:._/ -]{1,20}$/u)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  const not = fc.boolean()
  const term: fc.Arbitrary<Term> = fc.oneof(
    fc.record({ field: fc.constant('text' as const), value: words, not }),
    fc.record({ field: fc.constant('tag' as const), value: words, not }),
    fc.record({
      field: fc.constant('topic' as const),
      value: words.map((text) => text.toLowerCase()),
      not,
    }),
    fc.record({ field: fc.constant('kind' as const), value: fc.constantFrom(...KINDS), not }),
    fc.record({ field: fc.constant('is' as const), value: fc.constantFrom(...STATES), not }),
    fc.record({
      field: fc.constant('flag' as const),
      value: fc.constantFrom(...(Object.keys(FLAG_WORDS) as FlagWord[])),
      not,
    }),
  )

  test('printed and read again is the same search', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 6 }), (terms) => {
        expect(parseSearch(printSearch(terms))).toEqual({ terms, problems: [] })
      }),
    )
  })

  test('any text at all is read without an error, and quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const { terms } = parseSearch(text)
        expect(matches(terms, found)).toBeTypeOf('boolean')
      }),
    )
    const begun = performance.now()
    parseSearch('-"'.repeat(20_000))
    parseSearch('a:'.repeat(20_000))
    expect(performance.now() - begun).toBeLessThan(500)
  })
})
