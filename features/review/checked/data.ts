import 'server-only'
import { resolveCards } from '@/features/cards/own/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { answerEvent, listEvents, type StoredEvent } from '../log/data'
import { totalsOf } from '../log/rules'
import { changeDay, getSchedule } from '../memory/data'
import { insertEvents, type NewEvent } from '../rows/data'
import { timeSpent } from '../rules'
import type { Grade, Mode } from '../schema'
import { recordTask } from '../task/data'
import { append, mendDays } from '../undo/data'
import { type CheckedGrade, gradeOfChecked, memoryIdOf } from './rules'

/** An answer to a question that trains some cards, looked at by whoever asked it. */
export interface CheckedAnswerOf extends CheckedGrade {
  answerId: string
  cardIds: string[]
  mode: Extract<Mode, 'recognise' | 'recall'>
  source: string
  durationMs: number
}

/** What one answer did to one card's memory. */
export interface CheckedEffect {
  cardId: string
  grade: Grade
  /** Days until the card comes again; null where nothing was rescheduled. */
  intervalDays: number | null
}

const eventId = (answerId: string, cardId: string) => `${answerId}.${cardId}`

/** Whether a memory passed today already: a second pass teaches it nothing more. */
async function passedOn(tx: Tx, learnerId: UserId, memoryId: string, day: number) {
  const found = await tx.review.findFirst({
    where: { learnerId, cardId: memoryId, day, grade: { gte: 3 } },
    select: { seq: true },
  })
  return found !== null
}

/**
 * Tells the memories of the cards that an answer trained, in the transaction of whoever graded it.
 * What was recalled moves the card's memory; what was recognised is kept in the log beside it and
 * reschedules nothing. The same answer told twice is told once. Returns what was written.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordChecked(
  tx: Tx,
  userId: UserId,
  answer: CheckedAnswerOf,
  now: number,
): Promise<CheckedEffect[]> {
  const grade = gradeOfChecked(answer)
  const schedule = await getSchedule(tx, userId)
  if (grade === null || !schedule) return []
  const { answerId, mode, source, durationMs } = answer
  const day = studyDay(now, schedule.calendar)
  const cards = await resolveCards(tx, userId, answer.cardIds)
  const effects: CheckedEffect[] = []
  const events: NewEvent[] = []
  for (const [cardId, card] of cards) {
    const memoryId = memoryIdOf(cardId, mode)
    if (grade === 3 && (await passedOn(tx, userId, memoryId, day))) continue
    const given = { answerId: eventId(answerId, cardId), grade, durationMs }
    if (mode === 'recall') {
      const task = await recordTask(tx, userId, { ...given, cardId, mode, source }, now)
      if (task) effects.push({ cardId, grade, intervalDays: task.intervalDays })
      continue
    }
    const time = { answeredAt: now, arrivedAt: null, handedAt: null, day, schedule }
    const clientAt = new Date(now).toISOString()
    const plain = { clientAt, source: 'lab' as const, version: 0, intervalDays: 0 }
    const event = answerEvent(userId, { ...given, ...plain, cardId: memoryId }, card, time)
    const spent = timeSpent(mode, durationMs)
    events.push({ ...event, kind: 'recognise', mode, source, durationMs: spent })
    effects.push({ cardId, grade, intervalDays: null })
  }
  if (events.length === 0) return effects
  const ids = events.map((event) => event.answerId)
  const known = await tx.review.count({ where: { learnerId: userId, answerId: { in: ids } } })
  if (known > 0) return effects
  await insertEvents(tx, events)
  for (const event of events)
    await changeDay(tx, userId, day, totalsOf(event, null), schedule.calendar)
  return effects
}

/**
 * Takes back what an answer told the memories, by a tombstone each: it turned out to have been
 * graded by a key that was wrong. Returns how many events it took back; twice is the same as once.
 */
export async function takeBackChecked(
  tx: Tx,
  userId: UserId,
  answerId: string,
  now: number,
): Promise<number> {
  const schedule = await getSchedule(tx, userId)
  if (!schedule) return 0
  const rows = await tx.review.findMany({
    where: { learnerId: userId, answerId: { startsWith: `${answerId}.` }, undoes: null },
    select: { answerId: true, cardId: true },
  })
  let taken = 0
  for (const { answerId: undoes, cardId } of rows) {
    const before: StoredEvent[] = await listEvents(tx, userId, [cardId])
    if (before.some((event) => event.undoes === undoes)) continue
    const tombstone = { answerId: `${undoes}.undo`, kind: 'undo' as const, cardId, undoes }
    const { events } = await append(tx, userId, tombstone, schedule, now)
    await mendDays(tx, userId, before, events)
    taken += 1
  }
  return taken
}
