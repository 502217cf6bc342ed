import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { changeHands } from '../hand/data'
import { toRow } from '../memory/data'
import { putMemories } from '../rows/data'
import type { Memory } from '../schema'
import { getBrowsePage, listChosenIds } from './data'
import { type Browse, browseSchema, PAGE_SIZE } from './schema'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000
const TODAY = studyDay(NOW, { timeZone: 'Europe/Berlin', rolloverHour: 4 })

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

const memory = (dueIn: number, some: Partial<Memory> = {}) => ({
  state: 'review' as const,
  stability: 20,
  difficulty: 5,
  sameDayStability: 0,
  sameDayDifficulty: 0,
  step: 0,
  dueAt: NOW + dueIn * DAY,
  dueDay: TODAY + dueIn,
  intervalDays: 20,
  reps: 3,
  lapses: 0,
  lastReviewedAt: NOW - 20 * DAY,
  lastDay: TODAY - 20,
  lastGrade: 3 as const,
  version: 3,
  ...some,
})

async function timed<T>(work: () => Promise<T>): Promise<[value: T, ms: number]> {
  const begun = performance.now()
  return [await work(), performance.now() - begun]
}

const list = (userId: UserId, some: Partial<Browse>) =>
  getBrowsePage(userId, { ...z.parse(browseSchema, {}), ...some }, NOW)
const idsOf = async (userId: UserId, some: Partial<Browse>) =>
  (await list(userId, some))?.rows.map(({ id }) => id)

/** Own cards in any number, as an import leaves them. */
async function ownCards(learnerId: UserId, count: number): Promise<string[]> {
  const at = new Date(NOW)
  const notes = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    front: `Front ${index}`,
    back: `Back ${index}`,
    tags: JSON.stringify(index % 2 === 0 ? ['even'] : []),
  }))
  const cards = notes.map(({ id, front, back }) => ({ noteId: id, id: `own.${id}.1`, front, back }))
  await db().$executeRaw`
    INSERT INTO "OwnNote" ("learnerId", "id", "kind", "front", "back", "tags", "origin", "createdAt", "updatedAt")
    SELECT ${learnerId}, value->>'id', 'basic', value->>'front', value->>'back', value->>'tags',
      'import', ${at}, ${at} FROM json_each(${JSON.stringify(notes)})`
  await db().$executeRaw`
    INSERT INTO "OwnCard" ("learnerId", "id", "noteId", "ordinal", "frontText", "backText", "hash", "createdAt")
    SELECT ${learnerId}, value->>'id', value->>'noteId', 1, value->>'front', value->>'back', 'x', ${at}
    FROM json_each(${JSON.stringify(cards)})`
  return cards.map(({ id }) => id)
}

describe('the list of cards', () => {
  test('holds each card once, the learner’s own and the site’s, with how it stands', async () => {
    const userId = await learner()
    const [own = ''] = await ownCards(userId, 1)
    const { cards } = getLibrary()
    const [due = '', later = '', leech = '', aside = ''] = cards.map(({ id }) => id)
    await db().memory.createMany({
      data: [
        toRow(userId, due, memory(-2)),
        toRow(userId, later, memory(5)),
        toRow(userId, leech, memory(1, { lapses: 8 })),
        toRow(userId, aside, memory(-1)),
      ],
    })
    await changeHands(userId, [aside], { buried: true, flag: 6 }, NOW)
    await changeHands(userId, [own], { suspended: true, addTags: ['mine'] }, NOW)
    const page = await list(userId, {})
    expect(page).toMatchObject({ total: cards.length + 1, matching: cards.length + 1, page: 1 })
    expect(page?.tags).toEqual(['even', 'mine'])
    expect(await idsOf(userId, { is: 'due' })).toEqual([due])
    expect(await idsOf(userId, { is: 'leech' })).toEqual([leech])
    expect(await idsOf(userId, { is: 'buried' })).toEqual([aside])
    expect(await idsOf(userId, { flag: 'turquoise' })).toEqual([aside])
    expect(await idsOf(userId, { is: 'suspended' })).toEqual([own])
    expect(await idsOf(userId, { tag: 'even' })).toEqual([own])
    expect(await idsOf(userId, { topic: 'own' })).toEqual([own])
    expect((await idsOf(userId, { sort: 'due' }))?.slice(0, 4)).toEqual([due, aside, leech, later])
    expect((await list(userId, { is: 'due' }))?.rows[0]).toMatchObject({
      isDue: true,
      due: '2 days ago',
      strengthDays: 20,
    })
  })

  test('ten thousand own cards are listed, filtered and ordered in about the time it takes to read them', async () => {
    const userId = await learner()
    const ids = await ownCards(userId, 10_000)
    await putMemories(
      db(),
      ids.map((id, index) => toRow(userId, id, memory((index % 60) - 30))),
    )
    const [, read] = await timed(() =>
      Promise.all([
        db().memory.findMany({ where: { learnerId: userId } }),
        db().ownCard.findMany({ where: { learnerId: userId } }),
        db().ownNote.findMany({ where: { learnerId: userId } }),
      ]),
    )
    const [page, listed] = await timed(() =>
      list(userId, { q: 'front -is:suspended', tag: 'even', sort: 'due', page: 3 }),
    )
    expect(listed).toBeLessThan(3 * read + 100)
    expect(page).toMatchObject({ matching: 5000, page: 3, pages: 50 })
    expect(page?.rows).toHaveLength(PAGE_SIZE)
    const all = await listChosenIds(userId, z.parse(browseSchema, { topic: 'own' }), NOW)
    expect(new Set(all)).toEqual(new Set(ids))
    expect((await changeHands(userId, ids, { suspended: true, flag: 1 }, NOW)).ok).toBe(true)
  }, 60_000)

  test('without a learner there is no list', async () => {
    expect(await list('nobody' as UserId, {})).toBeNull()
  })
})
