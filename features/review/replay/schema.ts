import * as z from 'zod/mini'
import { timeZoneSchema } from '@/features/learner/schema'
import { numbersSchema } from '../fsrs/schema'
import { gradeSchema, type MemoryState } from '../schema'

const instantSchema = z.iso.datetime({ offset: true })

/** A history to be replayed, as docs/replay.md describes it. */
export const historySchema = z.strictObject({
  timeZone: timeZoneSchema,
  rolloverHour: z.int().check(z.minimum(0), z.maximum(23)),
  interviewOn: z.optional(z.nullable(z.iso.date())),
  /** What differs from the general parameters. */
  parameters: z.optional(z.partial(numbersSchema)),
  /** false: intervals as computed, as published figures have them. */
  fuzz: z.optional(z.boolean()),
  cards: z.array(
    z.strictObject({
      id: z.string().check(z.minLength(1), z.maxLength(200)),
      answers: z.array(z.strictObject({ at: instantSchema, grade: gradeSchema })),
    }),
  ),
})
export type ReplayHistory = z.infer<typeof historySchema>

/** One answer replayed: what was expected before it, and what it left behind. */
export interface ReplayStep {
  card: string
  at: string
  /** The study day, as a date. */
  day: string
  grade: number
  /** Whole study days since the card's answer before; null for its first. */
  elapsedDays: number | null
  /** Chance of recall before the answer: the same-day curve within a day, FSRS-6 from the next on. */
  recall: number | null
  /** What FSRS-6 alone says, in whole days. */
  nextDayRecall: number | null
  /** What the same-day curve alone says. */
  sameDayRecall: number | null
  stability: number
  difficulty: number
  sameDayStability: number
  sameDayDifficulty: number
  state: MemoryState
  intervalDays: number
  dueDay: string
  dueAt: string
}

/** Mean log loss of some predictions; lower is better, 0 is certainty that came true. */
export interface Loss {
  predictions: number
  logLoss: number | null
}

export interface Replay {
  steps: ReplayStep[]
  sameDay: Loss
  nextDay: Loss
  both: Loss
  /** FSRS-6 alone within the day, to compare. */
  sameDayByFsrs6: Loss
}
