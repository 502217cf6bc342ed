import * as z from 'zod/mini'
import { LEVELS, type Level } from '@/features/cards/schema'
import type { RubricNot, RubricPoint } from '../rubric/schema'
import { rubricNotSchema, rubricPointSchema } from '../rubric/schema'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is kebab-case'))

/** Where a component stands in a system, in the order of a request through it. */
export const GROUPS = ['edge', 'identity', 'compute', 'messaging', 'data', 'operations'] as const
export type Group = (typeof GROUPS)[number]

/**
 * What a component is under this brief: without `needed` ones the system fails it, `good` ones make it
 * better, `harmless` ones change nothing, `wrong` ones break it or its budget.
 */
export const ROLES = ['needed', 'good', 'harmless', 'wrong'] as const
export type Role = (typeof ROLES)[number]

/** What an option is under this brief: one is best, others can be defended, the rest cannot. */
const WORTHS = ['best', 'fair', 'poor'] as const
export type Worth = (typeof WORTHS)[number]

const option = z.strictObject({
  id,
  text: text(200),
  worth: z.enum(WORTHS),
  /** Why it is that, under this brief. */
  why: text(500),
})

/** A design as it is written. */
export const designSchema = z.strictObject({
  /** Grows with every change of what is right. */
  version: z.int().check(z.gte(1)),
  title: text(80),
  level: z.enum(LEVELS),
  topic: id,
  /** How long a good candidate takes. */
  minutes: z.int().check(z.gte(15), z.lte(60)),
  cards: z.array(z.string()).check(z.minLength(2), z.maxLength(6)),
  /** The page that teaches most of it, with an anchor if need be. */
  read: text(200),
  source: z.strictObject({ title: text(200), url: z.url() }),
  /** As an interviewer gives it: who, how much, within what. Markdown. */
  brief: text(2500),
  components: z.array(
    z.strictObject({
      id,
      group: z.enum(GROUPS),
      label: text(120),
      role: z.enum(ROLES),
      why: text(500),
    }),
  ),
  decisions: z.array(
    z.strictObject({
      id,
      ask: text(300),
      options: z.array(option).check(z.minLength(3), z.maxLength(4)),
    }),
  ),
  /** What is to be argued in a few sentences. */
  argues: text(400),
  points: z.array(rubricPointSchema).check(z.minLength(3), z.maxLength(6)),
  mustNotSay: z.optional(z.array(rubricNotSchema)),
  /** An argument that earns every point. */
  argument: text(2000),
  /** What the numbers of the brief come to. */
  sums: text(1500),
  /** Graphviz text of a system that fits the brief, and that picture in words. */
  diagram: text(3000),
  alt: text(800),
})
export type DesignSource = z.infer<typeof designSchema>

/** A design, ready to be asked and graded: what `.generated/interviews.json` holds of it. */
export interface Design {
  /** The name of its file. */
  ref: string
  title: string
  level: Level
  topic: string
  minutes: number
  cards: string[]
  href: string
  source: { title: string; url: string }
  /** Changes when what is right does; not when it can be said in more ways. */
  keyHash: string
  briefHtml: string
  components: { id: string; group: Group; label: string; role: Role; whyHtml: string }[]
  decisions: {
    id: string
    askHtml: string
    options: { id: string; text: string; worth: Worth; whyHtml: string }[]
  }[]
  arguesHtml: string
  points: RubricPoint[]
  mustNotSay: RubricNot[]
  /** The picture, the argument, and every option with its reason. */
  modelHtml: string
  explainHtml: string
}
