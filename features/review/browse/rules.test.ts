import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { emptyHand } from '../hand/rules'
import {
  browseHref,
  chosen,
  pageOf,
  scopeOf,
  searchOf,
  sorted,
  standing,
  studyHref,
  termsOf,
} from './rules'
import { type Browse, browseSchema, FLAG_CHOICES, type Found, PAGE_SIZE, SORTS } from './schema'

const browse = (some: Partial<Browse> = {}): Browse => ({ ...z.parse(browseSchema, {}), ...some })

const found = (id: string, some: Partial<Found> = {}): Found => ({
  card: { id, topic: 'pricing', kind: 'basic', frontText: `What is ${id}?`, backText: 'a thing' },
  state: 'review',
  isDue: false,
  isLeech: false,
  isOwn: false,
  suspended: false,
  buried: false,
  flag: 0,
  tags: [],
  topicOrder: 0,
  dueDay: 20_000,
  dueAt: 1000,
  stability: 4,
  difficulty: 5,
  lapses: 0,
  hand: emptyHand(id),
  ...some,
})
const ids = (list: Found[]) => list.map(({ card }) => card.id)

describe('the URL of a list', () => {
  const choice = fc.record({
    q: fc.constantFrom('', 'vpc', 'is:due "two words"', '-tag:x'),
    topic: fc.constantFrom('', 'pricing', 'own'),
    kind: fc.constantFrom('' as const, 'cloze' as const),
    is: fc.constantFrom('' as const, 'due' as const, 'leech' as const),
    flag: fc.constantFrom('' as const, ...FLAG_CHOICES),
    tag: fc.constantFrom('', 'aws/lambda', 'ä&b'),
    sort: fc.constantFrom(...SORTS),
    page: fc.integer({ min: 1, max: 99 }),
  })

  test('says everything about it, and what is as it comes is left out', () => {
    fc.assert(
      fc.property(choice, (chosenBy) => {
        const { searchParams } = new URL(browseHref(chosenBy), 'http://x')
        expect(z.parse(browseSchema, Object.fromEntries(searchParams))).toEqual(chosenBy)
      }),
    )
    expect(browseHref(browse())).toBe('/cards')
  })

  test('that is wrong is read as far as it is right', () => {
    const wrong = { q: 'vpc', is: 'nothing', sort: 'up', page: '-3', flag: ['red', 'blue'], x: '1' }
    expect(z.parse(browseSchema, wrong)).toEqual(browse({ q: 'vpc' }))
  })
})

describe('a list of cards', () => {
  const list = [
    found('a.one', { flag: 2, tags: ['weak'], dueAt: 3000, lapses: 9, isLeech: true }),
    found('b.two', { state: 'new', dueAt: null, stability: null, difficulty: null }),
    found('c.three', { dueAt: 1000, isDue: true, stability: 90 }),
  ]

  test.each<[Partial<Browse>, string[]]>([
    [{}, ['a.one', 'b.two', 'c.three']],
    [{ q: 'two' }, ['b.two']],
    [{ q: '-two' }, ['a.one', 'c.three']],
    [{ is: 'due' }, ['c.three']],
    [{ is: 'leech', q: 'one' }, ['a.one']],
    [{ flag: 'any' }, ['a.one']],
    [{ flag: 'none' }, ['b.two', 'c.three']],
    [{ tag: 'weak', topic: 'pricing' }, ['a.one']],
    [{ topic: 'own' }, []],
    [{ sort: 'due' }, ['c.three', 'a.one', 'b.two']],
    [{ sort: '-due' }, ['a.one', 'c.three', 'b.two']],
    [{ sort: '-slips' }, ['a.one', 'b.two', 'c.three']],
    [{ sort: '-front' }, ['c.three', 'b.two', 'a.one']],
  ])('chosen by %o', (some, expected) => {
    expect(ids(chosen(list, browse(some)))).toEqual(expected)
  })

  test('turned round is the other way round, apart from cards that have nothing to compare', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer()), { maxLength: 30 }), (times) => {
        const cards = times.map((dueAt, index) => found(`c.${index}`, { dueAt }))
        const due = (sort: Browse['sort']) => sorted(cards, sort).map(({ dueAt }) => dueAt)
        const known = due('due').filter((at) => at !== null)
        expect(due('-due').filter((at) => at !== null)).toEqual(known.reverse())
        expect(
          due('due')
            .slice(known.length)
            .every((at) => at === null),
        ).toBe(true)
      }),
    )
  })

  test('is paged whole: each card on one page', () => {
    const many = Array.from({ length: 2 * PAGE_SIZE + 1 }, (_, index) => index)
    const pages = [1, 2, 3].flatMap((page) => pageOf(many, page).part)
    expect(pages).toEqual(many)
    expect(pageOf(many, 99)).toMatchObject({ page: 3, pages: 3, part: [2 * PAGE_SIZE] })
    expect(pageOf([], 1)).toEqual({ page: 1, pages: 1, part: [] })
  })

  test('what is chosen beside the search reads as one search', () => {
    const both = browse({ q: 'vpc is:due', tag: 'weak', flag: 'any', topic: 'pricing' })
    expect(searchOf(both)).toBe('vpc is:due topic:pricing -flag:none tag:weak')
    expect(termsOf(browse({ q: 'is:wrong' })).problems).toHaveLength(1)
  })

  test('selected cards are studied by name, or all that match by the search', () => {
    const page = { matching: 3, search: 'is:due' }
    expect(scopeOf(['a.b', 'c.d'], page)).toEqual({ cards: 'a.b,c.d' })
    expect(scopeOf(['a', 'b', 'c'], page)).toEqual({ q: 'is:due' })
    expect(scopeOf([], page)).toBeNull()
    expect(scopeOf(Array(500).fill('a.b'), { matching: 900, search: '' })).toBeNull()
    expect(studyHref({ cards: 'a.b,c.d' })).toBe('/review?cards=a.b,c.d')
    expect(studyHref({ q: 'is:due' }, 9)).toBe('/review?q=is%3Adue&cram=9')
  })
})

test.each([
  [{ suspended: true }, true, 'suspended'],
  [{ buriedUntilDay: 20_001 }, true, 'put aside'],
  [{ buriedUntilDay: 20_000 }, true, 'due now'],
  [{}, false, 'in review'],
])('a card with %o that is due: %s stands as %s', (set, isDue, words) => {
  const hand = { ...emptyHand('a.b'), ...set }
  expect(standing({ state: 'review', isDue, hand, today: 20_000 })).toBe(words)
})
