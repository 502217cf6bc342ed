import type { OpenRubric, SampleAnswer } from '@/features/interview/rubric/schema'
import { chanceOf } from '@/features/quiz/chance/rules'
import { type Evidence, FITTED, oddsOf, weigh } from '@/features/quiz/open/evidence/rules'
import { weighed } from '@/features/quiz/open/rules'
import { listenedFor } from '@/features/quiz/open/vocabulary/rules'

type Fitted = typeof FITTED

/** One point of one answer: the evidence in each of its windows, and whether a person heard it. */
export interface Marked {
  windows: Evidence[]
  heard: boolean
}

const NAMES = Object.keys(FITTED).filter((name) => name !== 'before') as (keyof Evidence)[]
/** Of the phrasings of points, and of what must not be said, how many are taken away. */
const TAKEN = 0.25
const TAKEN_NOT = 0.5
const ROUNDS = 6
const STEPS = 600
const RATE = 0.5
/** Keeps weights small where few answers tell of them. */
const SHRINK = 0.002

/**
 * The evidence of every point of an answer, with some phrasings taken away by chance: the next person
 * puts it in a way that nobody foresaw.
 */
export function markedOf({ points, mustNotSay }: OpenRubric, answer: SampleAnswer): Marked[] {
  const chance = chanceOf(answer.id)
  const stays = () => chance.next() >= TAKEN
  const known = points.map((point) => ({
    ...point,
    accept: point.accept.filter(stays),
    says: (point.says ?? []).filter(stays),
  }))
  const nots = mustNotSay.map((not) => ({
    ...not,
    said: not.said.filter(() => chance.next() >= TAKEN_NOT),
  }))
  const { spoken, wrong } = weighed(known, nots, answer.text)
  const bad = new Set(
    wrong.flatMap((one) => one?.places.map((place) => spoken.at[place] ?? 0) ?? []),
  )
  return listenedFor(known).map((listened, i) => ({
    windows: weigh(spoken, listened, bad).map(({ evidence }) => evidence),
    heard: answer.marks[points[i]?.id ?? ''] === true,
  }))
}

const best = (windows: Evidence[], fitted: Fitted): Evidence | null =>
  windows.reduce<Evidence | null>(
    (top, one) => (top && oddsOf(top, fitted) >= oddsOf(one, fitted) ? top : one),
    null,
  )

/**
 * Fits the weights by logistic regression, each answer standing for its most telling window, which
 * is looked for anew after each round.
 */
export function fitWeights(marked: Marked[]): Fitted {
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
