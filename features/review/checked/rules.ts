import type { Grade, Mode } from '../schema'

/** An answer that is objectively right or wrong, and how it was given. */
export interface CheckedAnswer {
  right: boolean
  /** Whether the learner said that they were sure, where they were asked; otherwise true. */
  sure?: boolean
  durationMs: number
  /** What such an answer usually takes this learner, in ms; null where nobody knows yet. */
  usualMs: number | null
}

/** Slow is more than twice as long as usual, and never less than this, in ms. */
const SLOW_FACTOR = 2
const LEAST_SLOW_MS = 15_000

/** Whether an answer took so long that it was worked out rather than known. */
function isSlow(durationMs: number, usualMs: number | null): boolean {
  return usualMs !== null && durationMs > Math.max(LEAST_SLOW_MS, SLOW_FACTOR * usualMs)
}

/**
 * The grade of a checked answer: wrong is Again, right is Good, right but slow or unsure is Hard.
 * Never Easy, which nobody can see from outside; and Hard is a pass, so a wrong answer never gets it.
 */
export function gradeOfAnswer({ right, sure = true, durationMs, usualMs }: CheckedAnswer): Grade {
  if (!right) return 1
  return sure && !isSlow(durationMs, usualMs) ? 3 : 2
}

/** How sure a learner said to be, and what came of it. */
export interface CheckedGrade {
  right: boolean
  /** Nothing was answered at all. */
  blank: boolean
  /** null where it was left out, which is no more than thinking so. */
  confidence: 'sure' | 'think' | 'guess' | null
}

/**
 * The grade that an answer with a confidence tells the memory of the cards it trains: wrong is
 * Again, right and sure Good, right and less than sure Hard. Right by a guess tells nothing, and
 * neither does an answer left blank: null.
 */
export function gradeOfChecked({ right, blank, confidence }: CheckedGrade): Grade | null {
  if (blank || (right && confidence === 'guess')) return null
  return gradeOfAnswer({ right, sure: confidence === 'sure', durationMs: 0, usualMs: null })
}

/**
 * Whose memory an answer forms: what was asked, the way it was asked. Choosing an answer among
 * others is easier than recalling it, so it forms a memory of its own beside the card's, and never
 * moves the card's. The id names it in the log, in schedules and in undo like any card's.
 * @param mode how it was asked
 * @param ownMode how what has this id is always asked: recall for a card, do for a lab
 */
export function memoryIdOf(id: string, mode: Mode, ownMode: Mode = 'recall'): string {
  return mode === ownMode ? id : `${id}~${mode}`
}
