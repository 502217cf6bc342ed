import * as z from 'zod/mini'
import { practiceSchema } from '../pick/schema'
import { chosenSchema, confidenceSchema, type Exercise, type Sheet, type Verdict } from '../schema'

export const handOutSchema = z.strictObject({ practice: practiceSchema })

/** An answer as the browser sends it: what was chosen, never what it is worth. */
export const sheetAnswerSchema = z.strictObject({
  sheetId: z.uuid(),
  answerId: z.uuid(),
  chosen: chosenSchema,
  confidence: z.nullable(confidenceSchema),
  durationMs: z.int().check(z.gte(0), z.lte(86_400_000)),
})
export type SheetAnswer = z.infer<typeof sheetAnswerSchema>

export const sheetNameSchema = z.strictObject({ sheetId: z.uuid() })

export const exerciseReportSchema = z.strictObject({
  sheetId: z.uuid(),
  text: z
    .string()
    .check(z.trim(), z.minLength(3, 'say in a few words what is wrong'), z.maxLength(1800)),
})

/** What a session begins with. */
export interface HandedOut {
  sheets: Sheet[]
  /** Answered in this session before: a reload goes on where it was left. */
  done: number
  right: number
}

/** How often an exercise was answered rightly, where enough answers are in. */
export interface ItemStatistics {
  answers: number
  /** 0 to 1 */
  rightShare: number
  /** By the text of an option: how often it was chosen, 0 to 1. */
  chosen: Record<string, number>
}

/** What is told once an answer is in. */
export interface Told {
  verdict: Verdict
  explainHtml: string
  source: Exercise['source']
  href: string
  /** In a few sentences, what would have earned everything; for open answers. */
  modelHtml: string | null
  /** What the memory of cards was told. */
  cards: { id: string; text: string; href: string; grade: number; intervalDays: number | null }[]
  statistics: ItemStatistics | null
}
