import * as z from 'zod/mini'
import { cardIdSchema, MOST_CARDS } from '../hand/schema'

/** Cards to make new again: those of a topic, or some by their ids. */
export const resetSchema = z.strictObject({
  answerId: z.uuid(),
  scope: z.union([
    z.strictObject({ topic: z.string() }),
    z.strictObject({ cards: z.array(cardIdSchema).check(z.minLength(1), z.maxLength(MOST_CARDS)) }),
  ]),
})

/** A reset to take back, by the id it was given. */
export const undoResetSchema = z.strictObject({ answerId: z.uuid(), undoes: z.uuid() })
