import * as z from 'zod/mini'
import { timeZoneSchema } from '@/features/learner/schema'
import { numbersSchema } from '../fsrs/schema'
import { gradeSchema } from '../schema'

/** What an answer was scheduled by at its time, where a file says it: its day, zone and parameters. */
const stampSchema = z.strictObject({
  mode: z.string().check(z.regex(/^[a-z]{1,20}$/)),
  rawDurationMs: z.int().check(z.minimum(0), z.maximum(86_400_000)),
  day: z.int().check(z.minimum(0), z.maximum(80_000)),
  timeZone: timeZoneSchema,
  rolloverHour: z.int().check(z.minimum(0), z.maximum(23)),
  interviewOn: z.nullable(z.iso.date()),
  parametersVersion: z.int().check(z.minimum(1), z.maximum(100_000)),
})

/** One answer that was given elsewhere: in another program, or here under another roof. */
export const foreignAnswerSchema = z.strictObject({
  /** ms since the epoch */
  at: z.int().check(z.minimum(0), z.maximum(8.64e15)),
  grade: gradeSchema,
  durationMs: z.int().check(z.minimum(0), z.maximum(86_400_000)),
  stamp: z.nullable(stampSchema),
})
export type ForeignAnswer = z.infer<typeof foreignAnswerSchema>

/** Parameters that answers of a file were scheduled by. */
export const foreignParametersSchema = z.strictObject({
  version: z.int().check(z.minimum(1), z.maximum(100_000)),
  numbers: numbersSchema,
})
export type ForeignParameters = z.infer<typeof foreignParametersSchema>
