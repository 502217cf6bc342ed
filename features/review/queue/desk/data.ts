import 'server-only'
import { getLibrary, type Library } from '@/features/cards/data'
import { resolveCards } from '@/features/cards/own/data'
import { getLearner, type Learner } from '@/features/learner/data'
import { dayOfDate, studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { listAside } from '../../hand/data'
import { handOut } from '../../handout/data'
import { type StoredMemory, toMemory } from '../../memory/data'
import { getParameters } from '../../parameters/data'
import type { Schedule } from '../../rules'
import type { QueueCard, Scope } from '../../schema'
import type { DueQuery } from '../due/data'
import { arrange } from '../order/rules'
import { queueCard } from '../rules'
import { listScopeIds } from '../scope/data'

/** What a queue is made from: the learner, the day, and which cards are asked about. */
export interface Desk extends DueQuery {
  scope: Scope
  library: Library
  learner: Learner
  schedule: Schedule
}

/** Opens the desk for a scope at `now` (ms); null where the learner is gone. */
export async function openDesk(userId: UserId, scope: Scope, now: number): Promise<Desk | null> {
  const learner = await getLearner(userId)
  if (!learner) return null
  const { parametersVersion, interviewOn, weekLoads } = learner
  const today = studyDay(now, learner)
  const [parametersOf, aside, ids] = await Promise.all([
    getParameters(db(), userId, [parametersVersion]),
    listAside(db(), userId, today),
    listScopeIds(userId, scope, today, now),
  ])
  const interviewDay = interviewOn === null ? null : dayOfDate(interviewOn)
  return {
    userId,
    scope,
    library: getLibrary(),
    learner,
    schedule: { calendar: learner, interviewOn, parameters: parametersOf(parametersVersion) },
    now,
    today,
    ids,
    aside,
    loads: weekLoads,
    latest: interviewDay !== null && interviewDay > today ? interviewDay - 1 : null,
  }
}

/** Memories of these cards, by card. */
export async function getMemories(
  { userId }: Desk,
  cardIds: string[],
): Promise<Map<string, StoredMemory>> {
  if (cardIds.length === 0) return new Map()
  const rows = await db().memory.findMany({
    where: { learnerId: userId, cardId: { in: cardIds } },
  })
  return new Map(rows.map((row) => [row.cardId, toMemory(row)]))
}

/**
 * Cards made ready to be shown: the first ones in the order given, the others arranged so that
 * neighbours differ. Those that are no more are left out.
 */
export async function showCards(
  desk: Desk,
  first: string[],
  others: string[],
  memories: Map<string, StoredMemory>,
): Promise<QueueCard[]> {
  const { userId, today, library, schedule, now } = desk
  const found = await resolveCards(db(), userId, [...first, ...others])
  const known = (ids: string[]) => ids.flatMap((id) => found.get(id) ?? [])
  const begun = known(first)
  const cards = [...begun, ...arrange(known(others), `${userId} ${today}`, begun)]
  return cards.map((card) => {
    const shown = queueCard(library, card, memories.get(card.id) ?? null, now, schedule)
    return handOut(userId, shown, { at: now, parametersVersion: schedule.parameters.version })
  })
}
