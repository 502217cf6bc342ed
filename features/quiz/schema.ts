import * as z from 'zod/mini'
import type { Level } from '@/features/cards/schema'
import type { Check, Lab } from '@/features/sandbox/labs/schema'
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

/** A part of a world that is mended: its form, and where it stands. */
interface Mended {
  format: 'vtl' | 'json' | 'yaml' | 'sam'
  at: string[]
  /** The fields that a mend may set there, beside those that stand there; all of it unless told. */
  keys?: string[] | undefined
}

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
      answer: Mended
      world: Lab['world']
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

/** What a browser may know of an exercise before it is answered: no key, no reason. */
export type SheetBody =
  | { kind: 'single' | 'multiple' | 'triage'; choose: number; options: string[] }
  | { kind: 'ordering'; steps: string[] }
  | { kind: 'matching'; lefts: string[]; rights: string[] }
  | { kind: 'cloze'; code: boolean; texts: string[]; names: string[] }
  | { kind: 'numeric'; unit: string }
  | { kind: 'hotspot'; svg: string; choose: number; spots: { node: string; label: string }[] }
  | { kind: 'predict'; parts: string[] }
  | { kind: 'fix'; format: Mended['format']; broken: string; asks: string[] }
  | { kind: 'open' }

/** An exercise as it is handed out: shuffled by its seed. */
export interface Sheet {
  /** Of this one time that it is handed out; its answer names it. */
  sheetId: string
  exerciseId: string
  kind: Kind
  topic: string
  topicTitle: string
  level: Level
  skill: Skill
  stemHtml: string
  evidence: Exercise['evidence']
  body: SheetBody
}

const place = z.int().check(z.gte(0), z.lte(20))
const typed = (max: number) => z.string().check(z.maxLength(max))

/** What was chosen, by places on the sheet as it was shown. */
export const chosenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), chosen: z.array(place).check(z.maxLength(8)) }),
  z.strictObject({ kind: z.literal('order'), order: z.array(place).check(z.maxLength(7)) }),
  /** For each left side the place of its right side; null where none was chosen. */
  z.strictObject({
    kind: z.literal('pairs'),
    pairs: z.array(z.nullable(place)).check(z.maxLength(7)),
  }),
  z.strictObject({ kind: z.literal('blanks'), blanks: z.record(typed(40), typed(200)) }),
  z.strictObject({ kind: z.literal('number'), text: typed(60) }),
  z.strictObject({ kind: z.literal('spots'), spots: z.array(typed(40)).check(z.maxLength(12)) }),
  z.strictObject({ kind: z.literal('parts'), parts: z.record(typed(80), typed(4_000)) }),
  z.strictObject({ kind: z.literal('text'), text: typed(20_000) }),
])
export type Chosen = z.infer<typeof chosenSchema>

/** One thing that was chosen, or should have been, with its reason. */
export interface Finding {
  /** What it is about, as it was shown: the option, the step, the blank. */
  html: string
  chosen: boolean
  right: boolean
  /** Why it is right or wrong; empty where only the key has a reason. */
  whyHtml: string
  /** What would have been right here, where that is not the same text. */
  keyHtml?: string
}

/** An answer looked at. `right` is all or nothing; `score` is the part of it that holds, 0 to 1. */
export interface Verdict {
  right: boolean
  score: number
  findings: Finding[]
  /** Nothing was chosen: neither right nor an attempt at it. */
  blank: boolean
}
