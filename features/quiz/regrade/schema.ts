import * as z from 'zod/mini'

export const dismissSchema = z.strictObject({})

/** A past answer that was graded again, as its notice shows it. */
export interface Regraded {
  sheetId: string
  exerciseId: string
  text: string
  rightBefore: boolean
  /** null where the answer could not be graded again. */
  rightAfter: boolean | null
}
