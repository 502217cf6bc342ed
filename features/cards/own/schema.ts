import * as z from 'zod/mini'

/** What a learner can write: a question, one asked both ways, a text with gaps, an answer to type. */
export const OWN_KINDS = ['basic', 'reverse', 'cloze', 'typed'] as const
export type OwnKind = (typeof OWN_KINDS)[number]

/** The topic of every card that a learner wrote. No page has this name. */
export const OWN_TOPIC = 'own'

export const LONGEST_SIDE = 8_000
const LONGEST_TAG = 60
export const MOST_TAGS = 20
export const MOST_NOTES = 20_000
export const MOST_CLOZES = 50
export const HIGHEST_CLOZE = 499
export const DEEPEST_CLOZE = 8

/** Where a note comes from: its author, an import, an answer in a quiz. */
export const ORIGINS = ['own', 'import', 'quiz'] as const
export type Origin = (typeof ORIGINS)[number]

const side = z
  .string()
  .check(z.maxLength(LONGEST_SIDE, `a side of a card has at most ${LONGEST_SIDE} characters`))

export const tagSchema = z
  .string()
  .check(
    z.regex(/^[^\s,"]+$/u, 'a tag is one word, without commas and quotes'),
    z.maxLength(LONGEST_TAG, `a tag has at most ${LONGEST_TAG} characters`),
  )

export const tagsSchema = z
  .array(tagSchema)
  .check(z.maxLength(MOST_TAGS, `a card has at most ${MOST_TAGS} tags`))

/** A page of the site, or a page elsewhere. */
const sourceHrefSchema = z.union([
  z.string().check(z.regex(/^\/(?!\/)[^\s\\]*$/, 'write a page as /topics/…'), z.maxLength(500)),
  z
    .url({ protocol: /^https?$/, error: 'write the source as https://…, or leave it empty' })
    .check(z.maxLength(500)),
])

/** What an author writes: sides in Markdown; a cloze has its whole text in front. */
export const contentSchema = z.strictObject({
  kind: z.enum(OWN_KINDS),
  front: side,
  back: side,
  extra: side,
  tags: tagsSchema,
  sourceHref: z.nullable(sourceHrefSchema),
})
export type NoteContent = z.infer<typeof contentSchema>

export const noteIdSchema = z.uuid()

/** A note as its editor sends it. */
export const saveOwnSchema = z.strictObject({
  id: noteIdSchema,
  /** When the note that was edited had been saved; null for a new one. */
  base: z.nullable(z.iso.datetime()),
  content: contentSchema,
  /** The meaning changed: its cards are asked anew. */
  anew: z.boolean(),
})
export type SaveOwn = z.infer<typeof saveOwnSchema>

export const binSchema = z.strictObject({ id: noteIdSchema })

export const previewSchema = contentSchema

/** A note with what is kept about it. Instants are ISO. */
export interface OwnNote extends NoteContent {
  id: string
  origin: Origin
  createdAt: string
  updatedAt: string
  meaningVersion: number
}

/** A card of a learner's own as lists show it, without its HTML. */
export interface OwnCardLine {
  id: string
  noteId: string
  ordinal: number
  kind: OwnKind
  frontText: string
  backText: string
  tags: string[]
  hash: string
}

/** A note's first cards as they will look, and how many there are in all. */
export interface NotePreview {
  cards: CardPreview[]
  total: number
}

/** What both sides of one card look like; HTML that is safe to set. */
export interface CardPreview {
  ordinal: number
  frontHtml: string
  backHtml: string
  noteHtml: string | null
}

/** What became of a save: saved, or changed elsewhere meanwhile. */
export type SaveResult =
  | { status: 'saved'; updatedAt: string; cardIds: string[]; reset: number }
  | { status: 'changed'; note: OwnNote }
