import 'server-only'
import { getCalendar } from '@/features/learner/data'
import { startOfStudyDay } from '@/features/learner/rules'
import type { Calendar } from '@/features/learner/schema'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import type { DayTotals } from '../log/rules'
import { getParameters } from '../parameters/data'
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
    sameDayStability: row.sameDayStability,
    sameDayDifficulty: row.sameDayDifficulty,
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

/** How a learner's cards are scheduled now; null where the learner is gone. */
export async function getSchedule(tx: Tx, userId: UserId): Promise<Schedule | null> {
  const learner = await getCalendar(tx, userId)
  if (!learner) return null
  const { timeZone, rolloverHour, interviewOn, parametersVersion } = learner
  const parametersOf = await getParameters(tx, userId, [parametersVersion])
  return {
    calendar: { timeZone, rolloverHour },
    interviewOn,
    parameters: parametersOf(parametersVersion),
  }
}

export const GONE = 'Your session has ended. Reload the page to go on; nothing you saved is lost.'

/** Adds to the roll-up of a day what an answer adds to it; negative for one taken back. */
export async function changeDay(
  tx: Tx,
  learnerId: UserId,
  day: number,
  change: DayTotals,
  calendar: Calendar,
): Promise<void> {
  const increments = {
    answers: { increment: change.answers },
    recalled: { increment: change.recalled },
    newCards: { increment: change.newCards },
    durationMs: { increment: change.durationMs },
  }
  const span = {
    startsAt: new Date(startOfStudyDay(day, calendar)),
    endsAt: new Date(startOfStudyDay(day + 1, calendar)),
  }
  await tx.day.upsert({
    where: { learnerId_day: { learnerId, day } },
    create: { learnerId, day, ...change, ...span },
    update: { ...increments, ...span },
  })
}
