import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { adoptNumbers } from '../parameters/data'
import { buildQueue } from '../queue/data'
import type { Answer, Grade, QueueCard } from '../schema'
import { readHandout } from './data'

const NOW = Date.UTC(2026, 10, 22, 12)
const HOUR = 3_600_000
const DAY = 24 * HOUR

beforeAll(freshDatabase)

async function learner(timeZone = 'Europe/Berlin'): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), timeZone, 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

async function firstCard(userId: UserId, now = NOW): Promise<QueueCard> {
  const [card] = (await buildQueue(userId, {}, now))?.cards ?? []
  if (!card) throw new Error('an empty queue')
  return card
}

const answerOf = (card: QueueCard, grade: Grade, change: Partial<Answer> = {}): Answer => ({
  answerId: randomUUID(),
  cardId: card.id,
  grade,
  version: card.version,
  handed: card.handed,
  intervalDays: card.previews.find((entry) => entry.grade === grade)?.intervalDays ?? 0,
  durationMs: 4_000,
  clientAt: '2026-11-22T12:00:00.000Z',
  source: 'due',
  ...change,
})

async function record(userId: UserId, answer: Answer, now: number) {
  const outcome = await recordReviews(userId, [answer], now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value[0]?.status
}

const event = (learnerId: UserId) =>
  db().review.findFirstOrThrow({ where: { learnerId }, orderBy: { seq: 'desc' } })
const memory = (learnerId: UserId) => db().memory.findFirstOrThrow({ where: { learnerId } })

async function adopt(userId: UserId, retention: number) {
  const { version: _, ...numbers } = DEFAULT_PARAMETERS
  const adoption = { kind: 'fit' as const, returnsTo: null, answers: 0, reason: '' }
  await db().$transaction((tx) =>
    adoptNumbers(
      tx,
      userId,
      { ...numbers, retention },
      { ...adoption, lossBefore: 1, lossAfter: 0 },
      NOW,
    ),
  )
}

describe('what the server vouches for', () => {
  test('the event says when the card was handed out, shown and answered, by the server’s clock', async () => {
    const userId = await learner()
    const card = await firstCard(userId)
    await record(userId, answerOf(card, 3), NOW + 60_000)
    expect(await event(userId)).toMatchObject({
      handedAt: new Date(NOW),
      shownAt: new Date(NOW + 56_000),
      answeredAt: new Date(NOW + 60_000),
      clientAt: new Date(NOW),
      cardHash: expect.stringMatching(/.+/),
      algorithm: 'FSRS-6',
      parametersVersion: 1,
      timeZone: 'Europe/Berlin',
      rolloverHour: 4,
      mode: 'recall',
    })
  })

  test('no card was on screen before it was handed out, whatever the browser says', async () => {
    const userId = await learner()
    const card = await firstCard(userId)
    await record(userId, answerOf(card, 3, { durationMs: 10 * HOUR }), NOW + 5_000)
    expect(await event(userId)).toMatchObject({
      shownAt: new Date(NOW),
      rawDurationMs: 10 * HOUR,
      durationMs: 60_000,
    })
  })

  test('a word that is forged, or for another learner or card, counts for nothing', async () => {
    const [mine, theirs] = [await learner(), await learner()]
    const card = await firstCard(mine)
    expect(readHandout(mine, card.id, card.handed)).toEqual({ at: NOW, parametersVersion: 1 })
    expect(readHandout(theirs, card.id, card.handed)).toBeNull()
    expect(readHandout(mine, 'lambda-basics.other', card.handed)).toBeNull()
    const [, ...rest] = card.handed.split('.')
    for (const forged of [`${NOW.toString(36)}9.${rest.join('.')}`, '1.2.3', '..', 'x', ''])
      expect(readHandout(mine, card.id, forged)).toBeNull()
    await record(mine, answerOf(card, 3, { handed: 'a.b.c' }), NOW)
    expect(await event(mine)).toMatchObject({ handedAt: null, shownAt: new Date(NOW - 4_000) })
  })

  test.each([
    ['a day ahead', '2026-11-23T12:00:00.000Z'],
    ['a day behind', '2026-11-21T12:00:00.000Z'],
  ])('a browser clock %s is written down and changes nothing else', async (_, clientAt) => {
    const [right, wrong] = [await learner(), await learner()]
    for (const [userId, said] of [
      [right, '2026-11-22T12:00:00.000Z'],
      [wrong, clientAt],
    ] as const) {
      // Each learner's day has an order of its own; the card must be the same one.
      const queue = await buildQueue(userId, {}, NOW)
      const card = queue?.cards.find(({ id }) => id === 'lambda-basics.definition')
      if (!card) throw new Error('the card is not among the first')
      expect(await record(userId, answerOf(card, 4, { clientAt: said }), NOW)).toBe('saved')
    }
    expect((await event(wrong)).clientAt).toEqual(new Date(clientAt))
    expect({ ...(await memory(wrong)), learnerId: '' }).toEqual({
      ...(await memory(right)),
      learnerId: '',
    })
  })
})

describe('parameters that change in the middle of a session', () => {
  test('leave the cards in hand as they were shown; the next ones follow the new numbers', async () => {
    const userId = await learner()
    const card = await firstCard(userId)
    await adopt(userId, 0.8)
    expect(await record(userId, answerOf(card, 4), NOW + 1_000)).toBe('saved')
    expect(await event(userId)).toMatchObject({ parametersVersion: 1 })
    const next = await firstCard(userId, NOW + 2_000)
    expect(next.previews[3]?.intervalDays).toBeGreaterThan(card.previews[3]?.intervalDays ?? 0)
    expect(await record(userId, answerOf(next, 4), NOW + 3_000)).toBe('saved')
    expect(await event(userId)).toMatchObject({ parametersVersion: 2 })
  })

  test('but not a card that lay for more than a day: it is shown anew', async () => {
    const userId = await learner()
    const card = await firstCard(userId)
    await adopt(userId, 0.8)
    expect(await record(userId, answerOf(card, 4), NOW + DAY)).toBe('stale')
  })
})

describe('travel', () => {
  test.each([
    ['+14 h', 'Pacific/Kiritimati'],
    ['-12 h', 'Etc/GMT+12'],
  ])('a move by %s brings no card back before its time', async (_, timeZone) => {
    const userId = await learner('UTC')
    await db().learner.update({ where: { id: userId }, data: { newPerDay: 1 } })
    const card = await firstCard(userId)
    await record(userId, answerOf(card, 4), NOW)
    const due = (await memory(userId)).dueAt.getTime()
    await db().learner.update({ where: { id: userId }, data: { timeZone, newPerDay: 0 } })
    for (let at = NOW; at < due; at += 2 * HOUR)
      expect((await buildQueue(userId, {}, at))?.cards).toEqual([])
    const back = await buildQueue(userId, {}, due + DAY)
    expect(back?.cards.map(({ id }) => id)).toEqual([card.id])
  })
})
