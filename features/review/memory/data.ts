import 'server-only'
import { getCalendars } from '@/features/learner/data'
import { startOfStudyDay } from '@/features/learner/rules'
import type { Calendar } from '@/features/learner/schema'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { type DayTotals, TOTALS } from '../log/rules'
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

/** How these learners' cards are scheduled now; without those who are gone. */
export async function getSchedules(tx: Tx, userIds: UserId[]): Promise<Map<string, Schedule>> {
  const schedules = new Map<string, Schedule>()
  const learners = await getCalendars(tx, userIds)
  for (const userId of new Set(userIds)) {
    const learner = learners.get(userId)
    if (!learner) continue
    const { timeZone, rolloverHour, interviewOn, parametersVersion } = learner
    const parametersOf = await getParameters(tx, userId, [parametersVersion])
    const parameters = parametersOf(parametersVersion)
    schedules.set(userId, { calendar: { timeZone, rolloverHour }, interviewOn, parameters })
  }
  return schedules
}

/** How a learner's cards are scheduled now; null where the learner is gone. */
export async function getSchedule(tx: Tx, userId: UserId): Promise<Schedule | null> {
  return (await getSchedules(tx, [userId])).get(userId) ?? null
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
  const increments = Object.fromEntries(TOTALS.map((key) => [key, { increment: change[key] }]))
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
