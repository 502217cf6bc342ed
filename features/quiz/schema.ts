import * as z from 'zod/mini'
import type { Level } from '@/features/cards/schema'
import type { Check } from '@/features/sandbox/labs/schema'
import type { ExerciseSource } from './bank/schema'
import type { KeyPoint, MustNotSay } from './open/schema'

export const KINDS = [
  'single',
  'multiple',
  'ordering',
  'matching',
  'cloze',
  'numeric',
  'hotspot',
  'triage',
  'predict',
  'fix',
  'open',
] as const
export type Kind = (typeof KINDS)[number]

/** What an exercise asks of the head: know it, use it, find what is wrong, choose a design. */
export const SKILLS = ['recall', 'apply', 'diagnose', 'design'] as const
export type Skill = (typeof SKILLS)[number]

/** How sure a learner says to be before the verdict. */
export const CONFIDENCES = ['sure', 'think', 'guess'] as const
export const confidenceSchema = z.enum(CONFIDENCES)
export type Confidence = z.infer<typeof confidenceSchema>

/** An answer that can be chosen, and why it is right or tempts. */
export interface Choice {
  html: string
  text: string
  whyHtml: string
  key: boolean
}

/** A wrong answer that is known, told by its own reason. */
export interface Lure<T> {
  answer: T
  whyHtml: string
}

export interface Blank {
  accept: string[]
  lures: Lure<string>[]
  whyHtml: string
}

/** One thing to tell of a response: `status`, `body` or `header:<name>`. */
export interface PredictPart {
  part: string
  key: string
  lures: Lure<string>[]
}

type Fix = Extract<ExerciseSource, { kind: 'fix' }>

/** What an exercise shows and how it is graded, by its kind. Keys are in it: it stays on the server. */
export type Body =
  | { kind: 'single' | 'multiple' | 'triage'; choose: number; options: Choice[] }
  /** In the right order. */
  | { kind: 'ordering'; steps: { html: string; whyHtml: string }[] }
  /** The nth right side belongs to the nth left side; those after the last belong to none. */
  | { kind: 'matching'; lefts: string[]; rights: { html: string; whyHtml: string }[] }
  /** Texts and blanks in turn, beginning with a text. */
  | {
      kind: 'cloze'
      code: boolean
      texts: string[]
      names: string[]
      blanks: Record<string, Blank>
    }
  | { kind: 'numeric'; answer: number; unit: string; tolerance: number; lures: Lure<number>[] }
  | {
      kind: 'hotspot'
      svg: string
      choose: number
      spots: { node: string; label: string; whyHtml: string; key: boolean }[]
    }
  | { kind: 'predict'; parts: PredictPart[] }
  | {
      kind: 'fix'
      answer: Fix['answer']
      world: Fix['world']
      checks: Check[]
      broken: string
      solution: string
      lures: Lure<string>[]
    }
  | { kind: 'open'; modelHtml: string; points: KeyPoint[]; mustNotSay: MustNotSay[] }

/** An exercise as it is kept: texts rendered, key and reasons in its body. */
export interface Exercise {
  id: string
  kind: Kind
  topic: string
  level: Level
  skill: Skill
  stemHtml: string
  stemText: string
  evidence: { title: string; html: string }[]
  explainHtml: string
  source: { title: string; url: string }
  /** The place on the site that teaches it. */
  href: string
  cards: string[]
  /** Changes when what is right does: answers given before are then graded again. */
  keyHash: string
  body: Body
}
