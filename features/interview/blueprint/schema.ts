import * as z from 'zod/mini'
import { LEVELS } from '@/features/cards/schema'
import { KINDS } from '@/features/quiz/schema'
import { ROUNDS, SOURCES } from '../schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const slug = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'))
const count = z.int().check(z.gte(1), z.lte(100))
const share = z.int().check(z.gte(1), z.lte(1000))

/** What a paper is made of: so many parts of it from one source, of some kinds. */
const mixSchema = z.strictObject({
  source: z.enum(SOURCES),
  share,
  /** Of exercises: the kinds it draws; all of them unless told. */
  kinds: z.optional(z.array(z.enum(KINDS)).check(z.minLength(1))),
  /** What each item counts in the score; 1 unless told. */
  weight: z.optional(z.int().check(z.gte(1), z.lte(10))),
})

/** A round as it is written in `content/interviews/blueprints.yaml`. */
const blueprintSchema = z.strictObject({
  slug,
  /** Grows with every change of what may be drawn or how long it takes. */
  version: z.int().check(z.gte(1)),
  round: z.enum(ROUNDS),
  title: text(60),
  /** One sentence. */
  summary: text(200),
  /** What its size counts: questions, minutes, or nothing where it is one thing. */
  counts: z.enum(['questions', 'minutes', 'one']),
  size: z.strictObject({
    usual: count,
    least: count,
    most: count,
    /** Sizes to choose among on the page; any between least and most may be asked for. */
    offered: z.array(count).check(z.minLength(1), z.maxLength(6)),
  }),
  /** Time in s: for each question, for the whole of `one`; minutes say it themselves. */
  seconds: z.optional(z.int().check(z.gte(10), z.lte(14_400))),
  /** Each place has this time of its own, in s. */
  placeSeconds: z.optional(z.int().check(z.gte(10), z.lte(3_600))),
  /** Whether one topic has to be chosen. */
  oneTopic: z.optional(z.boolean()),
  /** Anything; what was not answered before first; only what went wrong last. */
  draws: z.enum(['any', 'unseen', 'mistakes']),
  mix: z.array(mixSchema).check(z.minLength(1)),
  /** How often a level is drawn for each that may be chosen. */
  levels: z.record(z.enum(LEVELS), z.partialRecord(z.enum(LEVELS), share)),
  /** Shares of topics; all alike unless told. */
  topics: z.optional(z.record(slug, share)),
})
export type Blueprint = z.infer<typeof blueprintSchema>

export const blueprintsFileSchema = z.array(blueprintSchema)
