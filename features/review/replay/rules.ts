import { dateOfDay, studyDay } from '@/features/learner/rules'
import { surprise } from '../fit/rules'
import { DEFAULT_PARAMETERS, type Parameters, recall } from '../fsrs/rules'
import type { Numbers } from '../fsrs/schema'
import { type DayTotals, TOTALS } from '../log/rules'
import { answered, recallAt, type Schedule } from '../rules'
import { sameDayRecall } from '../same-day/rules'
import type { Memory } from '../schema'
import type { Loss, Replay, ReplayHistory, ReplayStep } from './schema'

const DAY_MS = 86_400_000

function scheduleOf({ timeZone, rolloverHour, ...rest }: ReplayHistory): Schedule {
  const given = Object.fromEntries(
    Object.entries(rest.parameters ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Numbers>
  const parameters: Parameters = { ...DEFAULT_PARAMETERS, ...given }
  return {
    calendar: { timeZone, rolloverHour },
    interviewOn: rest.interviewOn ?? null,
    parameters,
    fuzz: rest.fuzz ?? true,
  }
}

/** What was expected of a memory at an instant, by each of the two curves and by the one that counts. */
function expected(memory: Memory | null, at: number, day: number, schedule: Schedule) {
  if (!memory) return { elapsedDays: null, recall: null, nextDayRecall: null, sameDayRecall: null }
  const elapsedDays = Math.max(0, day - memory.lastDay)
  const exactly = Math.max(0, at - memory.lastReviewedAt) / DAY_MS
  return {
    elapsedDays,
    recall: recallAt(memory, at, schedule, day),
    nextDayRecall: recall(schedule.parameters, memory.stability, elapsedDays),
    sameDayRecall: sameDayRecall(memory.sameDayStability, exactly),
  }
}

function meanLoss(steps: ReplayStep[], chance: (step: ReplayStep) => number | null): Loss {
  const losses = steps.flatMap((step) => {
    const predicted = chance(step)
    return predicted === null ? [] : [surprise(predicted, step.grade > 1)]
  })
  const sum = losses.reduce((total, loss) => total + loss, 0)
  return { predictions: losses.length, logLoss: losses.length > 0 ? sum / losses.length : null }
}

/**
 * Replays a history answer by answer with the scheduler as it is: what it expected, what it
 * decided, and how well it predicted, within a day and from one day to another.
 */
export function replayHistory(history: ReplayHistory): Replay {
  const schedule = scheduleOf(history)
  const steps = history.cards.flatMap(({ id, answers }) => {
    let memory: Memory | null = null
    return answers.map(({ at: written, grade }): ReplayStep => {
      const at = Date.parse(written)
      const day = studyDay(at, schedule.calendar)
      const before = expected(memory, at, day, schedule)
      const after: Memory = answered(id, memory, { at, day, grade }, schedule)
      memory = after
      return {
        card: id,
        at: written,
        day: dateOfDay(after.lastDay),
        grade,
        ...before,
        stability: after.stability,
        difficulty: after.difficulty,
        sameDayStability: after.sameDayStability,
        sameDayDifficulty: after.sameDayDifficulty,
        state: after.state,
        intervalDays: after.intervalDays,
        dueDay: dateOfDay(after.dueDay),
        dueAt: new Date(after.dueAt).toISOString(),
      }
    })
  })
  const within = steps.filter(({ elapsedDays }) => elapsedDays === 0)
  const across = steps.filter(({ elapsedDays }) => elapsedDays !== null && elapsedDays > 0)
  return {
    steps,
    sameDay: meanLoss(within, (step) => step.recall),
    nextDay: meanLoss(across, (step) => step.recall),
    both: meanLoss([...within, ...across], (step) => step.recall),
    sameDayByFsrs6: meanLoss(within, (step) => step.nextDayRecall),
  }
}

/** Where what is stored differs from what the log folds to, field by field, in words. */
export function differences<T extends object>(
  name: string,
  stored: T | null,
  folded: T | null,
): string[] {
  if (!stored && !folded) return []
  if (!stored) return [`${name}: is not stored, the log has it`]
  if (!folded) return [`${name}: is stored, the log does not have it`]
  return (Object.keys(folded) as (keyof T)[])
    .filter((field) => stored[field] !== folded[field])
    .map(
      (field) =>
        `${name}: ${String(field)} is ${String(stored[field])}, the log says ${String(folded[field])}`,
    )
}

/** A day on which nothing stands, as after undoing all of it, is as good as no day. */
export const isEmptyDay = (totals: DayTotals): boolean => TOTALS.every((key) => totals[key] === 0)
