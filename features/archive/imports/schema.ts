import * as z from 'zod/mini'
import { contentSchema } from '@/features/cards/own/schema'
import { handSchema } from '@/features/review/hand/schema'

/** What takes an import back: the ids of what it added, and how what it changed had been. */
export const changesSchema = z.strictObject({
  added: z.array(z.string()),
  replaced: z.array(z.strictObject({ id: z.string(), content: contentSchema, inBin: z.boolean() })),
  /** Names of pictures and sounds that it brought. */
  media: z.array(z.string()),
  /** Cards that it suspended or flagged, as they stood before. */
  hands: z.array(handSchema),
})
export type Changes = z.infer<typeof changesSchema>
