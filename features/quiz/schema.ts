import * as z from 'zod/mini'

export const KINDS = [
  'single',
  'multiple',
  'ordering',
  'matching',
  'cloze',
  'numeric',
  'hotspot',
  'triage',
  'predict',
  'fix',
  'open',
] as const
export type Kind = (typeof KINDS)[number]

/** What an exercise asks of the head: know it, use it, find what is wrong, choose a design. */
export const SKILLS = ['recall', 'apply', 'diagnose', 'design'] as const
export type Skill = (typeof SKILLS)[number]

/** How sure a learner says to be before the verdict. */
export const CONFIDENCES = ['sure', 'think', 'guess'] as const
export const confidenceSchema = z.enum(CONFIDENCES)
export type Confidence = z.infer<typeof confidenceSchema>
