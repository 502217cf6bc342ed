import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { ALGORITHM } from '../fsrs/rules'
import { changeDay, GONE, getSchedule, type StoredMemory, toMemory, toRow } from '../memory/data'
import { queueCard } from '../queue/rules'
import { foldMemory, liveAnswers, type Schedule } from '../rules'
import type { QueueCard } from '../schema'

interface Tombstone {
  answerId: string
  kind: 'undo' | 'reset'
  cardId: string
  undoes: string | null
}

/** Appends a tombstone or a reset and folds the card's memory anew. Returns the memory after it. */
async function append(
  tx: Tx,
  userId: UserId,
  event: Tombstone,
  schedule: Schedule,
  now: number,
): Promise<StoredMemory | null> {
  const { cardId } = event
  const day = studyDay(now, schedule.calendar)
  await tx.review.create({
    data: {
      ...event,
      learnerId: userId,
      cardHash: getLibrary().card.get(cardId)?.hash ?? '',
      mode: 'recall',
      source: event.kind,
      answeredAt: new Date(now),
      day,
      algorithm: ALGORITHM,
      parametersVersion: schedule.parameters.version,
    },
  })
  const events = await tx.review.findMany({
    where: { learnerId: userId, cardId },
    orderBy: { seq: 'asc' },
  })
  const folded = foldMemory(
    cardId,
    events.map((row) => ({ ...row, answeredAt: row.answeredAt.getTime() })),
    () => schedule,
  )
  const where = { learnerId_cardId: { learnerId: userId, cardId } }
  if (!folded) {
    await tx.memory.deleteMany({ where: { learnerId: userId, cardId } })
    return null
  }
  const stored = { ...folded, version: events.length }
  const row = toRow(userId, cardId, stored)
  await tx.memory.upsert({ where, create: row, update: row })
  return stored
}

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
    const card = target && library.card.get(target.cardId)
    if (target?.kind !== 'answer' || !card) return refuse('There is no such answer to undo.')
    const events = await tx.review.findMany({
      where: { learnerId: userId, cardId: card.id },
      orderBy: { seq: 'asc' },
    })
    const live = liveAnswers(
      events.map((row) => ({ ...row, answeredAt: row.answeredAt.getTime() })),
    )
    const position = live.findIndex((event) => event.answerId === undoes)
    if (position < 0) {
      // Undone before, by this very request or another: the outcome is the same.
      const row = await tx.memory.findUnique({
        where: { learnerId_cardId: { learnerId: userId, cardId: card.id } },
      })
      return done({ card: queueCard(library, card, row && toMemory(row), now, schedule) })
    }
    const memory = await append(
      tx,
      userId,
      { answerId, kind: 'undo', cardId: card.id, undoes },
      schedule,
      now,
    )
    await changeDay(tx, userId, target.day, {
      answers: -1,
      recalled: (target.grade ?? 0) > 1 ? -1 : 0,
      newCards: position === 0 ? -1 : 0,
      durationMs: -target.durationMs,
    })
    return done({ card: queueCard(library, card, memory, now, schedule) })
  })
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
    const held = await tx.memory.findMany({
      where: { learnerId: userId, cardId: { in: cardIds } },
      select: { cardId: true },
    })
    for (const [index, { cardId }] of held.entries()) {
      await append(
        tx,
        userId,
        { answerId: `${answerId}.${index}`, kind: 'reset', cardId, undoes: null },
        schedule,
        now,
      )
    }
    return done({ reset: held.length })
  })
}
