import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { FIELDS, ROUNDS, SOURCES, TIME_FACTORS, TIMINGS } from '../schema'

// Rows of an export of everything, as `features/archive/everything` writes them. A file is nobody's
// word for anything: what is scored is graded anew from the answers in it.

const text = (max: number) => z.string().check(z.maxLength(max))
const instant = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/, 'this is no instant'))
const count = (most: number) => z.int().check(z.gte(0), z.lte(most))
const place = count(200)

const paperSchema = z.object({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  round: z.enum(ROUNDS),
  level: z.enum(LEVELS),
  blueprint: text(60),
  blueprintVersion: count(1_000_000),
  seed: text(100),
  topic: z.nullable(text(80)),
  seconds: count(1_000_000),
  /** JSON */
  items: text(200_000),
})

const interviewSchema = z.object({
  id: z.uuid(),
  paperId: text(64),
  state: text(20),
  practice: z.boolean(),
  timeFactor: z.union(TIME_FACTORS.map((factor) => z.literal(factor))),
  allowedMs: z.nullable(count(1_000_000_000)),
  createdAt: instant,
  startedAt: z.nullable(instant),
  deadlineAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  gradedAt: z.nullable(instant),
  reviewedAt: z.nullable(instant),
  sequence: count(2_000_000_000),
})

const itemSchema = z.object({
  interviewId: z.uuid(),
  place,
  source: z.enum(SOURCES),
  ref: text(200),
  seed: text(200),
  version: text(60),
  topic: text(80),
  weight: z.number().check(z.gte(0), z.lte(10)),
  follows: z.nullable(place),
  shownAt: z.nullable(instant),
  closedAt: z.nullable(instant),
})

const entrySchema = z.object({
  interviewId: z.uuid(),
  place,
  field: z.enum(FIELDS),
  timing: z.enum(TIMINGS),
  /** JSON */
  value: text(200_000),
  sequence: count(2_000_000_000),
  client: z.uuid(),
  stampedAt: instant,
  arrivedAt: instant,
})

const markSchema = z.object({
  interviewId: z.uuid(),
  place,
  finding: count(100),
  holds: z.boolean(),
  reason: text(2_000),
  markedAt: instant,
})

/** Tables of an export that hold rounds. */
export const TABLES = [
  'Paper',
  'Interview',
  'InterviewItem',
  'InterviewEntry',
  'InterviewMark',
] as const

/** Rounds that are sent at once. */
export const MOST_ROUNDS = 20

export const bundleSchema = z.object({
  Paper: z.array(paperSchema).check(z.maxLength(MOST_ROUNDS)),
  Interview: z.array(interviewSchema).check(z.maxLength(MOST_ROUNDS)),
  InterviewItem: z.array(itemSchema).check(z.maxLength(MOST_ROUNDS * 201)),
  InterviewEntry: z.array(entrySchema).check(z.maxLength(MOST_ROUNDS * 201 * 18)),
  InterviewMark: z.array(markSchema).check(z.maxLength(MOST_ROUNDS * 1_000)),
})
export type Bundle = z.infer<typeof bundleSchema>

/** What became of the rounds of a file. */
export interface TakenIn {
  added: number
  /** Here already. */
  known: number
  /** Not graded, or not as any server wrote it. */
  unfit: number
}
