import * as z from 'zod/mini'
import type { OwnKind } from '@/features/cards/own/schema'
import type { ForeignAnswer, ForeignParameters } from '@/features/review/intake/schema'

export const FORMATS = ['apkg', 'csv', 'markdown'] as const
export type Format = (typeof FORMATS)[number]

/** Bytes of a file that may be sent. */
export const MOST_BYTES = 256 * 1024 * 1024

/** What a file says of one card: a number as ours (1 front, 2 reverse, n the cloze n). */
export interface IncomingCard {
  ordinal: number
  suspended: boolean
  /** 0 for none, 1–7 as Anki counts them. */
  flag: number
  /** oldest first */
  answers: ForeignAnswer[]
  /** The file holds a schedule for it, with or without answers behind it. */
  scheduled: boolean
}

/** A note as a file has it, in Markdown. */
export interface IncomingNote {
  /** Where it stands in the file, for a report: a row, a line, how it begins. */
  where: string
  /** What the file knows it by: the same file brings the same. */
  guid: string
  /** Our own id, where the file comes from here. */
  id: string | null
  /** The card of the site that it stands for: such a note brings its history only. */
  site: string | null
  kind: OwnKind
  front: string
  back: string
  extra: string
  tags: string[]
  cards: IncomingCard[]
}

/** Something of a file that does not come along, and why, in a sentence. */
export interface Skipped {
  /** What it is: the beginning of a front, a row, a file's name. */
  what: string
  why: string
}

/** A picture or sound of a file, kept beside it until it is taken in. */
export interface IncomingMedium {
  name: string
  /** Where its bytes lie for the time being. */
  path: string
}

/** A table as it was read, so that its columns can be named. */
export interface TableView {
  options: TableOptions
  /** The first rows, cells cut short. */
  rows: string[][]
  width: number
}

/** What a file holds, read, checked and bounded: nothing is written yet. */
export interface Parsed {
  format: Format
  notes: IncomingNote[]
  skipped: Skipped[]
  media: IncomingMedium[]
  parameters: ForeignParameters[]
  table: TableView | null
  /** Answers dated in the future or before spaced repetition software was. */
  impossible: number
}

/** A refusal with a sentence for whoever sent the file. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
}

/** The roles that a column of a table may have. */
export const ROLES = ['front', 'back', 'extra', 'tags', 'kind', 'id', 'none'] as const
export type Role = (typeof ROLES)[number]

export const tableOptionsSchema = z.strictObject({
  delimiter: z.enum([',', ';', '\t', '|']),
  header: z.boolean(),
  roles: z.array(z.enum(ROLES)).check(z.minLength(1), z.maxLength(100)),
  /** The kind of rows that do not say theirs; clozes are told by their marks. */
  kind: z.enum(['basic', 'reverse', 'typed']),
})
export type TableOptions = z.infer<typeof tableOptionsSchema>

/** A file's name as the browser says it; it is shown, and never a path. */
export const fileNameSchema = z.string().check(z.minLength(1), z.maxLength(200))
