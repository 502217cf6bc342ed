import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import type { Grade } from '../schema'
import { resetCards, undoReset } from './data'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

/** Answers cards with whatever interval their buttons show. */
async function press(userId: UserId, cardIds: string[], grade: Grade, now: number) {
  const answer = (cardId: string, version: number, intervalDays: number) => ({
    answerId: randomUUID(),
    cardId,
    grade,
    version,
    intervalDays,
    durationMs: 1000,
    clientAt: new Date(now).toISOString(),
    source: 'due' as const,
  })
  const probe = await recordReviews(
    userId,
    cardIds.map((id) => answer(id, 9_999, 0)),
    now,
  )
  if (!probe.ok) throw new Error(probe.error)
  const given = probe.value.flatMap((result) => {
    if (result.status !== 'stale') return []
    const preview = result.card.previews.find((entry) => entry.grade === grade)
    return [answer(result.card.id, result.card.version, preview?.intervalDays ?? 0)]
  })
  await recordReviews(userId, given, now)
}

const memories = (userId: UserId) =>
  db().memory.findMany({
    where: { learnerId: userId },
    orderBy: { cardId: 'asc' },
    omit: { version: true },
  })
const days = (userId: UserId) =>
  db().day.findMany({ where: { learnerId: userId }, orderBy: { day: 'asc' } })

test('a reset of many cards is taken back whole, once, with what was answered since', async () => {
  const userId = await learner()
  const ids = getLibrary()
    .cards.slice(0, 40)
    .map(({ id }) => id)
  const [first = ''] = ids
  await press(userId, ids, 4, NOW - 9 * DAY)
  await press(userId, [first], 3, NOW - 1 * DAY)
  const before = { memories: await memories(userId), days: await days(userId) }
  const id = randomUUID()
  expect(await resetCards(userId, id, [...ids, 'no.such'], NOW)).toMatchObject({
    value: { reset: 40 },
  })
  expect(await memories(userId)).toEqual([])
  expect(await undoReset(userId, randomUUID(), id, NOW + 1)).toMatchObject({
    value: { restored: 40 },
  })
  expect({ memories: await memories(userId), days: await days(userId) }).toEqual(before)
  expect(await undoReset(userId, randomUUID(), id, NOW + 2)).toMatchObject({
    value: { restored: 0 },
  })

  const again = randomUUID()
  await resetCards(userId, again, [first], NOW + 3)
  await press(userId, [first], 4, NOW + 4)
  const newCards = async () => (await days(userId)).map((day) => day.newCards)
  expect(await newCards()).toEqual([40, 0, 1])
  await undoReset(userId, randomUUID(), again, NOW + 5)
  expect(await newCards()).toEqual([40, 0, 0])
})

test('another learner’s reset is not there to undo', async () => {
  const [mine, theirs] = [await learner(), await learner()]
  const [card] = getLibrary().cards
  await press(mine, [card?.id ?? ''], 4, NOW)
  const id = randomUUID()
  await resetCards(mine, id, [card?.id ?? ''], NOW)
  const [foreign, none] = [id, randomUUID()].map((undoes) =>
    undoReset(theirs, randomUUID(), undoes, NOW),
  )
  expect(await foreign).toEqual(await none)
  expect(await memories(mine)).toEqual([])
})
