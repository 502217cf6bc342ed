import * as z from 'zod/mini'
import type { OwnKind } from '@/features/cards/own/schema'
import { tagSchema } from '@/features/cards/own/schema'
import { type Format, type Skipped, type TableView, tableOptionsSchema } from '../schema'

/** What happens to a note of a file: new, there already, there with another text, or in the bin. */
export const FATES = ['new', 'same', 'differs', 'bin', 'site'] as const
export type Fate = (typeof FATES)[number]

/** A note of a file as its preview shows it. */
export interface Sample {
  kind: OwnKind
  front: string
  back: string
  tags: string[]
  fate: Fate
  answers: number
}

/** What a file would do, before anything is written. */
export interface Preview {
  id: string
  name: string
  format: Format
  /** Notes by what happens to them. */
  counts: Record<Fate, number>
  /** Answers that the learner does not have yet, and cards that they belong to. */
  answers: number
  studied: number
  /** Cards that have a schedule in the file, but no answers behind it. */
  unscheduled: number
  impossible: number
  /** Suspended or flagged cards. */
  marked: number
  media: number
  samples: Sample[]
  /** The first of them; `skippedCount` counts all. */
  skipped: Skipped[]
  skippedCount: number
  table: TableView | null
}

/** What the learner chose after the preview. */
export const choicesSchema = z.strictObject({
  /** Texts of the file go before those that are here. */
  replace: z.boolean(),
  /** Answers, suspended cards and flags come along. */
  history: z.boolean(),
  /** A tag for every note; null for none. */
  tag: z.nullable(tagSchema),
})
export type Choices = z.infer<typeof choicesSchema>

export const previewRequestSchema = z.strictObject({ table: tableOptionsSchema })

const skippedSchema = z.strictObject({ what: z.string(), why: z.string() })

export const reportSchema = z.strictObject({
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Notes here that differ and stayed as they are. */
  kept: z.int(),
  answers: z.int(),
  /** Answers that were here already. */
  known: z.int(),
  media: z.int(),
  marked: z.int(),
  skipped: z.array(skippedSchema),
  /** How many more there were than are listed. */
  unlisted: z.int(),
})
export type ImportReport = z.infer<typeof reportSchema>

/** An import that was made. */
export interface PastImport {
  id: string
  name: string
  format: Format
  createdAt: string
  undoneAt: string | null
  report: ImportReport
}

/** A line of the answer while a file is read or written: how far it is, or what came of it. */
export type Line<T> = { step: string; done: number; of: number } | { value: T } | { error: string }
