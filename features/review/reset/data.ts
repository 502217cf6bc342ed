import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { listEvents, type StoredEvent, stampOf } from '../log/data'
import { foldMemory } from '../log/rules'
import { GONE, getSchedule, toRow } from '../memory/data'
import { getParameters } from '../parameters/data'
import { insertEvents, type NewEvent, putMemories } from '../rows/data'
import type { Schedule } from '../rules'
import { mendDays } from '../undo/data'

// Beyond what one query may name, all of a learner's rows are the shorter way.
const MOST_NAMED = 500

/** What a tombstone or a reset of one card is, beside what it is about. */
function eventAt(
  learnerId: UserId,
  event: Pick<NewEvent, 'answerId' | 'kind' | 'cardId' | 'undoes'>,
  schedule: Schedule,
  now: number,
): NewEvent {
  return {
    ...event,
    learnerId,
    cardHash: getLibrary().card.get(event.cardId)?.hash ?? '',
    grade: null,
    mode: 'recall',
    source: event.kind,
    handedAt: null,
    shownAt: null,
    answeredAt: new Date(now),
    arrivedAt: null,
    clientAt: null,
    durationMs: 0,
    rawDurationMs: 0,
    ...stampOf(schedule, studyDay(now, schedule.calendar)),
  }
}

async function dropMemories(tx: Tx, learnerId: UserId, cardIds: string[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "Memory" WHERE "learnerId" = ${learnerId}
    AND "cardId" IN (SELECT value FROM json_each(${JSON.stringify(cardIds)}))`
}

/** Makes cards new again. Their reviews stay in the log; what they add up to so far stays too. */
export async function resetCards(
  userId: UserId,
  answerId: string,
  cardIds: string[],
  now: number,
): Promise<Outcome<{ reset: number }>> {
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const wanted = new Set(cardIds)
    const rows = await tx.memory.findMany({
      where: {
        learnerId: userId,
        ...(wanted.size <= MOST_NAMED ? { cardId: { in: [...wanted] } } : {}),
      },
      select: { cardId: true },
    })
    const held = rows.map(({ cardId }) => cardId).filter((id) => wanted.has(id))
    const events = held.map((cardId, index) => {
      const event = { answerId: `${answerId}.${index}`, kind: 'reset', cardId, undoes: null }
      return eventAt(userId, event, schedule, now)
    })
    await insertEvents(tx, events)
    await dropMemories(tx, userId, held)
    return done({ reset: held.length })
  })
}

function byCard(events: StoredEvent[]): Map<string, StoredEvent[]> {
  const found = new Map<string, StoredEvent[]>()
  for (const event of events) found.set(event.cardId, [...(found.get(event.cardId) ?? []), event])
  return found
}

/** Takes a reset back by tombstones: each card's memory is what its answers add up to again. */
export async function undoReset(
  userId: UserId,
  answerId: string,
  undoes: string,
  now: number,
): Promise<Outcome<{ restored: number }>> {
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const resets = await tx.review.findMany({
      where: { learnerId: userId, kind: 'reset', answerId: { startsWith: `${undoes}.` } },
      select: { answerId: true, cardId: true },
    })
    if (resets.length === 0) return refuse('There is no such reset to undo.')
    const cardIds = resets.map(({ cardId }) => cardId)
    const list = () => listEvents(tx, userId, cardIds.length <= MOST_NAMED ? cardIds : undefined)
    const before = await list()
    const undone = new Set(before.map((event) => event.undoes))
    const standing = resets.filter((reset) => !undone.has(reset.answerId))
    await insertEvents(
      tx,
      standing.map((reset, index) => {
        const id = `${answerId}.${index}`
        const event = { answerId: id, kind: 'undo', cardId: reset.cardId, undoes: reset.answerId }
        return eventAt(userId, event, schedule, now)
      }),
    )
    const after = await list()
    const versions = after.map(({ parametersVersion }) => parametersVersion)
    const parametersOf = await getParameters(tx, userId, versions)
    const [former, present] = [byCard(before), byCard(after)]
    const memories = standing.flatMap(({ cardId }) => {
      const events = present.get(cardId) ?? []
      const memory = foldMemory(cardId, events, parametersOf)
      return memory ? [toRow(userId, cardId, { ...memory, version: events.length })] : []
    })
    await putMemories(tx, memories)
    for (const { cardId } of standing)
      await mendDays(tx, userId, former.get(cardId) ?? [], present.get(cardId) ?? [])
    return done({ restored: standing.length })
  })
}
