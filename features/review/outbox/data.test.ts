import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { buildQueue } from '../queue/data'
import { compareLearner } from '../replay/data'
import { resetCards } from '../reset/data'
import { GRADES, type Grade, type QueueCard } from '../schema'
import { undoReview } from '../undo/data'
import { recordWaiting } from './data'
import type { Waiting, WaitingAnswer } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

async function cardsAt(userId: UserId, now: number): Promise<[QueueCard, QueueCard]> {
  // Each learner has an order of their own; the tests compare learners card by card.
  const cards = (await buildQueue(userId, { topic: 'pricing' }, now))?.cards ?? []
  const [first, second] = cards.sort((a, b) => a.id.localeCompare(b.id))
  if (!first || !second) throw new Error('an empty queue')
  return [first, second]
}

const answerOf = (card: QueueCard, grade: Grade, at: number) => ({
  answerId: randomUUID(),
  cardId: card.id,
  grade,
  version: card.version,
  handed: card.handed,
  intervalDays: card.previews.find((entry) => entry.grade === grade)?.intervalDays ?? 0,
  durationMs: 4_000,
  clientAt: new Date(at).toISOString(),
  source: 'topic' as const,
})

const late = (card: QueueCard, grade: Grade, at: number): WaitingAnswer => ({
  kind: 'answer',
  answer: answerOf(card, grade, at),
  offsetMs: 0,
})

async function arrive(userId: UserId, waiting: Waiting[], now: number) {
  const outcome = await recordWaiting(userId, waiting, now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value.map(({ status }) => status)
}

async function online(userId: UserId, card: QueueCard, grade: Grade, now: number) {
  const answer = answerOf(card, grade, now)
  const outcome = await recordReviews(userId, [answer], now)
  expect(outcome).toMatchObject({ ok: true, value: [{ status: 'saved' }] })
  return answer.answerId
}

const memory = (learnerId: UserId, cardId: string) =>
  db().memory.findUnique({ where: { learnerId_cardId: { learnerId, cardId } } })

const expectReplayed = async (userId: UserId) =>
  expect((await compareLearner(userId)).differences).toEqual([])

describe('answers that waited', () => {
  test('count though the card moved on: placed by their time, marked, folded with the rest', async () => {
    const [two, one] = [await learner(), await learner()]
    for (const userId of [two, one]) {
      const [card] = await cardsAt(userId, NOW)
      const first = late(card, 1, NOW + HOUR)
      if (userId === one) expect(await arrive(userId, [first], NOW + HOUR)).toEqual(['saved'])
      const queue = await buildQueue(userId, { topic: 'pricing' }, NOW + 2 * HOUR)
      const again = queue?.cards.find(({ id }) => id === card.id)
      if (!again) throw new Error('another card')
      await online(userId, again, 3, NOW + 2 * HOUR)
      if (userId === two) expect(await arrive(userId, [first], NOW + DAY)).toEqual(['saved'])
      await expectReplayed(userId)
    }
    const [card] = await cardsAt(two, NOW)
    const strip = async (userId: UserId) => ({ ...(await memory(userId, card.id)), learnerId: '' })
    expect(await strip(two)).toEqual(await strip(one))
    const [event] = await db().review.findMany({ where: { learnerId: two, grade: 1 } })
    expect(event).toMatchObject({
      answeredAt: new Date(NOW + HOUR),
      arrivedAt: new Date(NOW + DAY),
      clientAt: new Date(NOW + HOUR),
      handedAt: new Date(NOW),
      shownAt: new Date(NOW + HOUR - 4_000),
    })
    expect(await db().day.findMany({ where: { learnerId: two } })).toMatchObject([
      { answers: 2, recalled: 1, newCards: 1 },
    ])
  })

  test('a hundred deliveries of the same outbox at once make it once', async () => {
    const userId = await learner()
    const [first, second] = await cardsAt(userId, NOW)
    const given = [late(first, 3, NOW + 1000), late(second, 1, NOW + 2000)]
    const undo = {
      kind: 'undo' as const,
      answerId: randomUUID(),
      undoes: given[1]?.answer.answerId,
    }
    const outbox = [...given, undo as Waiting]
    const all = await Promise.all(
      Array.from({ length: 100 }, () => arrive(userId, outbox, NOW + HOUR)),
    )
    expect(all.flat().filter((status) => status === 'saved')).toHaveLength(3)
    expect(all.flat().filter((status) => status === 'already')).toHaveLength(297)
    expect(await db().review.count({ where: { learnerId: userId } })).toBe(3)
    expect(await memory(userId, second.id)).toBeNull()
    await expectReplayed(userId)
  }, 60_000)

  test('one that was saved online before its reply was lost is recognised', async () => {
    const userId = await learner()
    const [card] = await cardsAt(userId, NOW)
    const entry = late(card, 3, NOW)
    await recordReviews(userId, [entry.answer], NOW)
    expect(await arrive(userId, [entry], NOW + HOUR)).toEqual(['already'])
  })

  test('a card that is gone, an undo of nothing: told, and no obstacle to the rest', async () => {
    const userId = await learner()
    const [card] = await cardsAt(userId, NOW)
    const gone = late({ ...card, id: 'no-such.card' }, 3, NOW)
    const nothing: Waiting = { kind: 'undo', answerId: randomUUID(), undoes: randomUUID() }
    expect(await arrive(userId, [gone, nothing, late(card, 3, NOW)], NOW)).toEqual([
      'unknown',
      'unknown',
      'saved',
    ])
  })
})

const operations = fc.array(
  fc.record({
    kind: fc.constantFrom('online', 'late', 'late', 'late', 'undo', 'late undo', 'reset'),
    which: fc.nat({ max: 20 }),
    grade: fc.constantFrom(...GRADES),
    waitMs: fc.integer({ min: 0, max: 5 * DAY }),
    agoMs: fc.integer({ min: -HOUR, max: 20 * DAY }),
  }),
  { minLength: 2, maxLength: 14 },
)

test('however answers come in, what is stored is what replay says, days too', async () => {
  await fc.assert(
    fc.asyncProperty(operations, async (list) => {
      const userId = await learner()
      const early = await cardsAt(userId, NOW)
      const given: string[] = []
      let now = NOW
      for (const { kind, which, grade, waitMs, agoMs } of list) {
        now += waitMs
        const card = early[which % 2] ?? early[0]
        const target = given[which % Math.max(1, given.length)]
        if (kind === 'late') {
          const entry = late(card, grade, now - agoMs)
          expect(await arrive(userId, [entry], now)).toEqual(['saved'])
          given.push(entry.answer.answerId)
        } else if (kind === 'online') {
          const [next] = (await buildQueue(userId, { topic: 'pricing' }, now))?.cards ?? []
          if (next) given.push(await online(userId, next, grade, now))
        } else if (kind === 'reset') await resetCards(userId, randomUUID(), [card.id], now)
        else if (target && kind === 'undo') await undoReview(userId, randomUUID(), target, now)
        else if (target)
          await arrive(userId, [{ kind: 'undo', answerId: randomUUID(), undoes: target }], now)
      }
      await expectReplayed(userId)
    }),
    { numRuns: 40 },
  )
}, 180_000)
