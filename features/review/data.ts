import 'server-only'
import type { Prisma } from '@/.generated/prisma/client'
import { getLibrary } from '@/features/cards/data'
import { getCalendar } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import { done, type Outcome, refuse } from '@/lib/action'
import type { UserId } from '@/lib/auth'
import { db, type Tx } from '@/lib/db'
import { ALGORITHM, DEFAULT_PARAMETERS } from './fsrs/rules'
import { queueCard } from './queue/rules'
import { candidates, foldMemory, LONGEST_ANSWER_MS, liveAnswers, type Schedule } from './rules'
import type { Answer, AnswerResult, Grade, Memory, MemoryState, QueueCard } from './schema'

/** A memory with the version that answers must name. */
export type StoredMemory = Memory & { version: number }

type MemoryRow = Awaited<ReturnType<Tx['memory']['findMany']>>[number]

/** A row as rules understand it. */
export function toMemory(row: MemoryRow): StoredMemory {
  return {
    state: row.state as MemoryState,
    stability: row.stability,
    difficulty: row.difficulty,
    step: row.step,
    dueAt: row.dueAt.getTime(),
    dueDay: row.dueDay,
    intervalDays: row.intervalDays,
    reps: row.reps,
    lapses: row.lapses,
    lastReviewedAt: row.lastReviewedAt.getTime(),
    lastDay: row.lastDay,
    lastGrade: row.lastGrade as Grade,
    version: row.version,
  }
}

function toRow(learnerId: UserId, cardId: string, memory: StoredMemory) {
  return {
    ...memory,
    learnerId,
    cardId,
    dueAt: new Date(memory.dueAt),
    lastReviewedAt: new Date(memory.lastReviewedAt),
  }
}

/** How a learner's cards are scheduled; null where the learner is gone. */
export async function getSchedule(tx: Tx, userId: UserId): Promise<Schedule | null> {
  const learner = await getCalendar(tx, userId)
  return (
    learner && {
      calendar: learner,
      interviewOn: learner.interviewOn,
      parameters: DEFAULT_PARAMETERS,
    }
  )
}

const GONE = 'Your session has ended. Reload the page to go on; nothing you saved is lost.'

interface DayChange {
  answers: number
  recalled: number
  newCards: number
  durationMs: number
}

async function changeDay(tx: Tx, learnerId: UserId, day: number, change: DayChange): Promise<void> {
  const increments = {
    answers: { increment: change.answers },
    recalled: { increment: change.recalled },
    newCards: { increment: change.newCards },
    durationMs: { increment: change.durationMs },
  }
  await tx.day.upsert({
    where: { learnerId_day: { learnerId, day } },
    create: { learnerId, day, ...change },
    update: increments,
  })
}

/**
 * Saves answers in their order, in one transaction in which the memories are read. An answer that
 * was saved before is recognised; one that was given for another memory than the present one, or
 * whose button showed another interval, is refused with a fresh card. Each answer stands alone.
 * @param now ms since the epoch, by the server's clock
 */
export async function recordReviews(
  userId: UserId,
  answers: Answer[],
  now: number,
): Promise<Outcome<AnswerResult[]>> {
  const library = getLibrary()
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return refuse(GONE)
    const cardIds = [...new Set(answers.map(({ cardId }) => cardId))]
    const earlier = await tx.review.findMany({
      where: { learnerId: userId, answerId: { in: answers.map(({ answerId }) => answerId) } },
      select: { answerId: true },
    })
    const rows = await tx.memory.findMany({ where: { learnerId: userId, cardId: { in: cardIds } } })
    const known = new Set(earlier.map(({ answerId }) => answerId))
    const memories = new Map(rows.map((row) => [row.cardId, toMemory(row)]))
    const changed = new Set<string>()
    const events: Prisma.ReviewCreateManyInput[] = []
    const today: DayChange = { answers: 0, recalled: 0, newCards: 0, durationMs: 0 }
    const day = studyDay(now, schedule.calendar)

    const results = answers.map((answer): AnswerResult => {
      const { answerId, cardId, grade } = answer
      const card = library.card.get(cardId)
      if (!card)
        return {
          answerId,
          status: 'unknown',
          error: `There is no card "${cardId}". Nothing was saved for it.`,
        }
      const before = memories.get(cardId) ?? null
      if (known.has(answerId)) {
        return {
          answerId,
          status: 'already',
          intervalDays: before?.intervalDays ?? 0,
          dueAt: new Date(before?.dueAt ?? now).toISOString(),
          version: before?.version ?? 0,
        }
      }
      const after = candidates(cardId, before, now, schedule)[grade]
      if (answer.version !== (before?.version ?? 0) || answer.intervalDays !== after.intervalDays) {
        return { answerId, status: 'stale', card: queueCard(library, card, before, now, schedule) }
      }
      const stored = { ...after, version: (before?.version ?? 0) + 1 }
      known.add(answerId)
      memories.set(cardId, stored)
      changed.add(cardId)
      const durationMs = Math.min(answer.durationMs, LONGEST_ANSWER_MS)
      events.push({
        answerId,
        learnerId: userId,
        kind: 'answer',
        cardId,
        cardHash: card.hash,
        grade,
        mode: 'recall',
        source: answer.source,
        shownAt: new Date(now - answer.durationMs),
        answeredAt: new Date(now),
        clientAt: new Date(answer.clientAt),
        durationMs,
        rawDurationMs: answer.durationMs,
        day,
        algorithm: ALGORITHM,
        parametersVersion: schedule.parameters.version,
      })
      today.answers += 1
      today.recalled += grade > 1 ? 1 : 0
      today.newCards += before === null ? 1 : 0
      today.durationMs += durationMs
      return {
        answerId,
        status: 'saved',
        intervalDays: stored.intervalDays,
        dueAt: new Date(stored.dueAt).toISOString(),
        version: stored.version,
      }
    })

    if (events.length > 0) {
      await tx.review.createMany({ data: events })
      await tx.memory.deleteMany({
        where: {
          learnerId: userId,
          cardId: { in: [...changed].filter((id) => rows.some((row) => row.cardId === id)) },
        },
      })
      await tx.memory.createMany({
        data: [...changed].flatMap((cardId) => {
          const memory = memories.get(cardId)
          return memory ? [toRow(userId, cardId, memory)] : []
        }),
      })
      await changeDay(tx, userId, day, today)
    }
    return done(results)
  })
}

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
