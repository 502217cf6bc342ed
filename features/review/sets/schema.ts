import * as z from 'zod/mini'
import { LONGEST_QUERY } from '../schema'

export const MOST_SETS = 50
export const LONGEST_NAME = 60

export const searchTextSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1, 'write what belongs to the set'),
    z.maxLength(LONGEST_QUERY, `a search has at most ${LONGEST_QUERY} characters`),
  )

/** What a search finds now, and what in it could not be understood. */
export interface Matching {
  cards: number
  due: number
  problems: string[]
}

/** A saved search, as the form sends it. Its id is minted by the browser: a retry makes no second. */
export const studySetSchema = z.strictObject({
  id: z.uuid(),
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'give the set a name'),
      z.maxLength(LONGEST_NAME, `a name has at most ${LONGEST_NAME} characters`),
    ),
  query: searchTextSchema,
})
export type StudySet = z.infer<typeof studySetSchema>

export const deleteSetSchema = z.strictObject({ id: z.uuid() })

/** A set with what is in it now. */
export interface CountedSet extends StudySet {
  cards: number
  due: number
}
