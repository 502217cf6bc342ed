import * as z from 'zod/mini'

const slug = z
  .string()
  .check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens'))
const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'write a date as YYYY-MM-DD'))
const link = z.object({ title: text(200), url: z.url() })

export const topicSchema = z.strictObject({
  title: text(80),
  summary: text(160),
  order: z.int(),
  prerequisites: z.array(slug),
})

export const LEVELS = ['screen', 'mid', 'senior'] as const

export const questionSchema = z.strictObject({
  title: text(160),
  summary: text(200),
  level: z.enum(LEVELS),
  order: z.int(),
  topics: z.array(slug).check(z.minLength(1)),
  cards: z.array(z.string()).check(z.minLength(1)),
  keyPoints: z.array(text(300)).check(z.minLength(5), z.maxLength(8)),
  followUps: z.array(z.strictObject({ ask: text(300), answer: text(900) })).check(z.minLength(3)),
  wrongTurns: z.array(z.strictObject({ said: text(300), why: text(600) })).check(z.minLength(2)),
})

export const pathSchema = z.strictObject({
  title: text(80),
  summary: text(200),
  order: z.int(),
  steps: z
    .array(z.strictObject({ topic: z.optional(slug), question: z.optional(slug), why: text(240) }))
    .check(z.minLength(2)),
})

const cardId = z
  .string()
  .check(z.regex(/^[a-z0-9-]+\.[a-z0-9]+(-[a-z0-9]+)*$/, 'a card id is <topic>.<kebab-case>'))

export const cardSchema = z.strictObject({
  id: cardId,
  teaches: z.string(),
  front: z.optional(text(400)),
  back: z.optional(text(400)),
  cloze: z.optional(text(400)),
  reverseOf: z.optional(cardId),
  note: z.optional(text(500)),
})
export const cardsFileSchema = z.array(cardSchema)

export const figuresSchema = z.strictObject({
  verified: isoDate,
  sources: z.record(z.string(), z.strictObject({ title: text(200), url: z.url() })),
  figures: z.record(
    z.string(),
    z.strictObject({
      value: z.union([z.number(), z.string()]),
      unit: text(40),
      text: text(120),
      forms: z.optional(z.record(z.string(), text(120))),
      source: z.string(),
      verified: z.optional(isoDate),
    }),
  ),
})

const erratumSchema = z.strictObject({
  id: z.string().check(z.regex(/^err\.[a-z0-9-]+$/, 'an erratum id is err.<kebab-case>')),
  about: z.array(z.string()).check(z.minLength(1)),
  verdict: z.enum(['outdated', 'wrong', 'imprecise', 'contradicts-other-seed']),
  claim: text(400),
  now: text(1200),
  since: z.nullable(z.string()),
  source: link,
  say: text(500),
})
export const errataFileSchema = z.array(erratumSchema)

export const glossarySchema = z.array(
  z.strictObject({
    id: slug,
    term: text(80),
    aka: z.optional(z.array(text(80))),
    definition: text(500),
    topic: slug,
  }),
)

export const inventorySchema = z.array(
  z.object({
    id: z.string(),
    seed: z.string(),
    section: z.string(),
    kind: z.string(),
    title: z.string(),
    facts: z.array(z.string()),
  }),
)

const call = z.strictObject({
  event: z.unknown(),
  context: z.optional(z.record(z.string(), z.unknown())),
  returns: z.optional(z.unknown()),
  throws: z.optional(z.string()),
  stdout: z.optional(z.array(z.string())),
})
const sampleSchema = z.strictObject({
  handler: z.optional(z.string()),
  env: z.optional(z.record(z.string(), z.string())),
  modules: z.optional(z.record(z.string(), z.string())),
  calls: z.optional(z.array(call)),
  stdout: z.optional(z.array(z.string())),
})
export const samplesFileSchema = z.record(z.string(), sampleSchema)

export type TopicMeta = z.infer<typeof topicSchema>
export type CardSource = z.infer<typeof cardSchema>
export type Figures = z.infer<typeof figuresSchema>
export type Figure = Figures['figures'][string]
export type Erratum = z.infer<typeof erratumSchema>
export type GlossaryEntry = z.infer<typeof glossarySchema>[number]
export type InventoryItem = z.infer<typeof inventorySchema>[number]
export type SampleSpec = z.infer<typeof sampleSchema>
export type Level = (typeof LEVELS)[number]

/** Something wrong with a content file: where, what, and what to do about it. */
export interface Problem {
  file: string
  line: number
  severity: 'error' | 'warning'
  message: string
}

/** A heading of a page, for its table of contents. */
export interface TocEntry {
  id: string
  text: string
  depth: 2 | 3
}

/** A stretch of a page that search can find and link to. */
export interface Passage {
  anchor: string
  title: string
  text: string
}

/** What every compiled page of prose has in common. `html` is safe to set as inner HTML. */
export interface Prose {
  html: string
  toc: TocEntry[]
  passages: Passage[]
  figures: string[]
  errata: string[]
  words: number
}

export interface Topic extends TopicMeta, Prose {
  slug: string
  cardIds: string[]
}

export interface Question extends Prose {
  slug: string
  title: string
  summary: string
  level: Level
  order: number
  item: string
  topics: string[]
  cardIds: string[]
  keyPoints: string[]
  followUps: { ask: string; answer: string }[]
  wrongTurns: { said: string; why: string }[]
}

export interface StudyPath extends Prose {
  slug: string
  title: string
  summary: string
  order: number
  item: string
  steps: { topic?: string; question?: string; why: string }[]
}

/** A card as the learner meets it. `hash` changes when its text does; ids never change. */
export interface Card {
  id: string
  topic: string
  kind: 'basic' | 'cloze' | 'reverse' | 'typed' | 'lab'
  /** Cards of one group give each other away: a card and its reverse, the clozes of one text. */
  group: string
  frontHtml: string
  backHtml: string
  noteHtml: string | null
  frontText: string
  backText: string
  href: string
  teaches: string
  hash: string
}

/** An erratum with its texts rendered, and every place that shows it. */
export interface ErratumShown extends Omit<Erratum, 'now' | 'say' | 'claim'> {
  claimHtml: string
  nowHtml: string
  sayHtml: string
  places: string[]
}

/** A source item and the places of the site that teach it. */
export interface ItemShown extends InventoryItem {
  places: string[]
}

/** A code block that can be run, with what its content check runs it with. */
export interface SampleShown {
  id: string
  /** The page and heading it stands under: `/topics/cold-starts`. */
  href: string
  title: string
  language: string
  code: string
  /** The function that is called; null for a script. */
  handler: string | null
  environment: Record<string, string>
  /** Modules that stand in for libraries, by name. */
  modules: Record<string, string>
  events: unknown[]
}

/** All content, compiled: what the pages are made of. */
export interface Content {
  topics: Topic[]
  questions: Question[]
  paths: StudyPath[]
  cards: Card[]
  /** Labs as cards: they are asked again once they were done, and never as new ones. */
  labCards: Card[]
  glossary: (GlossaryEntry & { html: string })[]
  figures: Figures
  errata: ErratumShown[]
  items: ItemShown[]
  samples: SampleShown[]
}
