import 'server-only'
import { getCalendar } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import type { Schedule } from '../rules'
import type { Grade, Memory, MemoryState } from '../schema'

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

/** A memory as its row. */
export function toRow(learnerId: UserId, cardId: string, memory: StoredMemory) {
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

export const GONE = 'Your session has ended. Reload the page to go on; nothing you saved is lost.'

/** What an answer adds to its day; negative for one taken back. */
export interface DayChange {
  answers: number
  recalled: number
  newCards: number
  durationMs: number
}

/** Adds to the roll-up of a day. */
export async function changeDay(
  tx: Tx,
  learnerId: UserId,
  day: number,
  change: DayChange,
): Promise<void> {
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
