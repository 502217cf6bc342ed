import * as z from 'zod/mini'
import { LEVELS, type Level } from '@/features/cards/schema'
import {
  type Confidence,
  chosenSchema,
  confidenceSchema,
  type Sheet,
  type Skill,
  type Verdict,
} from '@/features/quiz/schema'
import { type LabSheet, verdictsSchema } from '@/features/sandbox/labs/schema'
import type { Group } from './design/schema'

/** What one can sit. */
export const ROUNDS = [
  'interview',
  'exam',
  'section',
  'rapid',
  'design',
  'hands-on',
  'incident',
  'mistakes',
  'final',
] as const
export type Round = (typeof ROUNDS)[number]

export const STATES = [
  'draft',
  'running',
  'paused',
  'submitted',
  'expired',
  'graded',
  'reviewed',
] as const
export type State = (typeof STATES)[number]

/** Longer time for who needs it; 0 is without a clock. */
export const TIME_FACTORS = [1, 1.25, 1.5, 2, 0] as const
export type TimeFactor = (typeof TIME_FACTORS)[number]

/** Where an item of a paper comes from. */
export const SOURCES = ['exercise', 'question', 'follow-up', 'design', 'lab', 'incident'] as const
export type Source = (typeof SOURCES)[number]

/** One place of a paper. All of it follows from the blueprint, its version and the seed. */
export interface PaperItem {
  source: Source
  /** The exercise's id, the question's slug, `slug#followUp`, the design's, lab's or incident's. */
  ref: string
  seed: string
  /** Hash of what is asked and what is right: a paper is sat again only while it is the same. */
  version: string
  /** Share of the score; 1 for most. */
  weight: number
  /** Time of its own, in s before the time factor; null where the round's time is all there is. */
  seconds: number | null
}

/** A design to be drawn up, as it is shown: nothing of its key. */
export interface DesignSheet {
  title: string
  briefHtml: string
  /** What can be put into it, by where it stands in a system, then in the order of the seed. */
  components: { id: string; label: string; group: Group }[]
  decisions: { id: string; askHtml: string; options: { id: string; text: string }[] }[]
  /** What is to be argued in a few sentences. */
  arguesHtml: string
}

/** An item as the room shows it: nothing of its key is in it. */
export type ItemSheet =
  | { as: 'exercise'; sheet: Sheet }
  | { as: 'open'; title: string; promptHtml: string; follows: number | null }
  | { as: 'design'; design: DesignSheet }
  | { as: 'lab'; lab: LabSheet }

const text = (max: number) => z.string().check(z.maxLength(max))
const name = z.string().check(z.regex(/^[a-z0-9-]{1,60}$/))

/** How an answer was spoken, measured in the browser; none of it is scored. */
const spokenSchema = z.strictObject({
  seconds: z.number().check(z.gte(0), z.lte(7200)),
  words: z.int().check(z.gte(0), z.lte(20_000)),
  fillers: z.int().check(z.gte(0), z.lte(20_000)),
  longestPauseMs: z.int().check(z.gte(0), z.lte(7_200_000)),
})
export type Spoken = z.infer<typeof spokenSchema>

/** What was answered: what was chosen or said, never what it is worth. */
const itemAnswerSchema = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('exercise'), chosen: chosenSchema }),
  z.strictObject({
    as: z.literal('open'),
    text: text(20_000),
    spoken: z.optional(z.nullable(spokenSchema)),
  }),
  z.strictObject({
    as: z.literal('design'),
    components: z.array(name).check(z.maxLength(60)),
    decisions: z.record(name, name),
    text: text(20_000),
  }),
  z.strictObject({
    as: z.literal('lab'),
    language: z.enum(['python', 'javascript', 'text']),
    code: text(50_000),
    /** What the learner's browser found, where the answer is code; the server grades the rest. */
    verdicts: z.nullable(verdictsSchema),
  }),
])
export type ItemAnswer = z.infer<typeof itemAnswerSchema>

/** What can be written of one place: each a register in which the last write stands. */
export const FIELDS = ['answer', 'confidence', 'flag', 'struck', 'note', 'spent'] as const
export type Field = (typeof FIELDS)[number]

const common = {
  place: z.int().check(z.gte(0), z.lte(200)),
  /** Above all that this browser had seen: of two writes of a field the higher (sequence, client) stands. */
  sequence: z.int().check(z.gte(1), z.lte(2_000_000_000)),
  /** ms since the epoch on the server's clock, as far as this browser knows it. */
  stampedAt: z.int().check(z.gte(0)),
}
export const writeSchema = z.discriminatedUnion('field', [
  /** null takes the answer back: blank stays unanswered. */
  z.strictObject({ ...common, field: z.literal('answer'), value: z.nullable(itemAnswerSchema) }),
  z.strictObject({
    ...common,
    field: z.literal('confidence'),
    value: z.nullable(confidenceSchema),
  }),
  z.strictObject({ ...common, field: z.literal('flag'), value: z.boolean() }),
  /** Places of options struck out. */
  z.strictObject({
    ...common,
    field: z.literal('struck'),
    value: z.array(z.int().check(z.gte(0), z.lte(20))).check(z.maxLength(8)),
  }),
  z.strictObject({ ...common, field: z.literal('note'), value: text(4_000) }),
  /** ms looked at, all visits together; told in the pace chart, never scored. */
  z.strictObject({
    ...common,
    field: z.literal('spent'),
    value: z.int().check(z.gte(0), z.lte(86_400_000)),
  }),
])
export type Write = z.infer<typeof writeSchema>

export const writesSchema = z.strictObject({
  interviewId: z.uuid(),
  /** A tab; makes (sequence, client) unlike any other. */
  client: z.uuid(),
  writes: z.array(writeSchema).check(z.minLength(1), z.maxLength(100)),
})
export type Writes = z.infer<typeof writesSchema>

/**
 * How the time of a write is known: `server`, it came within the deadline and its grace; `device`, it
 * came later and its browser says that it was in time; `late`, it was not: kept, never scored.
 */
export const TIMINGS = ['server', 'device', 'late'] as const
export type Timing = (typeof TIMINGS)[number]

/** What became of each write, by sequence. */
export interface WritesTaken {
  taken: { sequence: number; timing: Timing }[]
  refused: { sequence: number; why: string }[]
  clock: Clock
}

/** Where the clock stands, by the server. Instants are ms since the epoch. */
export interface Clock {
  state: State
  now: number
  startedAt: number | null
  /** null without a clock, before the start, and while paused. */
  deadlineAt: number | null
  /** What is left while paused. */
  leftMs: number | null
  /** The highest sequence that the server knows. */
  sequence: number
}

/** What stands in the fields of one place. */
export interface Held {
  answer: ItemAnswer | null
  confidence: Confidence | null
  flag: boolean
  struck: number[]
  note: string
  spent: number
}

/** One place in the room. */
export interface RoomItem {
  place: number
  /** null while it is not shown yet. */
  sheet: ItemSheet | null
  /** Closed: gone on from, in a round that shows one at a time. */
  closed: boolean
  /** Its own deadline, ms since the epoch; null where it has none. */
  deadlineAt: number | null
  topic: string
  held: Held
}

/** All that the room needs. */
export interface RoomView {
  id: string
  /** The learner's id, so that what waits in a browser goes out in the right name. */
  learner: string
  round: Round
  level: Level
  title: string
  practice: boolean
  timeFactor: TimeFactor
  /** Time allowed with the factor, ms; null without a clock. */
  allowedMs: number | null
  /** One place after the other, or all of them at once. */
  disclosure: 'one' | 'all'
  /** The place that was written to last, where one goes on; null where nothing was. */
  at: number | null
  clock: Clock
  items: RoomItem[]
}

export const startSchema = z.strictObject({
  /** Minted by the browser, so that a retry is recognised. */
  id: z.uuid(),
  blueprint: name,
  level: z.enum(LEVELS),
  /** Questions, or minutes for rounds that count in minutes; null takes the blueprint's. */
  size: z.nullable(z.int().check(z.gte(1), z.lte(100))),
  topic: z.nullable(name),
  /** The lab, design or incident to sit; null draws one. */
  ref: z.nullable(name),
  timeFactor: z.union(TIME_FACTORS.map((factor) => z.literal(factor))),
  practice: z.boolean(),
  /** A paper that somebody shared, with the server's seal; null makes a new one. */
  paper: z.nullable(text(200)),
})
export type Start = z.infer<typeof startSchema>

/** A place as it was graded. */
export interface Graded {
  place: number
  source: Source
  ref: string
  topic: string
  skill: Skill
  level: Level
  weight: number
  /** null where nothing was answered. */
  verdict: Verdict | null
  /** graded by the server, or claimed by the learner's browser. */
  proof: 'graded' | 'claimed'
}

/** Names a round; all that some writes say. */
export const interviewNameSchema = z.strictObject({ id: z.uuid() })

/** Goes on from a place, in a round that shows one at a time. */
export const nextSchema = z.strictObject({
  id: z.uuid(),
  from: z.int().check(z.gte(0), z.lte(200)),
})
