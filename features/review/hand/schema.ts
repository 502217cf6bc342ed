import * as z from 'zod/mini'
import { LONGEST_NOTE } from '@/features/cards/margin/schema'
import { tagsSchema } from '@/features/cards/own/schema'

/** Most cards in one request: more than anyone has, few enough to parse at once. */
export const MOST_CARDS = 20_000

/** Flags by number as Anki has them; each has a shape of its own, so that none hangs on its colour. */
export const FLAGS = [0, 1, 2, 3, 4, 5, 6, 7] as const
export type Flag = (typeof FLAGS)[number]
export const FLAG_NAMES: Record<Flag, string> = {
  0: 'No flag',
  1: 'Red circle',
  2: 'Orange triangle',
  3: 'Green square',
  4: 'Blue diamond',
  5: 'Pink star',
  6: 'Turquoise cross',
  7: 'Purple ring',
}

export const cardIdSchema = z.string().check(z.regex(/^[\w.-]+$/), z.minLength(3), z.maxLength(120))

const flagSchema = z.union([
  z.literal(0),
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
])

const noteText = z
  .string()
  .check(z.maxLength(LONGEST_NOTE, `a note has at most ${LONGEST_NOTE} characters`))

/** What a learner set on one card. */
export const handSchema = z.strictObject({
  cardId: cardIdSchema,
  suspended: z.boolean(),
  /** The study day on which a card that was put aside is back; null where it is not. */
  buriedUntilDay: z.nullable(z.int().check(z.minimum(0), z.maximum(100_000))),
  flag: flagSchema,
  tags: tagsSchema,
  note: noteText,
})
export type Hand = z.infer<typeof handSchema>

/** What to change on some cards; what is not named stays. */
const changeSchema = z.strictObject({
  suspended: z.optional(z.boolean()),
  /** true puts a card aside until tomorrow, false brings it back. */
  buried: z.optional(z.boolean()),
  flag: z.optional(flagSchema),
  addTags: z.optional(tagsSchema),
  removeTags: z.optional(tagsSchema),
  note: z.optional(noteText),
})
export type Change = z.infer<typeof changeSchema>

const cardIds = z.array(cardIdSchema).check(z.minLength(1), z.maxLength(MOST_CARDS))

/** A change, or what stood before one: that is its undo. */
export const handRequestSchema = z.union([
  z.strictObject({ cardIds, change: changeSchema }),
  z.strictObject({ restore: z.array(handSchema).check(z.minLength(1), z.maxLength(MOST_CARDS)) }),
])

/** What a change did: the cards as they stand, and as they stood before, which undoes it. */
export interface Handled {
  hands: Hand[]
  before: Hand[]
}

/** The cards that a session asks about. */
export const someCardsSchema = z.array(cardIdSchema).check(z.minLength(1), z.maxLength(200))
