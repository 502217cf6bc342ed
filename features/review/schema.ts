import * as z from 'zod/mini'
import type { Card } from '@/features/cards/schema'

export const GRADES = [1, 2, 3, 4] as const
export type Grade = (typeof GRADES)[number]
export const GRADE_NAMES: Record<Grade, string> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' }

export const gradeSchema = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** How a card was asked: choosing among answers, recalling one, or doing a task. */
export const MODES = ['recognise', 'recall', 'do'] as const
export type Mode = (typeof MODES)[number]

export const MOST_AT_ONCE = 50

/** What a card was studied as part of. */
export const SOURCES = [
  'due',
  'topic',
  'path',
  'ahead',
  'forgotten',
  'set',
  'search',
  'lab',
] as const
export type Source = (typeof SOURCES)[number]

/** One answer as the browser sends it. What was shown is named, so that a stale answer is refused. */
export const answerSchema = z.strictObject({
  answerId: z.uuid(),
  cardId: z.string().check(z.minLength(3), z.maxLength(120)),
  grade: gradeSchema,
  /** `version` of the memory the buttons were computed from; 0 for a new card. */
  version: z.int().check(z.minimum(0)),
  /** The interval on the pressed button, in days; 0 for a learning step. */
  intervalDays: z.int().check(z.minimum(0), z.maximum(36_500)),
  durationMs: z.int().check(z.minimum(0), z.maximum(86_400_000)),
  clientAt: z.iso.datetime(),
  source: z.enum(SOURCES),
  /** Given while cramming: it is kept, and reschedules nothing. */
  cram: z.optional(z.boolean()),
  /** The server's signed word of when it handed the card out, as the card brought it. */
  handed: z.optional(z.string().check(z.maxLength(80))),
})
export type Answer = z.infer<typeof answerSchema>

export const answersSchema = z.strictObject({
  /** Who gave them: they are taken for nobody else. */
  learner: z.optional(z.string().check(z.maxLength(80))),
  answers: z.array(answerSchema).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
})

export const undoSchema = z.strictObject({ answerId: z.uuid(), undoes: z.uuid() })

const fewDays = z.string().check(z.regex(/^([1-9]|[12]\d|30)$/, 'a number of days from 1 to 30'))
const name = z.string().check(z.minLength(1), z.maxLength(120))

export const LONGEST_QUERY = 300

/** What to study, as a URL says it: everything due where nothing is named. */
export const scopeSchema = z
  .strictObject({
    /** due: begin at once with everything due, without the screen of choices. */
    study: z.optional(z.literal('due')),
    topic: z.optional(name),
    path: z.optional(name),
    /** Cards due in the next so many days, ahead of time. */
    ahead: z.optional(fewDays),
    /** Cards forgotten in the last so many days. */
    forgotten: z.optional(fewDays),
    /** A study set by its id. */
    set: z.optional(z.uuid()),
    /** A search, in its own words. */
    q: z.optional(z.string().check(z.maxLength(LONGEST_QUERY))),
    /** Some cards by their ids, as they were selected in the list. */
    cards: z.optional(z.string().check(z.regex(/^[\w.-]+(,[\w.-]+){0,99}$/))),
    /** Without rescheduling, since this instant in ms: what was known since is not asked again. */
    cram: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  })
  .check(
    z.refine(
      ({ cram, ...choices }) => Object.values(choices).filter(Boolean).length <= 1,
      'choose one thing to study',
    ),
  )
export type Scope = z.infer<typeof scopeSchema>

export type MemoryState = 'learning' | 'review' | 'relearning'

/** What a learner holds of one card. Instants are ms since the epoch, days are study days. */
export interface Memory {
  state: MemoryState
  /** FSRS stability: days until recall falls to 90 %. */
  stability: number
  /** FSRS difficulty, 1–10. */
  difficulty: number
  /** The same-day curve's own state: for recall and order within the day, never for intervals. */
  sameDayStability: number
  sameDayDifficulty: number
  /** Index of the learning or relearning step; 0 in review. */
  step: number
  dueAt: number
  dueDay: number
  /** Whole days between the last answer and the due day; 0 within learning steps. */
  intervalDays: number
  reps: number
  lapses: number
  lastReviewedAt: number
  lastDay: number
  lastGrade: Grade
}

/** What one button would do. */
export interface Preview {
  grade: Grade
  intervalDays: number
  /** Milliseconds from now until the card is due. */
  inMs: number
}

/** A card in a session: what to show, and what each button does. */
export interface QueueCard {
  id: string
  topic: string
  topicTitle: string
  topicHref: string
  kind: Card['kind']
  /** Cards of one group give each other away. */
  group: string
  frontHtml: string
  backHtml: string
  noteHtml: string | null
  /** What is to be typed before the answer is shown; null where nothing is. */
  typed: string | null
  href: string
  state: MemoryState | 'new'
  version: number
  previews: Preview[]
  /** The server's signed word of when it handed the card out; its answer brings it back. */
  handed: string
  /** Its buttons were computed in the browser, so its answer goes by the outbox. */
  local?: boolean
}

export interface Queue {
  cards: QueueCard[]
  /** Cards left today by kind, these included. */
  counts: { new: number; learning: number; due: number }
}

/** What became of one answer. */
export type AnswerResult =
  | {
      answerId: string
      status: 'saved' | 'already'
      intervalDays: number
      dueAt: string
      version: number
      /** How often the card has slipped, where this answer made it a leech and put it aside. */
      leech?: number
    }
  | { answerId: string; status: 'stale'; card: QueueCard }
  | { answerId: string; status: 'unknown'; error: string }
