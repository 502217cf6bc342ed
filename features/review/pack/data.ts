import 'server-only'
import { getDeckName } from '@/features/cards/deck/data'
import { listOwnCardIds, resolveCards } from '@/features/cards/own/data'
import { getLearner } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listAside } from '../hand/data'
import { handOutAll } from '../handout/data'
import { toMemory } from '../memory/data'
import { getParameters } from '../parameters/data'
import { PACK_FORMAT, type Pack } from './schema'

/** How long a browser may stay without the network before what falls due is missing, in days. */
const DAYS_AHEAD = 7
/** Own cards that travel along: those held and due first, then new ones. */
const MOST_OWN = 300

/**
 * What a learner's browser needs to go on without the network, at `now` (ms since the epoch).
 * Null where the learner is gone.
 */
export async function buildPack(userId: UserId, now: number): Promise<Pack | null> {
  const learner = await getLearner(userId)
  if (!learner) return null
  const { parametersVersion, interviewOn, timeZone, rolloverHour, newPerDay, reviewsPerDay } =
    learner
  const today = studyDay(now, learner)
  const learnerId = userId
  const soon = { learnerId, dueDay: { lte: today + DAYS_AHEAD } }
  const [parametersOf, aside, rows, held, ownIds, done] = await Promise.all([
    getParameters(db(), userId, [parametersVersion]),
    listAside(db(), userId, today),
    db().memory.findMany({ where: soon, orderBy: [{ dueDay: 'asc' }, { dueAt: 'asc' }] }),
    db().memory.findMany({ where: { learnerId }, select: { cardId: true } }),
    listOwnCardIds(db(), userId),
    db().day.findUnique({ where: { learnerId_day: { learnerId, day: today } } }),
  ])
  const due = new Set(rows.map(({ cardId }) => cardId))
  const known = new Set(held.map(({ cardId }) => cardId))
  const askable = [
    ...ownIds.filter((id) => due.has(id)),
    ...ownIds.filter((id) => !known.has(id)),
  ].slice(0, MOST_OWN)
  const [newCards, answers] = [done?.newCards ?? 0, done?.answers ?? 0]
  return {
    format: PACK_FORMAT,
    learner: userId,
    at: now,
    handed: handOutAll(userId, { at: now, parametersVersion }),
    calendar: { timeZone, rolloverHour },
    interviewOn,
    parameters: parametersOf(parametersVersion),
    newPerDay,
    reviewsPerDay,
    today,
    newLeft: Math.max(0, newPerDay - newCards),
    reviewsLeft: Math.max(0, reviewsPerDay - Math.max(0, answers - newCards)),
    memories: rows.map((row) => ({ ...toMemory(row), cardId: row.cardId })),
    later: [...known].filter((id) => !due.has(id)),
    aside,
    own: [...(await resolveCards(db(), userId, askable)).values()],
    deck: `/deck/${getDeckName()}`,
  }
}
