import * as z from 'zod/mini'
import type { Level } from '@/features/cards/schema'
import { SKILLS, type Skill } from '@/features/quiz/schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case'))

/** A key point: heard when one of its phrasings is said, or a word of each of its groups. */
export const rubricPointSchema = z.strictObject({
  id,
  /** What is listened for, as the report names it. */
  point: text(300),
  weight: z.int().check(z.gte(1), z.lte(3)),
  /** Phrasings that say it, in plain words; a number keeps its unit. */
  accept: z.array(text(160)).check(z.minLength(3)),
  /**
   * Ways to say it in words that need not stand in any order: each way is a list of groups, and one
   * word (or term) of every group has to be said within a sentence or two. Words of a group are
   * divided by `|`.
   */
  says: z.optional(z.array(z.array(text(200)).check(z.minLength(1), z.maxLength(6)))),
  why: text(400),
})

/** What costs points where it is said as a fact of today. */
export const rubricNotSchema = z.strictObject({
  id,
  said: z.array(text(160)).check(z.minLength(2)),
  why: text(400),
  /** The erratum that corrects it; none where it is a common wrong turn. */
  erratum: z.optional(z.string()),
})

/** Asked next where one of the points it probes was missed. */
const rubricFollowUpSchema = z.strictObject({
  id,
  /** The question's own follow-up, counted from 1; instead of `ask` and `answer`. */
  number: z.optional(z.int().check(z.gte(1))),
  ask: z.optional(text(400)),
  answer: z.optional(text(1200)),
  /** Points of the main rubric; empty where anybody may be asked it. */
  probes: z.array(id),
  points: z.array(rubricPointSchema).check(z.minLength(1), z.maxLength(5)),
  mustNotSay: z.optional(z.array(rubricNotSchema)),
})

export const rubricSchema = z.strictObject({
  /** Grows with every change of what is right. */
  version: z.int().check(z.gte(1)),
  /** The question as an interviewer puts it; the page's title where it is left out. */
  ask: z.optional(text(400)),
  /** What it asks for; `apply` where it is left out. */
  skill: z.optional(z.enum(SKILLS)),
  /** How long a good answer takes, aloud. */
  minutes: z.int().check(z.gte(1), z.lte(10)),
  points: z.array(rubricPointSchema).check(z.minLength(6), z.maxLength(12)),
  mustNotSay: z.array(rubricNotSchema),
  followUps: z.array(rubricFollowUpSchema).check(z.minLength(2), z.maxLength(6)),
})

export type RubricPoint = z.infer<typeof rubricPointSchema>
export type RubricNot = z.infer<typeof rubricNotSchema>
export type Rubric = z.infer<typeof rubricSchema>

/** What must not be said, with the place of the erratum that corrects it. */
export interface OpenNot extends RubricNot {
  href: string | null
}

/** A follow-up, ready to be asked. */
export interface OpenFollowUp {
  /** `slug#id`. */
  ref: string
  id: string
  askHtml: string
  answerHtml: string
  probes: string[]
  points: RubricPoint[]
  mustNotSay: OpenNot[]
}

/** What is listened for, and what is asked next. */
export interface OpenRubric {
  points: RubricPoint[]
  mustNotSay: OpenNot[]
  followUps: OpenFollowUp[]
}

/** What questions and follow-ups are about. */
export interface OpenAbout {
  ref: string
  title: string
  topic: string
  level: Level
  skill: Skill
  cards: string[]
  href: string
  /** Hash of what is asked and what is right; phrasings do not change it. */
  version: string
}

/** A question with its rubric, ready to be asked and graded: what `.generated/interviews.json` holds of it. */
export interface OpenQuestion extends OpenAbout {
  promptHtml: string
  /** The page's model answer. */
  modelHtml: string
  minutes: number
  rubric: OpenRubric
}

const QUALITIES = ['strong', 'fair', 'weak', 'outdated', 'rambling', 'spoken', 'offtopic'] as const

/** Answers that people marked: what a fair interviewer heard in them. */
export const sampleAnswersSchema = z.array(
  z.strictObject({
    id: text(80),
    question: id,
    quality: z.enum(QUALITIES),
    text: z.string().check(z.maxLength(20_000)),
    /** Each point of the rubric. */
    marks: z.record(id, z.boolean()),
    /** What of `mustNotSay` is said as today's truth. */
    wrong: z.array(id),
  }),
)
export type SampleAnswer = z.infer<typeof sampleAnswersSchema>[number]
