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
  source: z.enum(['due', 'topic', 'path']),
  /** The server's signed word of when it handed the card out, as the card brought it. */
  handed: z.optional(z.string().check(z.maxLength(80))),
})
export type Answer = z.infer<typeof answerSchema>

export const answersSchema = z.strictObject({
  answers: z.array(answerSchema).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
})

export const undoSchema = z.strictObject({ answerId: z.uuid(), undoes: z.uuid() })

export const resetSchema = z.strictObject({
  answerId: z.uuid(),
  scope: z.union([z.strictObject({ card: z.string() }), z.strictObject({ topic: z.string() })]),
})

export const scopeSchema = z.strictObject({
  topic: z.optional(z.string()),
  path: z.optional(z.string()),
})
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
  kind: Card['kind']
  frontHtml: string
  backHtml: string
  noteHtml: string | null
  href: string
  state: MemoryState | 'new'
  version: number
  previews: Preview[]
  /** The server's signed word of when it handed the card out; its answer brings it back. */
  handed: string
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
