import 'server-only'
import type { WeekLoads } from '@/features/learner/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import type { Waiting } from '../backlog/rules'
import { askedOn, FARTHEST } from '../easy/rules'

/** Which due cards are asked about. `ids` null is all of a learner's. */
export interface DueQuery {
  userId: UserId
  now: number
  today: number
  ids: string[] | null
  /** Cards that keep out of queues: suspended, put aside. */
  aside: string[]
  loads: WeekLoads
  /** Last study day on which easy days may put a card; null for none. */
  latest: number | null
}

/** Cards that are ranked at most from either end of what is due: so many keep a queue quick. */
const POOL_END = 250

const WAITING = { cardId: true, stability: true, difficulty: true, lastDay: true } as const
export type WaitingCard = Waiting & { cardId: string }

const isEasy = (loads: WeekLoads) => loads.some((load) => load !== 'normal')

function whereOf({ userId, ids, aside }: DueQuery, without: string[] = []) {
  const out = new Set([...aside, ...without])
  const cardId = ids
    ? { in: ids.filter((id) => !out.has(id)) }
    : out.size > 0
      ? { notIn: [...out] }
      : undefined
  return { learnerId: userId, state: 'review', ...(cardId ? { cardId } : {}) }
}

// Two conditions that say the same, except after a move to another zone: no card comes early by it.
const dueBy = ({ today, now }: DueQuery) => ({
  dueDay: { lte: today },
  dueAt: { lte: new Date(now) },
})

/** Cards that easy days hold back though they are due, and bring forward though they are not. */
async function listMoved(query: DueQuery): Promise<{ held: string[]; forward: string[] }> {
  const { today, loads, latest } = query
  if (!isEasy(loads)) return { held: [], forward: [] }
  const near = { gte: today - FARTHEST, lte: today + FARTHEST }
  const rows = await db().memory.findMany({
    where: { ...whereOf(query), dueDay: near },
    select: { cardId: true, dueDay: true, intervalDays: true, reps: true },
  })
  const moved = rows.filter((row) => row.dueDay <= today !== askedOn(row, loads, latest) <= today)
  const ids = (isDue: boolean) =>
    moved.filter(({ dueDay }) => dueDay <= today === isDue).map(({ cardId }) => cardId)
  return { held: ids(true), forward: ids(false) }
}

/** How many cards are due. Those kept out are few: they are counted and taken off. */
async function countDue(query: DueQuery, held: string[]): Promise<number> {
  const all = await db().memory.count({
    where: { ...whereOf({ ...query, aside: [] }), ...dueBy(query) },
  })
  const out = [...new Set([...query.aside, ...held])]
  const among = query.ids ? new Set(query.ids) : null
  const named = among ? out.filter((id) => among.has(id)) : out
  if (named.length === 0) return all
  const kept = await db().memory.count({
    where: {
      learnerId: query.userId,
      state: 'review',
      cardId: { in: named },
      ...dueBy(query),
    },
  })
  return all - kept
}

/**
 * Cards that are due: how many, and what their order is decided from. Of a great many, those that
 * wait longest and those that fell due last stand for all.
 */
export async function getDue(query: DueQuery): Promise<{ count: number; pool: WaitingCard[] }> {
  const { held, forward } = await listMoved(query)
  const where = { ...whereOf(query, held), ...dueBy(query) }
  const [count, oldest] = await Promise.all([
    countDue(query, held),
    db().memory.findMany({
      where,
      orderBy: [{ dueDay: 'asc' }, { dueAt: 'asc' }],
      take: POOL_END,
      select: WAITING,
    }),
  ])
  const more = oldest.length === POOL_END ? Math.min(POOL_END, count - POOL_END) : 0
  const newest =
    more > 0
      ? await db().memory.findMany({
          where,
          orderBy: [{ dueDay: 'desc' }, { dueAt: 'desc' }],
          take: more,
          select: WAITING,
        })
      : []
  const early =
    forward.length > 0
      ? await db().memory.findMany({
          where: { ...whereOf(query), cardId: { in: forward } },
          select: WAITING,
        })
      : []
  return { count: count + early.length, pool: [...oldest, ...newest, ...early] }
}

/** Cards that are not due yet, by when they will be; not those that were answered today. */
export async function listEarly(
  query: DueQuery,
  untilDay: number | null,
  take: number,
): Promise<{ count: number; cardIds: string[] }> {
  const where = {
    ...whereOf(query),
    lastDay: { lt: query.today },
    ...(untilDay === null ? {} : { dueDay: { lte: untilDay } }),
  }
  const [count, rows] = await Promise.all([
    db().memory.count({ where }),
    db().memory.findMany({
      where,
      orderBy: [{ dueDay: 'asc' }, { dueAt: 'asc' }],
      take,
      select: { cardId: true },
    }),
  ])
  return { count, cardIds: rows.map(({ cardId }) => cardId) }
}

/** How many cards fell due on an earlier day and still wait. */
export function countOverdue(query: DueQuery): Promise<number> {
  return db().memory.count({ where: { ...whereOf(query), dueDay: { lt: query.today } } })
}

/** How many cards will be asked on each of the coming days, today first; what is overdue counts for today. */
export async function countComing(query: DueQuery, days: number): Promise<number[]> {
  const { today, loads, latest } = query
  const until = today + days - 1
  const counts = Array.from({ length: days }, () => 0)
  const add = (day: number, cards: number) => {
    const index = Math.max(0, day - today)
    if (index < days) counts[index] = (counts[index] ?? 0) + cards
  }
  if (isEasy(loads)) {
    const rows = await db().memory.findMany({
      where: { ...whereOf(query), dueDay: { lte: until + FARTHEST } },
      select: { dueDay: true, intervalDays: true, reps: true },
    })
    for (const row of rows) add(askedOn(row, loads, latest), 1)
  } else {
    const rows = await db().memory.groupBy({
      by: ['dueDay'],
      where: { ...whereOf(query), dueDay: { lte: until } },
      _count: true,
    })
    for (const { dueDay, _count } of rows) add(dueDay, _count)
  }
  return counts
}
