import 'server-only'
import { resolveCards } from '@/features/cards/own/data'
import type { Card } from '@/features/cards/schema'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { answerEvent, listEvents, type StoredEvent } from '../log/data'
import { addTotals, NOTHING, totalsOf } from '../log/rules'
import { changeDay, getSchedule, toMemory, toRow } from '../memory/data'
import { insertEvents, type MemoryRow, type NewEvent, putMemories } from '../rows/data'
import { answered, timeSpent } from '../rules'
import type { Grade, Mode } from '../schema'
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

/** An answer as it bears on one card. */
interface Bearing {
  answer: CheckedAnswerOf
  eventId: string
  cardId: string
  /** Whose memory it forms. */
  memoryId: string
  card: Card
  grade: Grade
}

/** Every card that answers bear on, in the order of the answers; without what tells nothing. */
async function bearings(tx: Tx, userId: UserId, answers: CheckedAnswerOf[]): Promise<Bearing[]> {
  const told = answers.flatMap((answer) => {
    const grade = gradeOfChecked(answer)
    return grade === null ? [] : [{ answer, grade }]
  })
  const cards = await resolveCards(
    tx,
    userId,
    told.flatMap(({ answer }) => answer.cardIds),
  )
  return told.flatMap(({ answer, grade }) =>
    [...new Set(answer.cardIds)].flatMap((cardId) => {
      const card = cards.get(cardId)
      const memoryId = memoryIdOf(cardId, answer.mode)
      const id = eventId(answer.answerId, cardId)
      return card ? [{ answer, eventId: id, cardId, memoryId, card, grade }] : []
    }),
  )
}

/** Memories that passed today already: a second pass teaches them nothing more. */
async function passedOn(tx: Tx, learnerId: UserId, all: Bearing[], day: number) {
  const rows = await tx.review.findMany({
    where: {
      learnerId,
      cardId: { in: all.map(({ memoryId }) => memoryId) },
      day,
      grade: { gte: 3 },
    },
    select: { cardId: true },
  })
  return new Set(rows.map(({ cardId }) => cardId))
}

/** What the cards' own memories are, of those that answers recall. */
async function recalled(tx: Tx, learnerId: UserId, all: Bearing[]) {
  const ids = all.flatMap(({ answer, cardId }) => (answer.mode === 'recall' ? [cardId] : []))
  const rows = await tx.memory.findMany({ where: { learnerId, cardId: { in: ids } } })
  return new Map(rows.map((row) => [row.cardId, toMemory(row)]))
}

/**
 * Tells the memories of the cards what many answers came to, in the transaction of whoever graded
 * them: in their order, each as if it were told alone, in a few statements for all of them. What was
 * recalled moves the card's memory; what was recognised is kept in the log beside it and reschedules
 * nothing. The same answer told twice is told once. Returns what was written, answer by answer.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordAllChecked(
  tx: Tx,
  userId: UserId,
  answers: CheckedAnswerOf[],
  now: number,
): Promise<CheckedEffect[][]> {
  const effects = new Map(answers.map((answer) => [answer, [] as CheckedEffect[]]))
  const schedule = await getSchedule(tx, userId)
  const all = schedule ? await bearings(tx, userId, answers) : []
  if (!schedule || all.length === 0) return [...effects.values()]
  const day = studyDay(now, schedule.calendar)
  const passed = await passedOn(tx, userId, all, day)
  const memories = await recalled(tx, userId, all)
  const rows = await tx.review.findMany({
    where: { learnerId: userId, answerId: { in: all.map((one) => one.eventId) } },
    select: { answerId: true },
  })
  const known = new Set(rows.map(({ answerId }) => answerId))
  const events: NewEvent[] = []
  const moved = new Map<string, MemoryRow>()
  let totals = NOTHING
  for (const { answer, eventId: answerId, cardId, memoryId, card, grade } of all) {
    const { mode, source, durationMs } = answer
    if (grade === 3 && passed.has(memoryId)) continue
    const before = mode === 'recall' ? (memories.get(cardId) ?? null) : null
    const told = effects.get(answer)
    if (known.has(answerId)) {
      told?.push({ cardId, grade, intervalDays: before?.intervalDays ?? null })
      continue
    }
    if (grade >= 3) passed.add(memoryId)
    const answeredAt = Math.max(now, before?.lastReviewedAt ?? 0)
    const time = { answeredAt, arrivedAt: null, handedAt: null, day, schedule }
    const clientAt = new Date(now).toISOString()
    const plain = { clientAt, source: 'lab' as const, version: 0, intervalDays: 0 }
    const given = { answerId, cardId: memoryId, grade, durationMs, ...plain }
    const event = {
      ...answerEvent(userId, given, card, time),
      ...(mode === 'recognise' ? { kind: mode } : {}),
      mode,
      source,
      durationMs: timeSpent(mode, durationMs),
    }
    events.push(event)
    totals = addTotals(totals, totalsOf(event, before?.lastDay ?? null))
    if (mode === 'recognise') {
      told?.push({ cardId, grade, intervalDays: null })
      continue
    }
    const after = answered(cardId, before, { at: answeredAt, day, grade }, schedule)
    const stored = { ...after, version: (before?.version ?? 0) + 1 }
    memories.set(cardId, stored)
    moved.set(cardId, toRow(userId, cardId, stored))
    told?.push({ cardId, grade, intervalDays: after.intervalDays })
  }
  if (events.length > 0) {
    await insertEvents(tx, events)
    if (moved.size > 0) await putMemories(tx, [...moved.values()])
    await changeDay(tx, userId, day, totals, schedule.calendar)
  }
  return [...effects.values()]
}

/** The same for one answer. */
export async function recordChecked(
  tx: Tx,
  userId: UserId,
  answer: CheckedAnswerOf,
  now: number,
): Promise<CheckedEffect[]> {
  return (await recordAllChecked(tx, userId, [answer], now))[0] ?? []
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
