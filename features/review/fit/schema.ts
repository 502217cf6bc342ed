import * as z from 'zod/mini'

/** Going back names the version that was seen, so that a stale page changes nothing. */
export const returnSchema = z.strictObject({ version: z.int().check(z.minimum(1)) })

/** What the settings page tells about a learner's parameters. */
export interface FitState {
  version: number
  /** general: learned from many people; fit: from this learner's answers; return: went back. */
  kind: 'general' | 'fit' | 'return'
  /** Whether the numbers in force are the general ones. */
  isGeneral: boolean
  reason: string
  adoptedAt: number | null
  answers: number
  /** Answers to go until the next try. */
  answersUntilFit: number
  /** The last try, where it was not adopted. */
  refused: { at: number; reason: string } | null
}
