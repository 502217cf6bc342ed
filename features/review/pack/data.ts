import 'server-only'
import { getDeckName } from '@/features/cards/deck/data'
import { listOwnCardIds, resolveCards } from '@/features/cards/own/data'
import { getKeys } from '@/features/learner/keys/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { handOutAll } from '../handout/data'
import { toMemory } from '../memory/data'
import { getLimits } from '../queue/data'
import { openDesk } from '../queue/desk/data'
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
  const desk = await openDesk(userId, {}, now)
  if (!desk) return null
  const { learner, schedule, today, aside } = desk
  const { timeZone, rolloverHour, newPerDay, reviewsPerDay, weekLoads, siblingsWait } = learner
  const learnerId = userId
  const soon = { learnerId, dueDay: { lte: today + DAYS_AHEAD } }
  const [rows, held, ownIds, limits] = await Promise.all([
    db().memory.findMany({ where: soon, orderBy: [{ dueDay: 'asc' }, { dueAt: 'asc' }] }),
    db().memory.findMany({ where: { learnerId }, select: { cardId: true } }),
    listOwnCardIds(db(), userId),
    getLimits(desk),
  ])
  const due = new Set(rows.map(({ cardId }) => cardId))
  const known = new Set(held.map(({ cardId }) => cardId))
  const askable = [
    ...ownIds.filter((id) => due.has(id)),
    ...ownIds.filter((id) => !known.has(id)),
  ].slice(0, MOST_OWN)
  const { interviewOn, parameters } = schedule
  return {
    format: PACK_FORMAT,
    learner: userId,
    at: now,
    handed: handOutAll(userId, { at: now, parametersVersion: parameters.version }),
    calendar: { timeZone, rolloverHour },
    interviewOn,
    parameters,
    keys: await getKeys(userId),
    newPerDay,
    reviewsPerDay,
    today,
    weekLoads,
    siblingsWait,
    newLeft: limits.fresh,
    reviewsLeft: limits.reviews,
    memories: rows.map((row) => ({ ...toMemory(row), cardId: row.cardId })),
    later: [...known].filter((id) => !due.has(id)),
    aside,
    own: [...(await resolveCards(db(), userId, askable)).values()],
    deck: `/deck/${getDeckName()}`,
  }
}
