import 'server-only'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { ALGORITHM } from '../fsrs/rules'
import type { Schedule } from '../rules'
import type { LogEvent } from './rules'

type ReviewRow = Awaited<ReturnType<Tx['review']['findMany']>>[number]

/** An event with what the statistics need besides. */
export type StoredEvent = LogEvent & Pick<ReviewRow, 'seq' | 'cardId' | 'durationMs'>

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
