import 'server-only'
import { getLibrary } from '@/features/cards/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { recallLeech } from '../hand/data'
import { handOut } from '../handout/data'
import { listEvents, stampOf } from '../log/data'
import { foldMemory, liveAnswers } from '../log/rules'
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
}

/** What a day gains when its answer becomes the first of its card. */
const FIRST_ANSWER = { answers: 0, recalled: 0, newCards: 1, durationMs: 0 }

/** Appends a tombstone or a reset and folds the card's memory anew. Returns the memory after it. */
async function append(
  tx: Tx,
  userId: UserId,
  event: Tombstone,
  schedule: Schedule,
  now: number,
): Promise<StoredMemory | null> {
  const { cardId } = event
  await tx.review.create({
    data: {
      ...event,
      learnerId: userId,
      cardHash: getLibrary().card.get(cardId)?.hash ?? '',
      mode: 'recall',
      source: event.kind,
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
    const show = (memory: StoredMemory | null) =>
      handOut(userId, queueCard(library, card, memory, now, schedule), {
        at: now,
        parametersVersion: schedule.parameters.version,
      })
    const live = liveAnswers(await listEvents(tx, userId, [card.id]))
    const position = live.findIndex((event) => event.answerId === undoes)
    if (position < 0) {
      // Undone before, by this very request or another: the outcome is the same.
      const row = await tx.memory.findUnique({
        where: { learnerId_cardId: { learnerId: userId, cardId: card.id } },
      })
      return done({ card: show(row && toMemory(row)) })
    }
    const memory = await append(
      tx,
      userId,
      { answerId, kind: 'undo', cardId: card.id, undoes },
      schedule,
      now,
    )
    const taken = {
      answers: -1,
      recalled: (target.grade ?? 0) > 1 ? -1 : 0,
      newCards: position === 0 ? -1 : 0,
      durationMs: -target.durationMs,
    }
    await changeDay(tx, userId, target.day, taken, target)
    const next = live[1]
    await recallLeech(tx, userId, card.id, undoes)
    if (position === 0 && next) await changeDay(tx, userId, next.day, FIRST_ANSWER, next)
    return done({ card: show(memory) })
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
