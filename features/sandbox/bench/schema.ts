import * as z from 'zod/mini'
import { functionsSchema } from '@/emulator'
import { scenarioSchema } from '../schema'

/** What a browser keeps of the bench, so that a reload loses nothing that was typed. */
export const draftSchema = z.strictObject({
  format: z.literal(1),
  scenario: scenarioSchema,
  /** Which of the things to send is open. */
  chosen: z.int().check(z.gte(0)),
  /** Functions of other languages as they were left. */
  kept: functionsSchema,
})
export type Draft = z.infer<typeof draftSchema>
