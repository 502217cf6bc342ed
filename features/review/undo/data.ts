import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { resolveCards } from '@/features/cards/own/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { recallLeech } from '../hand/data'
import { handOut } from '../handout/data'
import { listEvents, type StoredEvent, stampOf } from '../log/data'
import { dayChanges, foldMemory, liveAnswers } from '../log/rules'
import { changeDay, GONE, getSchedule, type StoredMemory, toMemory, toRow } from '../memory/data'
import { getParameters } from '../parameters/data'
import { queueCard } from '../queue/rules'
import type { Schedule } from '../rules'
import type { QueueCard } from '../schema'

interface Tombstone {
  answerId: string
  kind: 'undo' | 'reset'
  cardId: string
  undoes: string | null
  /** Why, where it is not the learner's own doing. */
  source?: string
}

/** Appends a tombstone or a reset and folds the card's memory anew. Returns both as they are then. */
export async function append(
  tx: Tx,
  userId: UserId,
  event: Tombstone,
  schedule: Schedule,
  now: number,
): Promise<{ memory: StoredMemory | null; events: StoredEvent[] }> {
  const { cardId } = event
  await tx.review.create({
    data: {
      source: event.kind,
      ...event,
      learnerId: userId,
      cardHash: (await resolveCards(tx, userId, [cardId])).get(cardId)?.hash ?? '',
      mode: 'recall',
      answeredAt: new Date(now),
      ...stampOf(schedule, studyDay(now, schedule.calendar)),
    },
  })
  const events = await listEvents(tx, userId, [cardId])
  const versions = events.map(({ parametersVersion }) => parametersVersion)
  const folded = foldMemory(cardId, events, await getParameters(tx, userId, versions))
  const where = { learnerId_cardId: { learnerId: userId, cardId } }
  if (!folded) {
    await tx.memory.deleteMany({ where: { learnerId: userId, cardId } })
    return { memory: null, events }
  }
  const stored = { ...folded, version: events.length }
  const row = toRow(userId, cardId, stored)
  await tx.memory.upsert({ where, create: row, update: row })
  return { memory: stored, events }
}

/** Brings the roll-ups of days from what a card's events added up to before to what they do now. */
export async function mendDays(
  tx: Tx,
  userId: UserId,
  before: StoredEvent[],
  after: StoredEvent[],
) {
  for (const [day, change] of dayChanges(before, after)) {
    const calendar = after.find((event) => event.day === day)
    if (calendar) await changeDay(tx, userId, day, change, calendar)
  }
}

/** Whether an event counts that may be taken back: an answer since the last reset, or a crammed one. */
const stands = (events: StoredEvent[], answerId: string, isCram: boolean): boolean =>
  isCram
    ? !events.some(({ undoes }) => undoes === answerId)
    : liveAnswers(events).some((event) => event.answerId === answerId)

/** Takes back an answer of any age by a tombstone. Returns the card as it stands then. */
export async function undoReview(
  userId: UserId,
  answerId: string,
  undoes: string,
  now: number,
): Promise<Outcome<{ card: QueueCard }>> {
  const library = getLibrary()
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const target = await tx.review.findUnique({
      where: { learnerId_answerId: { learnerId: userId, answerId: undoes } },
    })
    const card = target && (await resolveCards(tx, userId, [target.cardId])).get(target.cardId)
    const isCram = target?.kind === 'cram'
    if (!target || !card || (target.kind !== 'answer' && !isCram))
      return refuse('There is no such answer to undo.')
    const show = (memory: StoredMemory | null) => {
      const shown = queueCard(library, card, memory, now, schedule)
      const { version: parametersVersion } = schedule.parameters
      return handOut(userId, isCram ? { ...shown, previews: [] } : shown, {
        at: now,
        parametersVersion,
      })
    }
    const before = await listEvents(tx, userId, [card.id])
    if (!stands(before, undoes, isCram)) {
      // Undone before, by this very request or another: the outcome is the same.
      const row = await tx.memory.findUnique({
        where: { learnerId_cardId: { learnerId: userId, cardId: card.id } },
      })
      return done({ card: show(row && toMemory(row)) })
    }
    const { memory, events } = await append(
      tx,
      userId,
      { answerId, kind: 'undo', cardId: card.id, undoes },
      schedule,
      now,
    )
    await mendDays(tx, userId, before, events)
    await recallLeech(tx, userId, card.id, undoes)
    return done({ card: show(memory) })
  })
}
