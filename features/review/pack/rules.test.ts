import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Deck } from '@/features/cards/deck/schema'
import { DEFAULT_KEYS } from '@/features/learner/keys/schema'
import { studyDay } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { foldMemory, type LogEvent } from '../log/rules'
import { answered } from '../rules'
import { GRADES, type Grade } from '../schema'
import { isLocalScope, localMemories, localQueue } from './rules'
import type { HeldMemory, LocalAnswer, Pack } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const MINUTE = 60_000
const DAY = 86_400_000
const CALENDAR = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
const TODAY = studyDay(NOW, CALENDAR)
const IDS = Array.from({ length: 30 }, (_, index) => `topic-${index % 2}.card-${index}`)

const deck: Deck = {
  cards: IDS.map((id) => ({
    id,
    topic: id.split('.')[0] ?? '',
    group: id,
    teaches: id,
    kind: 'basic',
    frontHtml: id,
    backHtml: id,
    backText: '',
    noteHtml: null,
    href: '#',
  })),
  topics: [0, 1].map((index) => ({
    slug: `topic-${index}`,
    title: `Topic ${index}`,
    cardIds: IDS.filter((id) => id.startsWith(`topic-${index}`)),
  })),
  paths: [{ slug: 'short', title: 'Short', cardIds: IDS.slice(0, 3) }],
}

const pack = (change: Partial<Pack> = {}): Pack => ({
  format: 1,
  learner: 'me',
  at: NOW,
  handed: 'sealed',
  calendar: CALENDAR,
  interviewOn: null,
  parameters: DEFAULT_PARAMETERS,
  keys: DEFAULT_KEYS,
  newPerDay: 5,
  reviewsPerDay: 200,
  weekLoads: Array(7).fill('normal') as Pack['weekLoads'],
  siblingsWait: true,
  today: TODAY,
  newLeft: 5,
  reviewsLeft: 200,
  memories: [],
  later: [],
  aside: [],
  own: [],
  deck: '',
  ...change,
})

const plan = { calendar: CALENDAR, interviewOn: null, parameters: DEFAULT_PARAMETERS }
function held(cardId: string, at: number): HeldMemory {
  const day = studyDay(at, CALENDAR)
  return { ...answered(cardId, null, { at, day, grade: 4 }, plan), cardId, version: 1 }
}
const answer = (cardId: string, grade: Grade, at: number): LocalAnswer => ({ cardId, grade, at })
const idsOf = (given: Pack, answers: LocalAnswer[] = [], now = NOW, scope = {}) =>
  localQueue(deck, given, answers, scope, now).cards.map(({ id }) => id)

test('what the browser folds is what the server would store, and its buttons say so', () => {
  const list = fc.array(
    fc.record({
      grade: fc.constantFrom(...GRADES),
      waitMs: fc.oneof(fc.integer({ min: 0, max: 40 * MINUTE }), fc.integer({ max: 30 * DAY })),
    }),
    { minLength: 1, maxLength: 8 },
  )
  fc.assert(
    fc.property(list, (given) => {
      const [card = ''] = IDS
      let at = NOW
      const answers = given.map(({ grade, waitMs }) => {
        at += Math.max(0, waitMs)
        return answer(card, grade, at)
      })
      const events = answers.map(
        ({ grade, at: answeredAt }, index): LogEvent => ({
          ...CALENDAR,
          kind: 'answer',
          answerId: String(index),
          grade,
          answeredAt,
          arrivedAt: at,
          day: studyDay(answeredAt, CALENDAR),
          parametersVersion: 1,
          interviewOn: null,
          undoes: null,
        }),
      )
      const { version, cardId: _, ...memory } = localMemories(pack(), answers).get(card) ?? {}
      expect(memory).toEqual(foldMemory(card, events, () => DEFAULT_PARAMETERS))
      expect(version).toBe(answers.length)
    }),
    { numRuns: 1000 },
  )
})

describe('the queue without the server', () => {
  test('keeps to the day’s new cards, a topic or path chosen by hand does not', () => {
    expect(idsOf(pack())).toHaveLength(5)
    expect(idsOf(pack(), [], NOW, { topic: 'topic-1' })).toHaveLength(15)
    expect(idsOf(pack(), [], NOW, { path: 'short' }).sort()).toEqual(IDS.slice(0, 3).sort())
    expect(idsOf(pack({ newLeft: 0 }), [], NOW + DAY)).toHaveLength(5)
  })

  test('a card answered here leaves it, and is back when its step is over', () => {
    const [first = ''] = idsOf(pack())
    expect(idsOf(pack(), [answer(first, 4, NOW)])).not.toContain(first)
    expect(idsOf(pack(), [answer(first, 4, NOW)])).toHaveLength(4)
    expect(idsOf(pack(), [answer(first, 1, NOW)])[0]).toBe(first)
  })

  test('due cards come, later ones, suspended ones and unknown ones do not', () => {
    const [a = '', b = '', c = ''] = IDS
    const given = pack({
      newLeft: 0,
      memories: [held(a, NOW - 40 * DAY), held(b, NOW - DAY), held('gone.card', NOW - 40 * DAY)],
      later: [c],
      aside: IDS.slice(5),
    })
    expect(idsOf(given)).toEqual([a])
    expect(localQueue(deck, given, [], {}, NOW).counts).toEqual({ new: 0, learning: 0, due: 1 })
    expect(localQueue(deck, given, [], {}, NOW).cards[0]).toMatchObject({
      state: 'review',
      handed: 'sealed',
      local: true,
    })
  })

  test('only what a browser can work out is asked of it', () => {
    expect([{}, { study: 'due' as const }, { topic: 'a' }].map(isLocalScope)).toEqual(
      Array(3).fill(true),
    )
    expect([{ cram: '1' }, { set: 'x' }, { q: 'tag:a' }].map(isLocalScope)).toEqual(
      Array(3).fill(false),
    )
  })
})
