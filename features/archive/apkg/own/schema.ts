import * as z from 'zod/mini'
import { contentSchema } from '@/features/cards/own/schema'
import { foreignAnswerSchema, foreignParametersSchema } from '@/features/review/intake/schema'

/** The file of ours in a package: what Anki has no place for, so that nothing is lost on the way back. */
export const OWN_FILE = 'coldstart.json'

const cardSchema = z.strictObject({
  ordinal: z.int().check(z.minimum(1), z.maximum(999)),
  suspended: z.boolean(),
  flag: z.int().check(z.minimum(0), z.maximum(7)),
  answers: z.array(foreignAnswerSchema).check(z.maxLength(10_000)),
})

const noteSchema = z.strictObject({
  guid: z.string().check(z.minLength(1), z.maxLength(300)),
  id: z.nullable(z.uuid()),
  /** The id of a card of the site. */
  site: z.nullable(z.string().check(z.maxLength(120))),
  content: z.nullable(contentSchema),
  cards: z.array(cardSchema).check(z.maxLength(60)),
})

export const ownFileSchema = z.strictObject({
  format: z.literal('coldstart'),
  version: z.literal(1),
  notes: z.array(noteSchema).check(z.maxLength(50_000)),
  parameters: z.array(foreignParametersSchema).check(z.maxLength(1_000)),
})
export type OwnFile = z.infer<typeof ownFileSchema>
export type OwnFileNote = z.infer<typeof noteSchema>
