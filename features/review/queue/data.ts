import 'server-only'
import { cardsOfPath, getLibrary, type Library } from '@/features/cards/data'
import { listOwnCardIds, resolveCards } from '@/features/cards/own/data'
import { getLearner } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listAside } from '../hand/data'
import { handOut } from '../handout/data'
import { toMemory } from '../memory/data'
import { getParameters } from '../parameters/data'
import type { Schedule } from '../rules'
import type { Queue, Scope } from '../schema'
import { inOrderOfNeed, interleave, LEARN_AHEAD_MS, queueCard } from './rules'

/** Cards handed out at a time; the session asks for more when it runs low. */
export const BATCH = 20

function scopeCards(library: Library, { topic, path }: Scope): string[] | null {
  if (topic !== undefined) return library.topic.get(topic)?.cardIds ?? []
  if (path === undefined) return null
  const found = library.path.get(path)
  return found ? cardsOfPath(library, found) : []
}

/**
 * What to study now: learning cards first, then due cards with new ones mixed in. With everything
 * due, new cards and reviews keep to the learner's daily limits; a topic or path chosen by hand does not.
 * @param now ms since the epoch. Returns null where the learner is gone.
 */
export async function buildQueue(userId: UserId, scope: Scope, now: number): Promise<Queue | null> {
  const library = getLibrary()
  const learner = await getLearner(userId)
  if (!learner) return null
  const { parametersVersion, interviewOn } = learner
  const parametersOf = await getParameters(db(), userId, [parametersVersion])
  const parameters = parametersOf(parametersVersion)
  const schedule: Schedule = { calendar: learner, interviewOn, parameters }
  const today = studyDay(now, learner)
  const ids = scopeCards(library, scope)
  const aside = await listAside(db(), userId, today)
  const inScope = {
    learnerId: userId,
    cardId: { ...(ids ? { in: ids } : {}), ...(aside.length > 0 ? { notIn: aside } : {}) },
  }
  const soon = new Date(now + LEARN_AHEAD_MS)
  const done = await db().day.findUnique({
    where: { learnerId_day: { learnerId: userId, day: today } },
  })
  const reviewsLeft = ids
    ? Number.POSITIVE_INFINITY
    : Math.max(0, learner.reviewsPerDay - Math.max(0, (done?.answers ?? 0) - (done?.newCards ?? 0)))
  const newLeft = ids
    ? Number.POSITIVE_INFINITY
    : Math.max(0, learner.newPerDay - (done?.newCards ?? 0))

  // Two conditions that say the same, except after a move to another zone: no card comes early by it.
  const due = { ...inScope, state: 'review', dueDay: { lte: today }, dueAt: { lte: new Date(now) } }
  const [learning, dueRows, dueCount] = await Promise.all([
    db().memory.findMany({
      where: {
        ...inScope,
        state: { in: ['learning', 'relearning'] },
        dueDay: { lte: today + 1 },
        dueAt: { lte: soon },
      },
      orderBy: { dueAt: 'asc' },
      take: BATCH,
    }),
    db().memory.findMany({
      where: due,
      orderBy: [{ dueDay: 'asc' }, { dueAt: 'asc' }],
      take: Math.min(BATCH, reviewsLeft),
    }),
    db().memory.count({ where: due }),
  ])
  const candidates = ids ?? [
    ...(await listOwnCardIds(db(), userId)),
    ...library.cards.map(({ id }) => id),
  ]
  const held = await db().memory.findMany({
    where: { learnerId: userId, cardId: { in: candidates } },
    select: { cardId: true },
  })
  const seen = new Set([...aside, ...held.map(({ cardId }) => cardId)])
  const unseen = inReadingOrder(
    library,
    candidates.filter((id) => !seen.has(id)),
  )
  const fresh = unseen.slice(0, Math.min(BATCH, newLeft))

  const wanted = [...learning, ...dueRows].map(({ cardId }) => cardId)
  const found = await resolveCards(db(), userId, [...wanted, ...fresh])
  const show = (id: string, memory: ReturnType<typeof toMemory> | null) => {
    const card = found.get(id)
    if (!card) return []
    const shown = queueCard(library, card, memory, now, schedule)
    return [handOut(userId, shown, { at: now, parametersVersion })]
  }
  const cards = [
    ...inOrderOfNeed(
      learning.map((row) => ({ ...toMemory(row), cardId: row.cardId })),
      now,
      schedule,
    ).flatMap(({ cardId, ...memory }) => show(cardId, memory)),
    ...interleave(
      dueRows.flatMap((row) => show(row.cardId, toMemory(row))),
      fresh.flatMap((id) => show(id, null)),
    ),
  ].slice(0, BATCH)
  return {
    cards,
    counts: {
      new: Math.min(unseen.length, newLeft),
      learning: learning.length,
      due: Math.min(dueCount, reviewsLeft),
    },
  }
}

/** Topics in their order, a card at a time from each topic's deck as it is written. */
function inReadingOrder(library: Library, ids: string[]): string[] {
  const order = new Map(library.topics.map(({ slug }, index) => [slug, index]))
  const rank = (id: string) => order.get(library.card.get(id)?.topic ?? '') ?? -1
  return [...ids].sort((a, b) => rank(a) - rank(b))
}
