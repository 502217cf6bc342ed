import * as z from 'zod/mini'

export const LONGEST_NOTE = 10_000
export const LONGEST_REPORT = 2_000

export const pagePathSchema = z
  .string()
  .check(z.regex(/^\/[a-z]+\/[\w-]+$/, 'this is not a page'), z.maxLength(200))

export const bookmarkSchema = z.strictObject({ path: pagePathSchema, on: z.boolean() })

export const noteSchema = z.strictObject({
  path: pagePathSchema,
  text: z
    .string()
    .check(z.maxLength(LONGEST_NOTE, `a note has at most ${LONGEST_NOTE} characters`)),
  /** When the note that was edited had been saved; null where there was none. */
  base: z.nullable(z.iso.datetime()),
})
export type NoteInput = z.infer<typeof noteSchema>

export const reportSchema = z.strictObject({
  path: pagePathSchema,
  text: z
    .string()
    .check(
      z.trim(),
      z.minLength(3, 'say in a few words what is wrong'),
      z.maxLength(LONGEST_REPORT),
    ),
})

export const placeSchema = z.strictObject({
  path: pagePathSchema,
  /** Id of the nearest heading above; empty at the top. */
  anchor: z.string().check(z.regex(/^\S*$/), z.maxLength(200)),
})

export interface Note {
  text: string
  /** ISO instant of the last save. */
  savedAt: string
}

/** What a learner put in the margin of one page. */
export interface Margin {
  bookmarked: boolean
  note: Note | null
}

/** What became of a note: saved (null where an empty one was removed), or changed elsewhere meanwhile. */
export type NoteResult =
  | { status: 'saved'; savedAt: string | null }
  | { status: 'changed'; note: Note }

/** A page that a learner saved or read. Instants are ISO. */
export interface SavedBookmark {
  path: string
  title: string
  at: string
}
export interface SavedNote extends SavedBookmark {
  text: string
}
export interface LastPlace {
  path: string
  title: string
  anchor: string
}
