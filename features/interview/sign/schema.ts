import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { ROUNDS, TIME_FACTORS } from '../schema'

/** What a token is for: a token made for anything else is none. */
export const RESULT = 'coldstart-result'
export const LONGEST_NAME = 80

const share = z.number().check(z.gte(0), z.lte(1))
const count = z.int().check(z.gte(0), z.lte(1000))

export const signSchema = z.strictObject({
  id: z.uuid(),
  /** As the learner writes it; nobody checks it. */
  name: z.string().check(z.trim(), z.maxLength(LONGEST_NAME)),
})
export type Sign = z.infer<typeof signSchema>

/** What a signed result says, and nothing else of the learner. Instants are ms since the epoch. */
export const resultSchema = z.object({
  v: z.literal(1),
  interview: z.uuid(),
  name: z.string().check(z.maxLength(LONGEST_NAME)),
  round: z.enum(ROUNDS),
  title: z.string().check(z.maxLength(200)),
  level: z.enum(LEVELS),
  blueprint: z.string().check(z.maxLength(80)),
  blueprintVersion: count,
  paper: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  score: share,
  low: share,
  high: share,
  questions: count,
  answered: count,
  /** Questions that only the learner's browser looked at: not in the score. */
  leftOut: count,
  timeFactor: z.union(TIME_FACTORS.map((factor) => z.literal(factor))),
  startedAt: z.int(),
  endedAt: z.int(),
})
export type Result = z.infer<typeof resultSchema>

/** What a text that claims to be a signed result turned out to be. */
export type Verified =
  | { is: 'signed'; result: Result }
  /** Signed here, but answers came in later whose time only a browser knows. */
  | { is: 'withdrawn'; result: Result }
  | { is: 'unreadable' | 'foreign' | 'changed' }
