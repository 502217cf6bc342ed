import { CONFIDENCES, type Confidence } from '@/features/quiz/schema'
import type { Counted, Trust } from '../schema'

/** What certainty-based marking gives for right and takes for wrong. */
const MARKS: Record<Confidence, { right: number; wrong: number }> = {
  sure: { right: 3, wrong: -6 },
  think: { right: 2, wrong: -2 },
  guess: { right: 1, wrong: 0 },
}
const MOST = 3
/** Fewer answers with one confidence than this say nothing of it. */
const ENOUGH = 4
/** Who is sure should be right this often: below, certainty-based marking pays less for being sure. */
const SURE_FROM = 0.8
/** Who guesses should not be right as often as this. */
const GUESS_BELOW = 0.67

function sentence(rows: Trust['rows']): string | null {
  const share = (confidence: Confidence) => {
    const row = rows.find((one) => one.confidence === confidence)
    return row && row.answered >= ENOUGH ? row.right / row.answered : null
  }
  const [sure, guess] = [share('sure'), share('guess')]
  if (sure !== null && sure < SURE_FROM)
    return 'You were sure more often than you were right. Look at those first: they are what would be said with conviction in an interview.'
  if (guess !== null && guess >= GUESS_BELOW)
    return 'You know more than you trust yourself with: most of your guesses were right.'
  return sure === null && guess === null ? null : 'Your confidence fits what you know.'
}

/**
 * Confidence against what was right. `certainty` is the score by certainty-based marking, a part of
 * the most that can be had: sure 3 or −6, think so 2 or −2, guess 1 or 0, blank 0; no confidence
 * counts as thinking so.
 * @see Gardner-Medwin, "Confidence assessment in the teaching of basic science", 1995
 */
export function trustOf(counted: readonly Counted[]): Trust {
  const answered = counted.filter(({ points }) => points !== null)
  const rows = CONFIDENCES.map((confidence) => {
    const those = answered.filter((one) => one.confidence === confidence)
    return { confidence, answered: those.length, right: those.filter(({ right }) => right).length }
  })
  const places = (confidence: Confidence, right: boolean) =>
    answered
      .filter((one) => one.confidence === confidence && one.right === right)
      .map(({ place }) => place)
      .sort((a, b) => a - b)
  const weight = counted.reduce((sum, one) => sum + one.weight, 0)
  const told = answered.some(({ confidence }) => confidence !== null)
  const earned = answered.reduce((sum, one) => {
    const { right, wrong } = MARKS[one.confidence ?? 'think']
    const points = one.points ?? 0
    return sum + one.weight * (points * right + (1 - points) * wrong)
  }, 0)
  return {
    rows,
    sureWrong: places('sure', false),
    luckyRight: places('guess', true),
    says: sentence(rows),
    certainty: told && weight > 0 ? earned / (MOST * weight) : null,
  }
}
