import 'server-only'
import type { Card } from '@/features/cards/schema'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { ALGORITHM } from '../fsrs/rules'
import type { NewEvent } from '../rows/data'
import { type Schedule, timeSpent } from '../rules'
import type { Answer } from '../schema'
import type { LogEvent } from './rules'

type ReviewRow = Awaited<ReturnType<Tx['review']['findMany']>>[number]

/** An event with what the statistics need besides. */
export type StoredEvent = LogEvent & Pick<ReviewRow, 'seq' | 'cardId' | 'durationMs' | 'source'>

/** What every new event carries of its time: algorithm, parameters, calendar and study day. */
export function stampOf({ calendar, interviewOn, parameters }: Schedule, day: number) {
  return {
    day,
    algorithm: ALGORITHM,
    parametersVersion: parameters.version,
    timeZone: calendar.timeZone,
    rolloverHour: calendar.rolloverHour,
    interviewOn,
  }
}

/** When an answer was given, in ms since the epoch, and what it is scheduled by. */
export interface AnswerTime {
  answeredAt: number
  /** When it came in, where it had waited in a browser; null where the server timed it. */
  arrivedAt: number | null
  /** When the server handed the card out; null where nobody can say. */
  handedAt: number | null
  /** The study day of the answer. */
  day: number
  schedule: Schedule
}

const dateOrNull = (at: number | null) => (at === null ? null : new Date(at))

/** An answer as the log keeps it. */
export function answerEvent(
  learnerId: UserId,
  answer: Answer,
  card: Card,
  { answeredAt, arrivedAt, handedAt, day, schedule }: AnswerTime,
): NewEvent {
  const { answerId, cardId, grade, source, clientAt, durationMs } = answer
  const shownAt = Math.max(answeredAt - durationMs, Math.min(handedAt ?? 0, answeredAt))
  return {
    answerId,
    learnerId,
    kind: answer.cram ? 'cram' : 'answer',
    cardId,
    cardHash: card.hash,
    grade,
    mode: 'recall',
    source,
    handedAt: dateOrNull(handedAt),
    shownAt: new Date(shownAt),
    answeredAt: new Date(answeredAt),
    arrivedAt: dateOrNull(arrivedAt),
    clientAt: new Date(clientAt),
    durationMs: timeSpent('recall', durationMs),
    rawDurationMs: durationMs,
    undoes: null,
    ...stampOf(schedule, day),
  }
}

const FIELDS = {
  seq: true,
  kind: true,
  answerId: true,
  cardId: true,
  grade: true,
  answeredAt: true,
  arrivedAt: true,
  day: true,
  durationMs: true,
  source: true,
  parametersVersion: true,
  timeZone: true,
  rolloverHour: true,
  interviewOn: true,
  undoes: true,
} as const

/** The events of some of a learner's cards, oldest first; of all where none are named. */
export async function listEvents(
  tx: Tx,
  learnerId: UserId,
  cardIds?: string[],
): Promise<StoredEvent[]> {
  const rows = await tx.review.findMany({
    where: { learnerId, ...(cardIds ? { cardId: { in: cardIds } } : {}) },
    orderBy: { seq: 'asc' },
    select: FIELDS,
  })
  return rows.map((row) => ({
    ...row,
    answeredAt: row.answeredAt.getTime(),
    arrivedAt: row.arrivedAt?.getTime() ?? null,
  }))
}

/** The events of these cards, each card's oldest first. */
export async function listEventsByCard(
  tx: Tx,
  learnerId: UserId,
  cardIds: string[],
): Promise<Map<string, StoredEvent[]>> {
  const cards = new Map<string, StoredEvent[]>(cardIds.map((cardId) => [cardId, []]))
  for (const event of await listEvents(tx, learnerId, cardIds)) cards.get(event.cardId)?.push(event)
  return cards
}
