import type { SampleAnswer } from '@/features/interview/rubric/schema'
import { type Evidence, FITTED, oddsOf, weigh } from '@/features/quiz/open/evidence/rules'
import { weighed } from '@/features/quiz/open/rules'
import type { KeyPoint, MustNotSay } from '@/features/quiz/open/schema'
import { listenedFor } from '@/features/quiz/open/vocabulary/rules'

type Fitted = typeof FITTED

/** One point of one answer: the evidence in each of its windows, and whether a person heard it. */
export interface Marked {
  question: string
  windows: Evidence[]
  heard: boolean
}

const NAMES = Object.keys(FITTED).filter((name) => name !== 'before') as (keyof Evidence)[]
const ROUNDS = 6
const STEPS = 600
const RATE = 0.5
/** Keeps weights small where few answers tell of them. */
const SHRINK = 0.002

/** The evidence of every point of an answer. */
export function markedOf(
  points: KeyPoint[],
  mustNotSay: MustNotSay[],
  { question, text, marks }: SampleAnswer,
): Marked[] {
  const { spoken, wrong } = weighed(points, mustNotSay, text)
  const bad = new Set(
    wrong.flatMap((one) => one?.places.map((place) => spoken.at[place] ?? 0) ?? []),
  )
  return listenedFor(points).map((listened, i) => ({
    question,
    windows: weigh(spoken, listened, bad).map(({ evidence }) => evidence),
    heard: marks[(points[i] as KeyPoint & { id: string }).id] === true,
  }))
}

const best = (windows: Evidence[], fitted: Fitted): Evidence | null =>
  windows.reduce<Evidence | null>(
    (top, one) => (top && oddsOf(top, fitted) >= oddsOf(one, fitted) ? top : one),
    null,
  )

/** The log odds of the window that tells most. */
export const oddsIn = (windows: Evidence[], fitted: Fitted): number => {
  const window = best(windows, fitted)
  return window ? oddsOf(window, fitted) : Number.NEGATIVE_INFINITY
}

/**
 * Fits the weights by logistic regression, each answer standing for its most telling window, which
 * is looked for anew after each round.
 */
export function fit(marked: Marked[]): Fitted {
  let fitted: Fitted = { ...FITTED }
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = marked.flatMap(({ windows, heard }) => {
      const window = best(windows, fitted)
      return window ? [{ window, heard }] : []
    })
    for (let step = 0; step < STEPS; step += 1) {
      const slope: Record<string, number> = {}
      for (const { window, heard } of rows) {
        const error = 1 / (1 + Math.exp(-oddsOf(window, fitted))) - (heard ? 1 : 0)
        slope.before = (slope.before ?? 0) + error
        for (const name of NAMES) slope[name] = (slope[name] ?? 0) + error * window[name]
      }
      const next = { ...fitted }
      for (const name of ['before', ...NAMES] as const) {
        const shrink = name === 'before' ? 0 : SHRINK * fitted[name]
        next[name] -= RATE * ((slope[name] ?? 0) / rows.length + shrink)
      }
      fitted = next
    }
  }
  return fitted
}
