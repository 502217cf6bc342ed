import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, QueueCard } from '../schema'
import { begin, type Event, type Session, step } from './rules'

const card = (id: string, state: QueueCard['state'] = 'review'): QueueCard => ({
  id,
  topic: 'pricing',
  topicTitle: 'Pricing',
  topicHref: '/topics/pricing',
  group: id,
  typed: null,
  kind: 'basic',
  frontHtml: id,
  backHtml: id,
  noteHtml: null,
  href: '/topics/pricing',
  state,
  version: 3,
  previews: [],
  handed: '',
})
const CARDS = [card('a.1'), card('a.2', 'new'), card('a.3', 'learning')]
const queue = { cards: CARDS, counts: { new: 1, learning: 1, due: 1 } }
const answer = (cardId: string, answerId: string): Answer => ({
  answerId,
  cardId,
  grade: 1,
  version: 3,
  intervalDays: 0,
  durationMs: 1,
  clientAt: '2026-11-22T12:00:00.000Z',
  source: 'due',
})
const play = (events: Event[], from: Session = begin(queue)) => events.reduce(step, from)
const ids = ({ cards }: Session) => cards.map(({ id }) => id)

describe('cards that are put aside in a session', () => {
  test('leave it at once and no later batch brings them back', () => {
    const away = play([{ type: 'reveal' }, { type: 'away', cardId: 'a.1', text: 'Suspended.' }])
    expect(ids(away)).toEqual(['a.2', 'a.3'])
    expect(away).toMatchObject({
      revealed: false,
      notice: 'Suspended.',
      counts: { new: 1, learning: 1, due: 0 },
    })
    expect(ids(play([{ type: 'more', queue }], away))).toEqual(['a.2', 'a.3'])
  })

  test('come back to the front, counted again, also twice', () => {
    const back: Event = { type: 'back', card: CARDS[1] ?? card('x'), text: 'Undone.' }
    const after = play([{ type: 'away', cardId: 'a.2', text: '' }, back, back])
    expect(ids(after)).toEqual(['a.2', 'a.1', 'a.3'])
    expect(after.counts).toEqual(queue.counts)
    expect(after.aside).toEqual([])
  })

  test('any order of putting aside and bringing back ends with the same cards', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(CARDS, { minLength: 1 }), (some) => {
        const events = (make: (one: QueueCard) => Event) => some.map(make)
        const ended = play([
          ...events(({ id }) => ({ type: 'away', cardId: id, text: '' })),
          ...events((one) => ({ type: 'back', card: one, text: '' })),
        ])
        expect(new Set(ids(ended))).toEqual(new Set(ids(begin(queue))))
        expect(ended.counts).toEqual(queue.counts)
      }),
    )
  })
})

describe('leeches in a session', () => {
  const [first] = CARDS
  const graded: Event[] = [
    { type: 'reveal' },
    { type: 'grade', answer: answer('a.1', 'one') },
    {
      type: 'results',
      results: [
        { answerId: 'one', status: 'saved', intervalDays: 0, dueAt: '', version: 4, leech: 8 },
      ],
    },
  ]

  test('are told with their card until they are heard', () => {
    const told = play(graded)
    expect(told.leeches).toEqual([{ card: first, lapses: 8 }])
    expect(step(told, { type: 'leech heard' }).leeches).toEqual([])
  })

  test('are not told any more when the answer is undone', () => {
    const undone: Event = { type: 'undone', answerId: 'one', card: card('a.1') }
    expect(play([...graded, undone]).leeches).toEqual([])
  })
})
