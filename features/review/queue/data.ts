import 'server-only'
import type { Library } from '@/features/cards/data'
import { listOwnCardIds } from '@/features/cards/own/data'
import { isOwnId } from '@/features/cards/own/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { toMemory } from '../memory/data'
import type { Queue, Scope } from '../schema'
import { listAnswered } from './answered/data'
import { mostGainedFirst } from './backlog/rules'
import { buildCram } from './cram/data'
import { type Desk, getMemories, openDesk, showCards } from './desk/data'
import { getDue, listEarly } from './due/data'
import { newOn } from './easy/rules'
import { groupOf, withoutSiblings } from './order/rules'
import { inOrderOfNeed, interleave, LEARN_AHEAD_MS } from './rules'

/** Cards handed out at a time; the session asks for more when it runs low. */
export const BATCH = 20

/** How many of each a learner may still be asked today; whatever was chosen by hand has no limit. */
export async function getLimits({ userId, learner, today, ids, loads, scope }: Desk) {
  if (ids !== null || scope.ahead)
    return { reviews: Number.POSITIVE_INFINITY, fresh: Number.POSITIVE_INFINITY }
  const done = await db().day.findUnique({
    where: { learnerId_day: { learnerId: userId, day: today } },
  })
  const { catchUp, reviewsPerDay, newPerDay } = learner
  const isCatchingUp = catchUp !== null && catchUp.untilDay >= today
  const reviews = isCatchingUp ? Math.min(catchUp.perDay, reviewsPerDay) : reviewsPerDay
  const fresh = isCatchingUp ? 0 : newOn(today, newPerDay, loads)
  return {
    reviews: Math.max(0, reviews - (done?.reviews ?? 0)),
    fresh: Math.max(0, fresh - (done?.newCards ?? 0)),
  }
}

/** Learning cards whose wait is over or nearly so, in the order of need. */
async function listLearning({ userId, ids, aside, now, today, schedule }: Desk) {
  const out = new Set(aside)
  const cardId = ids
    ? { in: ids.filter((id) => !out.has(id)) }
    : out.size > 0
      ? { notIn: aside }
      : undefined
  const rows = await db().memory.findMany({
    where: {
      learnerId: userId,
      ...(cardId ? { cardId } : {}),
      state: { in: ['learning', 'relearning'] },
      dueDay: { lte: today + 1 },
      dueAt: { lte: new Date(now + LEARN_AHEAD_MS) },
    },
    orderBy: { dueAt: 'asc' },
    take: BATCH,
  })
  const learning = rows.map((row) => ({ ...toMemory(row), cardId: row.cardId }))
  return inOrderOfNeed(learning, now, schedule)
}

/** New cards in the order in which they are learned: own ones, then the site's, topic by topic. */
async function listNew({ userId, library, ids, aside }: Desk): Promise<string[]> {
  const candidates = ids ?? [
    ...(await listOwnCardIds(db(), userId)),
    ...library.cards.map(({ id }) => id),
  ]
  const held = await db().memory.findMany({
    where: { learnerId: userId, cardId: { in: candidates } },
    select: { cardId: true },
  })
  const seen = new Set([...aside, ...held.map(({ cardId }) => cardId)])
  return inReadingOrder(
    library,
    candidates.filter((id) => !seen.has(id)),
  )
}

/** Topics in their order, a card at a time from each topic's deck as it is written. */
function inReadingOrder(library: Library, ids: string[]): string[] {
  const order = new Map(library.topics.map(({ slug }, index) => [slug, index]))
  const rank = (id: string) => order.get(library.card.get(id)?.topic ?? '') ?? -1
  return [...ids].sort((a, b) => rank(a) - rank(b))
}

/** Cards due by the schedule, or early where the scope asks for that; most recall gained first. */
async function listReviews(desk: Desk): Promise<{ count: number; cardIds: string[] }> {
  const { scope, today, schedule, library } = desk
  if (scope.ahead) return listEarly(desk, today + Number(scope.ahead), 2 * BATCH)
  if (scope.forgotten) return listEarly(desk, null, 2 * BATCH)
  const { count, pool } = await getDue(desk)
  const shown = pool.filter(({ cardId }) => library.card.has(cardId) || isOwnId(cardId))
  const ranked = mostGainedFirst(shown, today, schedule.parameters)
  return { count, cardIds: ranked.map(({ cardId }) => cardId) }
}

/** Leaves out cards whose sibling is asked before them, or was answered today. */
async function siblingFilter(desk: Desk): Promise<(ids: string[]) => string[]> {
  const { userId, learner, today, library } = desk
  const placed = (id: string) => ({ id, group: groupOf(id, library.card.get(id)?.group) })
  if (!learner.siblingsWait) return (ids) => ids
  const answered = await db().memory.findMany({
    where: {
      learnerId: userId,
      cardId: { in: await listAnswered(userId, today) },
      lastDay: today,
    },
    select: { cardId: true },
  })
  const before = answered.map(({ cardId }) => placed(cardId))
  return (ids) => {
    const left = withoutSiblings(ids.map(placed), before)
    before.push(...left)
    return left.map(({ id }) => id)
  }
}

/**
 * What to study now: learning cards first, then due cards with new ones mixed in, topics and kinds
 * mixed. With everything due, new cards and reviews keep to the learner's daily limits; what was
 * chosen by hand does not.
 * @param now ms since the epoch. Returns null where the learner is gone.
 */
export async function buildQueue(userId: UserId, scope: Scope, now: number): Promise<Queue | null> {
  const desk = await openDesk(userId, scope, now)
  if (!desk) return null
  if (scope.cram) return buildCram(desk, Number(scope.cram), BATCH)
  const [limits, learning, reviews, unseen, apart] = await Promise.all([
    getLimits(desk),
    listLearning(desk),
    listReviews(desk),
    scope.ahead || scope.forgotten ? [] : listNew(desk),
    siblingFilter(desk),
  ])
  const due = apart(reviews.cardIds)
  const waiting = reviews.cardIds.length - due.length
  const fresh = apart(unseen)
  const asked = due.slice(0, Math.min(BATCH, limits.reviews))
  const begun = learning.map(({ cardId }) => cardId)
  const memories = await getMemories(desk, asked)
  for (const { cardId, ...memory } of learning) memories.set(cardId, memory)
  const others = interleave(asked, fresh.slice(0, Math.min(BATCH, limits.fresh)))
  const cards = await showCards(desk, begun, others.slice(0, BATCH), memories)
  return {
    cards: cards.slice(0, BATCH),
    counts: {
      new: Math.min(fresh.length, limits.fresh),
      learning: learning.length,
      due: Math.min(Math.max(0, reviews.count - waiting), limits.reviews),
    },
  }
}
