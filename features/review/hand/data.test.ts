import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { buildQueue } from '../queue/data'
import type { Grade } from '../schema'
import { undoReview } from '../undo/data'
import { changeHands, getHands, restoreHands } from './data'
import type { Change, Handled } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000
const TODAY = studyDay(NOW, { timeZone: 'Europe/Berlin', rolloverHour: 4 })
const TOPIC = 'pricing'

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

const cardsOf = () => getLibrary().topic.get(TOPIC)?.cardIds ?? []

async function change(userId: UserId, ids: string[], what: Change, now = NOW): Promise<Handled> {
  const outcome = await changeHands(userId, ids, what, now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

const queued = async (userId: UserId, now = NOW) =>
  (await buildQueue(userId, { topic: TOPIC }, now))?.cards.map(({ id }) => id) ?? []

/** Answers a card with whatever interval its button shows. */
async function press(userId: UserId, cardId: string, grade: Grade, now: number) {
  const answer = {
    answerId: randomUUID(),
    cardId,
    grade,
    version: 9_999,
    intervalDays: 0,
    durationMs: 1000,
    clientAt: new Date(now).toISOString(),
    source: 'due' as const,
  }
  const probe = await recordReviews(userId, [answer], now)
  const [refused] = probe.ok ? probe.value : []
  if (refused?.status !== 'stale') throw new Error('the probe was not refused')
  const days = refused.card.previews.find((entry) => entry.grade === grade)?.intervalDays ?? 0
  const given = { ...answer, version: refused.card.version, intervalDays: days }
  const outcome = await recordReviews(userId, [given], now)
  return { answerId: answer.answerId, result: outcome.ok ? outcome.value[0] : undefined }
}

describe('cards in hand', () => {
  test('suspended and buried cards keep out of the queue; a buried one is back tomorrow', async () => {
    const userId = await learner()
    const [first = '', second = '', third = ''] = cardsOf()
    await press(userId, third, 4, NOW - 40 * DAY)
    expect(await queued(userId)).toEqual(expect.arrayContaining([first, second, third]))
    await change(userId, [first, third], { suspended: true })
    await change(userId, [second], { buried: true })
    const left = await queued(userId)
    for (const id of [first, second, third]) expect(left).not.toContain(id)
    expect(await queued(userId, NOW + DAY)).toContain(second)
    await change(userId, [first, third], { suspended: false })
    expect(await queued(userId)).toEqual(expect.arrayContaining([first, third]))
  })

  test('what stood before comes back with it, and what is empty leaves no row', async () => {
    const userId = await learner()
    const ids = cardsOf().slice(0, 6)
    const [first = ''] = ids
    await change(userId, [first], { flag: 2, addTags: ['weak'], note: 'Ask why.' })
    const before = await getHands(db(), userId)
    const done = await change(userId, ids, { suspended: true, buried: true, flag: 5, note: '' })
    expect(done.hands.every(({ buriedUntilDay }) => buriedUntilDay === TODAY + 1)).toBe(true)
    expect(await db().hand.count({ where: { learnerId: userId } })).toBe(6)
    const restored = await restoreHands(userId, done.before)
    expect(restored.ok && restored.value.before).toEqual(done.hands)
    expect(await getHands(db(), userId)).toEqual(before)
    expect(await db().hand.count({ where: { learnerId: userId } })).toBe(1)
  })

  test('one unknown card refuses all of them; another learner sees nothing', async () => {
    const userId = await learner()
    const other = await learner()
    const [first = ''] = cardsOf()
    expect((await changeHands(userId, [first, 'no.such'], { flag: 1 }, NOW)).ok).toBe(false)
    expect(await getHands(db(), userId)).toEqual(new Map())
    await change(userId, [first], { flag: 1 })
    expect(await getHands(db(), other)).toEqual(new Map())
    expect((await changeHands('nobody' as UserId, [first], { flag: 1 }, NOW)).ok).toBe(false)
  })

  test('every card of the site is suspended and brought back', async () => {
    const userId = await learner()
    const ids = getLibrary().cards.map(({ id }) => id)
    const done = await change(userId, ids, { suspended: true })
    expect((await buildQueue(userId, {}, NOW))?.cards).toEqual([])
    await restoreHands(userId, done.before)
    expect(await db().hand.count({ where: { learnerId: userId } })).toBe(0)
  })
})

describe('leeches', () => {
  test('the eighth lapse is told and rests until tomorrow; undoing it brings the card back', async () => {
    const userId = await learner()
    const [cardId = ''] = cardsOf()
    let now = NOW - 300 * DAY
    await press(userId, cardId, 4, now)
    for (let lapse = 1; lapse < 8; lapse += 1) {
      now += 30 * DAY
      const { result } = await press(userId, cardId, 1, now)
      expect(result).not.toHaveProperty('leech')
      await press(userId, cardId, 4, now + 600_000)
    }
    now += 30 * DAY
    await change(userId, [cardId], { flag: 4 }, now)
    const { answerId, result } = await press(userId, cardId, 1, now)
    expect(result).toMatchObject({ status: 'saved', leech: 8 })
    expect(await queued(userId, now + 900_000)).not.toContain(cardId)
    expect(await queued(userId, now + DAY)).toContain(cardId)
    await undoReview(userId, randomUUID(), answerId, now + 1000)
    expect(await queued(userId, now + 900_000)).toContain(cardId)
    expect((await getHands(db(), userId)).get(cardId)).toMatchObject({ flag: 4 })
  })

  test('undoing keeps a card aside that the learner put aside after it', async () => {
    const userId = await learner()
    const [cardId = ''] = cardsOf()
    const { answerId } = await press(userId, cardId, 1, NOW)
    await change(userId, [cardId], { buried: true })
    await undoReview(userId, randomUUID(), answerId, NOW + 1000)
    expect(await queued(userId)).not.toContain(cardId)
  })
})
