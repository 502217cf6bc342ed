import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest, saveCatchUp } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { compareLearner } from '../replay/data'
import { candidates } from '../rules'
import type { Grade, Scope } from '../schema'
import { deleteSet, getSet, listCountedSets, saveSet } from '../sets/data'
import { undoReview } from '../undo/data'
import { buildQueue } from './data'

const calendar = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
const schedule = { calendar, parameters: DEFAULT_PARAMETERS, interviewOn: null }
const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000
// A Sunday.
const TODAY = studyDay(NOW, calendar)

beforeAll(freshDatabase)

async function learner(settings: object = {}): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), calendar.timeZone, 'local')
  if (!entered.ok) throw new Error(entered.error)
  await db().learner.update({ where: { id: entered.value }, data: { newPerDay: 0, ...settings } })
  return entered.value as UserId
}

/** A memory of a card that was answered Easy days ago, due on a day of choice. */
async function hold(userId: UserId, cardId: string, dueDay: number, change: object = {}) {
  const memory = candidates(cardId, null, NOW - 20 * DAY, schedule)[4]
  const due = { dueDay, dueAt: new Date(NOW - (TODAY - dueDay) * DAY - 8 * 3_600_000) }
  const lastReviewedAt = new Date(memory.lastReviewedAt)
  await db().memory.create({
    data: { ...memory, learnerId: userId, cardId, lastReviewedAt, version: 1, ...due, ...change },
  })
}

const queue = async (userId: UserId, scope: Scope = {}, now = NOW) => {
  const built = await buildQueue(userId, scope, now)
  if (!built) throw new Error('no learner')
  return { ...built, ids: built.cards.map(({ id }) => id) }
}

async function press(userId: UserId, cardId: string, grade: Grade, now = NOW, cram = false) {
  const probe = {
    answerId: randomUUID(),
    cardId,
    grade,
    version: 9_999,
    intervalDays: 0,
    durationMs: 1000,
    clientAt: new Date(now).toISOString(),
    source: 'due' as const,
  }
  const asked = cram ? null : await recordReviews(userId, [probe], now)
  const [refused] = asked?.ok ? asked.value : []
  const card = refused?.status === 'stale' ? refused.card : null
  const given = {
    ...probe,
    version: card?.version ?? 0,
    intervalDays: card?.previews.find((one) => one.grade === grade)?.intervalDays ?? 0,
    ...(cram ? { cram } : {}),
  }
  const outcome = await recordReviews(userId, [given], now)
  const [result] = outcome.ok ? outcome.value : []
  if (result?.status !== 'saved') throw new Error(`not saved: ${JSON.stringify(outcome)}`)
  return probe.answerId
}

const cards = () => getLibrary().cards
const singles = () => {
  const counts = new Map<string, number>()
  for (const { group } of cards()) counts.set(group, (counts.get(group) ?? 0) + 1)
  return cards().filter(({ group }) => counts.get(group) === 1)
}
const pair = () => {
  const back = cards().find(({ kind }) => kind === 'reverse')
  const front = cards().find(({ id, group }) => group === back?.group && id !== back?.id)
  if (!front || !back) throw new Error('no card has a reverse')
  return [front.id, back.id] as const
}

describe('siblings', () => {
  test('of a pair that is due one is asked; the other waits until tomorrow', async () => {
    const userId = await learner()
    const [front, back] = pair()
    await hold(userId, front, TODAY)
    await hold(userId, back, TODAY)
    const first = await queue(userId)
    expect(first.ids).toHaveLength(1)
    expect(first.counts.due).toBe(1)
    await press(userId, first.ids[0] ?? '', 3)
    expect((await queue(userId)).ids).toEqual([])
    expect((await queue(userId, {}, NOW + DAY)).ids).toHaveLength(1)
  })

  test('an undone answer holds nobody up', async () => {
    const userId = await learner()
    const [front, back] = pair()
    await hold(userId, back, TODAY)
    const answerId = await press(userId, front, 4)
    expect((await queue(userId)).ids).toEqual([])
    await undoReview(userId, randomUUID(), answerId, NOW)
    expect((await queue(userId)).ids).toEqual([back])
  })

  test('both are asked where the learner wishes that', async () => {
    const userId = await learner({ siblingsWait: false })
    for (const id of pair()) await hold(userId, id, TODAY)
    expect((await queue(userId)).ids).toHaveLength(2)
  })
})

describe('easy days', () => {
  const loads = (change: Record<number, string>) =>
    JSON.stringify(Array.from({ length: 7 }, (_, index) => change[index] ?? 'normal'))
  const SUNDAY_OFF = { weekLoads: loads({ 6: 'none' }), newPerDay: 10 }

  test('what is due on one comes the day before or after, new cards wait, no event is touched', async () => {
    const userId = await learner(SUNDAY_OFF)
    const ids = singles()
      .slice(0, 12)
      .map(({ id }) => id)
    for (const [index, id] of ids.entries())
      await hold(userId, id, TODAY, { intervalDays: 10, reps: 1 + index })
    const before = await queue(userId, {}, NOW - DAY)
    const sunday = await queue(userId)
    const after = await queue(userId, {}, NOW + DAY)
    expect(before.counts.due).toBe(6)
    // Whoever did nothing on Saturday finds those on Sunday, and all of them on Monday.
    expect(sunday.counts).toEqual({ new: 0, learning: 0, due: 6 })
    expect(before.ids).toEqual(expect.arrayContaining(sunday.ids))
    expect(after.counts.due).toBe(12)
    expect(await db().memory.count({ where: { learnerId: userId, dueDay: TODAY } })).toBe(12)
  })

  test('what cannot wait is asked all the same', async () => {
    const userId = await learner(SUNDAY_OFF)
    const [id = ''] = singles().map((card) => card.id)
    await hold(userId, id, TODAY, { intervalDays: 2 })
    expect((await queue(userId)).ids).toEqual([id])
  })
})

describe('limits', () => {
  test('count a card once a day, learning steps not at all', async () => {
    const userId = await learner({ reviewsPerDay: 3 })
    const ids = singles()
      .slice(0, 5)
      .map(({ id }) => id)
    for (const id of ids) await hold(userId, id, TODAY - 1)
    expect((await queue(userId)).counts.due).toBe(3)
    const [first = ''] = (await queue(userId)).ids
    await press(userId, first, 1)
    await press(userId, first, 3, NOW + 600_000)
    expect((await queue(userId, {}, NOW + 1_200_000)).counts.due).toBe(2)
  })

  test('a pace of catching up holds until its day, without new cards', async () => {
    const userId = await learner({ newPerDay: 10 })
    for (const { id } of singles().slice(0, 40)) await hold(userId, id, TODAY - 3)
    await saveCatchUp(userId, { perDay: 15, untilDay: TODAY })
    expect((await queue(userId)).counts).toMatchObject({ new: 0, due: 15 })
    expect((await queue(userId, {}, NOW + DAY)).counts).toMatchObject({ new: 10, due: 40 })
  })
})

describe('scopes', () => {
  test('learn ahead: what is due in the next days, each card once', async () => {
    const userId = await learner()
    const [a = '', b = '', c = ''] = singles().map(({ id }) => id)
    await hold(userId, a, TODAY + 1)
    await hold(userId, b, TODAY + 3)
    await hold(userId, c, TODAY + 4)
    expect((await queue(userId)).ids).toEqual([])
    const ahead = await queue(userId, { ahead: '3' })
    expect(new Set(ahead.ids)).toEqual(new Set([a, b]))
    expect(ahead.counts).toEqual({ new: 0, learning: 0, due: 2 })
    await press(userId, a, 2)
    expect((await queue(userId, { ahead: '30' })).ids).not.toContain(a)
  })

  test('forgotten lately: Again in the last days, unless undone', async () => {
    const userId = await learner()
    const [a = '', b = '', c = ''] = singles().map(({ id }) => id)
    for (const id of [a, b, c]) await hold(userId, id, TODAY - 3)
    await press(userId, a, 1, NOW - 3 * DAY)
    await press(userId, a, 3, NOW - 3 * DAY + 700_000)
    const undone = await press(userId, b, 1, NOW - DAY)
    await undoReview(userId, randomUUID(), undone, NOW - DAY)
    await press(userId, c, 3, NOW - DAY)
    expect((await queue(userId, { forgotten: '7' })).ids).toEqual([a])
    expect((await queue(userId, { forgotten: '3' })).ids).toEqual([])
  })

  test('a search and a study set hold what they say, and leave out what was put aside', async () => {
    const userId = await learner()
    const [topic] = getLibrary().topics
    const set = { id: randomUUID(), name: 'Clozes', query: `topic:${topic?.slug} kind:cloze` }
    await saveSet(userId, set, NOW)
    const wanted = cards().filter(({ topic: own, kind }) => own === topic?.slug && kind === 'cloze')
    const ids = wanted.map(({ id }) => id)
    expect(new Set((await queue(userId, { set: set.id })).ids)).toEqual(new Set(ids.slice(0, 20)))
    expect((await queue(userId, { q: set.query })).counts.new).toBe(ids.length)
    await db().hand.create({ data: { learnerId: userId, cardId: ids[0] ?? '', suspended: true } })
    expect((await queue(userId, { set: set.id })).counts.new).toBe(ids.length - 1)
    expect(await listCountedSets(userId, NOW)).toEqual([{ ...set, cards: ids.length, due: 0 }])
  })

  test('a set is renamed, deleted, brought back; other learners see nothing of it', async () => {
    const [userId, other] = [await learner(), await learner()]
    const set = { id: randomUUID(), name: 'One', query: 'lambda' }
    await saveSet(userId, set, NOW)
    await saveSet(userId, { ...set, name: 'Two' }, NOW + 1)
    expect(await getSet(userId, set.id)).toMatchObject({ name: 'Two' })
    expect(await getSet(other, set.id)).toBeNull()
    expect((await queue(other, { set: set.id })).ids).toEqual([])
    await deleteSet(other, set.id)
    expect(await getSet(userId, set.id)).not.toBeNull()
    await deleteSet(userId, set.id)
    expect(await getSet(userId, set.id)).toBeNull()
    expect(await saveSet(userId, set, NOW + 2)).toEqual({ ok: true, value: set })
    expect((await saveSet('nobody' as UserId, set, NOW)).ok).toBe(false)
  })
})

describe('cramming', () => {
  const SINCE = { cram: String(NOW - 1) }

  test('asks whatever is due or not, forgotten ones again at the end, and reschedules nothing', async () => {
    const userId = await learner()
    const [a = '', b = '', c = ''] = singles().map(({ id }) => id)
    await press(userId, a, 4, NOW - DAY)
    await hold(userId, b, TODAY)
    const memories = () => db().memory.findMany({ where: { learnerId: userId } })
    const before = await memories()
    const everything = await queue(userId, SINCE)
    expect(new Set(everything.ids)).toEqual(new Set([a, b]))
    expect(everything.cards.every(({ previews }) => previews.length === 0)).toBe(true)
    await press(userId, a, 1, NOW, true)
    await press(userId, b, 3, NOW, true)
    const left = await queue(userId, SINCE, NOW + 1)
    expect(left.ids).toEqual([a])
    const answerId = await press(userId, a, 4, NOW + 2, true)
    expect((await queue(userId, SINCE, NOW + 3)).ids).toEqual([])
    // A card that is new stays new.
    await press(userId, c, 4, NOW + 3, true)
    expect(await memories()).toEqual(before)
    const today = { learnerId: userId, day: TODAY }
    const [day] = await db().day.findMany({ where: today })
    expect(day).toMatchObject({ answers: 0, newCards: 0, reviews: 0, crammed: 4 })
    const undone = await undoReview(userId, randomUUID(), answerId, NOW + 4)
    expect(undone.ok && undone.value.card.previews).toEqual([])
    expect((await queue(userId, SINCE, NOW + 5)).ids).toEqual([a])
    const [mended] = await db().day.findMany({ where: today })
    expect(mended?.crammed).toBe(3)
  })

  test('the log stays the truth: replay finds nothing amiss', async () => {
    const userId = await learner()
    const [a = '', b = ''] = singles().map(({ id }) => id)
    await press(userId, a, 3)
    await press(userId, a, 1, NOW + 1, true)
    await press(userId, a, 3, NOW + 700_000)
    const answerId = await press(userId, a, 4, NOW + 800_000, true)
    await undoReview(userId, randomUUID(), answerId, NOW + 900_000)
    await press(userId, b, 2, NOW + 900_000, true)
    await press(userId, a, 3, NOW + 2 * DAY)
    expect(await compareLearner(userId)).toMatchObject({ cards: 2, events: 7, differences: [] })
  })
})
