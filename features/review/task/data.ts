import 'server-only'
import { resolveCards } from '@/features/cards/own/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { answerEvent } from '../log/data'
import { totalsOf } from '../log/rules'
import { changeDay, getSchedule, toMemory, toRow } from '../memory/data'
import { insertEvents, putMemories } from '../rows/data'
import { answered, timeSpent } from '../rules'
import type { Grade, Mode } from '../schema'

/** A task that is over, and how it went: a lab unless told otherwise. */
export interface DoneTask {
  answerId: string
  cardId: string
  grade: Grade
  durationMs: number
  mode?: Mode
  source?: string
}

/**
 * Saves that a task was done, in the transaction of whoever saw it: the grade comes from how it
 * went, so no button was pressed and none can be stale. Null where the card or the learner is gone.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordTask(
  tx: Tx,
  userId: UserId,
  task: DoneTask,
  now: number,
): Promise<{ intervalDays: number; dueAt: number } | null> {
  const { answerId, cardId, grade, durationMs, mode = 'do', source = 'lab' } = task
  const card = (await resolveCards(tx, userId, [cardId])).get(cardId)
  const schedule = await getSchedule(tx, userId)
  if (!card || !schedule) return null
  const row = await tx.memory.findUnique({
    where: { learnerId_cardId: { learnerId: userId, cardId } },
  })
  const before = row && toMemory(row)
  const known = await tx.review.findUnique({
    where: { learnerId_answerId: { learnerId: userId, answerId } },
    select: { seq: true },
  })
  if (known) return before && { intervalDays: before.intervalDays, dueAt: before.dueAt }
  const answeredAt = Math.max(now, before?.lastReviewedAt ?? 0)
  const day = studyDay(now, schedule.calendar)
  const after = answered(cardId, before, { at: answeredAt, day, grade }, schedule)
  const time = { answeredAt, arrivedAt: null, handedAt: null, day, schedule }
  const clientAt = new Date(now).toISOString()
  const given = { answerId, cardId, grade, durationMs, clientAt }
  const answer = { ...given, source: 'lab' as const, version: 0, intervalDays: 0 }
  const event = {
    ...answerEvent(userId, answer, card, time),
    mode,
    source,
    durationMs: timeSpent(mode, durationMs),
  }
  await insertEvents(tx, [event])
  await putMemories(tx, [toRow(userId, cardId, { ...after, version: (before?.version ?? 0) + 1 })])
  await changeDay(tx, userId, day, totalsOf(event, before?.lastDay ?? null), schedule.calendar)
  return { intervalDays: after.intervalDays, dueAt: after.dueAt }
}
