import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { KINDS, SKILLS } from '../schema'

/** How a session chooses: any, the weakest first, what went wrong last time, against a clock. */
export const MODES = ['mixed', 'weakest', 'mistakes', 'rapid'] as const
export type Mode = (typeof MODES)[number]

export const SIZES = [10, 20, 40] as const
export const DEFAULT_SIZE = 10

const slug = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/, 'this is no topic'))
const exerciseId = z.string().check(z.regex(/^[a-z0-9.-]{3,160}$/, 'this is no question'))

/** What to practise, as a URL says it: everything, mixed, where nothing is named. */
export const practiceSchema = z.strictObject({
  mode: z.optional(z.enum(MODES)),
  topic: z.optional(slug),
  level: z.optional(z.enum(LEVELS)),
  kind: z.optional(z.enum(KINDS)),
  skill: z.optional(z.enum(SKILLS)),
  size: z.optional(z.enum(['10', '20', '40'])),
  /** One question by its id. */
  exercise: z.optional(exerciseId),
  /** When the session began, in ms since the epoch: what was answered since belongs to it. */
  since: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
})
export type Practice = z.infer<typeof practiceSchema>
