import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arrange, groupOf, type Neighbour, withoutSiblings } from './rules'

const SEED = 'learner 20000'
const card = (id: string, change: Partial<Neighbour> = {}): Neighbour => ({
  id,
  topic: 'a',
  kind: 'basic',
  group: id,
  teaches: id,
  ...change,
})

const decks = fc
  .array(
    fc.record({
      topic: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constantFrom('basic', 'cloze', 'reverse'),
      teaches: fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6'),
      group: fc.option(fc.constantFrom('g1', 'g2', 'g3'), { nil: null }),
    }),
    { maxLength: 40 },
  )
  .map((list) =>
    list.map(({ group, ...rest }, index) =>
      card(`card-${index}`, { ...rest, group: group ?? `card-${index}` }),
    ),
  )

/** Neighbours of one topic that no order could part: what the largest topic has too many. */
function unavoidable(cards: Neighbour[]): number {
  const counts = new Map<string, number>()
  for (const { topic } of cards) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  const largest = Math.max(0, ...counts.values())
  return Math.max(0, largest - (cards.length - largest) - 1)
}
const together = (cards: Neighbour[], key: 'topic' | 'kind') =>
  cards.filter((one, index) => index > 0 && cards[index - 1]?.[key] === one[key]).length

describe('the order of a session', () => {
  test('keeps every card, and is the same for a learner and day', () => {
    fc.assert(
      fc.property(decks, fc.string(), (cards, seed) => {
        const arranged = arrange(cards, seed)
        expect(new Set(arranged)).toEqual(new Set(cards))
        expect(arranged).toHaveLength(cards.length)
        expect(arrange(cards, seed)).toEqual(arranged)
      }),
    )
  })

  test('neighbours differ in topic wherever that is possible', () => {
    const plain = decks.map((cards) =>
      cards.map((one) => ({ ...one, group: one.id, teaches: one.id })),
    )
    fc.assert(
      fc.property(plain, fc.string(), (cards, seed) => {
        // A card drawn from within reach may cost one neighbour more where topics come in blocks.
        expect(together(arrange(cards, seed), 'topic')).toBeLessThanOrEqual(unavoidable(cards) + 1)
      }),
      { numRuns: 500 },
    )
  })

  test('blocks of topics and kinds are mixed', () => {
    const cards = ['a', 'b', 'c', 'd'].flatMap((topic) =>
      ['basic', 'basic', 'cloze', 'cloze', 'reverse'].map((kind, index) =>
        card(`${topic}${index}`, { topic, kind }),
      ),
    )
    const arranged = arrange(cards, SEED)
    expect(together(cards, 'topic')).toBe(16)
    expect(together(arranged, 'topic')).toBe(0)
    expect(together(arranged, 'kind')).toBeLessThanOrEqual(3)
  })

  test('cards of one source row, and siblings, stand well apart where there are others', () => {
    const others = Array.from({ length: 16 }, (_, index) =>
      card(`other-${index}`, { topic: 'abc'[index % 3] ?? 'a' }),
    )
    const pair = [card('x', { group: 'x' }), card('x-back', { group: 'x', kind: 'reverse' })]
    const row = [card('y1', { teaches: 'y' }), card('y2', { teaches: 'y' })]
    const ids = arrange([...pair, ...row, ...others], SEED).map(({ id }) => id)
    expect(Math.abs(ids.indexOf('x') - ids.indexOf('x-back'))).toBeGreaterThan(8)
    expect(Math.abs(ids.indexOf('y1') - ids.indexOf('y2'))).toBeGreaterThan(3)
  })

  test('the most needed stay in front: nothing is drawn forward by more than ten places', () => {
    const cards = Array.from({ length: 40 }, (_, index) =>
      card(`card-${index}`, { topic: index % 2 ? 'a' : 'b' }),
    )
    const arranged = arrange(cards, SEED)
    for (const [place, { id }] of arranged.entries())
      expect(Number(id.slice(5)) - place).toBeLessThan(10)
  })

  test('goes on from the card before it', () => {
    const cards = [card('1', { topic: 'a' }), card('2', { topic: 'b' })]
    expect(arrange(cards, SEED, [card('0', { topic: 'a' })])[0]?.topic).toBe('b')
  })

  test('another day, another order', () => {
    const cards = Array.from({ length: 20 }, (_, index) =>
      card(`card-${index}`, { topic: 'abcde'[index % 5] ?? 'a' }),
    )
    const orders = new Set(
      [1, 2, 3, 4, 5].map((day) =>
        arrange(cards, `learner ${day}`)
          .map(({ id }) => id)
          .join(),
      ),
    )
    expect(orders.size).toBeGreaterThan(3)
  })
})

test('of siblings the first is asked, and none whose sibling was answered today', () => {
  const cards = [card('1', { group: 'g' }), card('2', { group: 'h' }), card('3', { group: 'g' })]
  const ids = (answered: Neighbour[]) => withoutSiblings(cards, answered).map(({ id }) => id)
  expect(ids([])).toEqual(['1', '2'])
  expect(ids([card('other', { group: 'h' })])).toEqual(['1'])
  expect(ids([card('2', { group: 'h' })])).toEqual(['1', '2'])
  expect(ids([card('3', { group: 'g' })])).toEqual(['2', '3'])
})

test('an own card’s group is its note', () => {
  expect(groupOf('pricing.a', 'pricing.b')).toBe('pricing.b')
  expect(groupOf('own.x.2', undefined)).toBe('own.x')
})
