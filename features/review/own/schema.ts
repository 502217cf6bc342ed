import * as z from 'zod/mini'
import { MOST_CLOZES } from '@/features/cards/own/schema'

/** Cards whose reset by "ask me anew" is taken back. */
export const rememberSchema = z.strictObject({
  cardIds: z
    .array(z.string().check(z.maxLength(120)))
    .check(z.minLength(1), z.maxLength(MOST_CLOZES)),
})
