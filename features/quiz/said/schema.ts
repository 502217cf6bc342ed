import * as z from 'zod/mini'
import { chosenSchema } from '../schema'

const texts = z.array(z.string())
const [, , , blanks, number, spots, parts, text] = chosenSchema.def.options

/** What was chosen, in words instead of places. */
export const saidSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), texts }),
  z.strictObject({ kind: z.literal('order'), texts }),
  z.strictObject({
    kind: z.literal('pairs'),
    pairs: z.array(z.tuple([z.string(), z.nullable(z.string())])),
  }),
  blanks,
  number,
  spots,
  parts,
  text,
])
export type Said = z.infer<typeof saidSchema>
