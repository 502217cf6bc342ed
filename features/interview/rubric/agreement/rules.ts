import { chanceOf } from '@/features/quiz/chance/rules'
import { hear } from '@/features/quiz/open/rules'
import type { OpenRubric, SampleAnswer } from '../schema'

/** One point of one answer: what a person heard, and what the grader did. */
export interface Pair {
  person: boolean
  grader: boolean
}

/** The pairs of one answer: one for each of its points. */
export function pairsOf({ points, mustNotSay }: OpenRubric, { text, marks }: SampleAnswer): Pair[] {
  const hearing = hear(points, mustNotSay, text)
  return points.map(({ id }, i) => ({
    person: marks[id] === true,
    grader: hearing.points[i] != null,
  }))
}

/** What must not be said, of one answer. */
export function wrongPairsOf({ mustNotSay }: OpenRubric, { text, wrong }: SampleAnswer): Pair[] {
  const hearing = hear([], mustNotSay, text)
  return mustNotSay.map(({ id }, i) => ({
    person: wrong.includes(id),
    grader: hearing.wrong[i] != null,
  }))
}

interface Counts {
  both: number
  person: number
  grader: number
  neither: number
}

function count(pairs: Pair[]): Counts {
  const counts: Counts = { both: 0, person: 0, grader: 0, neither: 0 }
  for (const { person, grader } of pairs)
    counts[person ? (grader ? 'both' : 'person') : grader ? 'grader' : 'neither'] += 1
  return counts
}

/**
 * Cohen's κ: agreement beyond what chance alone would give, at most 1.
 * NaN where both always say the same one thing, and nothing can be told.
 */
export function kappa(pairs: Pair[]): number {
  const { both, person, grader, neither } = count(pairs)
  const all = pairs.length
  const seen = (both + neither) / all
  const yes = ((both + person) / all) * ((both + grader) / all)
  const no = ((neither + grader) / all) * ((neither + person) / all)
  return (seen - yes - no) / (1 - yes - no)
}

/** Of what the grader heard, the share that a person heard too; and the other way round. NaN for none. */
export function precisionAndRecall(pairs: Pair[]): { precision: number; recall: number } {
  const { both, person, grader } = count(pairs)
  return { precision: both / (both + grader), recall: both / (both + person) }
}

/**
 * The 95 % interval of κ by the bootstrap: whole answers are drawn anew, since the points of one
 * answer are no strangers to each other.
 * @param answers the pairs of each answer
 * @param times how often; each draw takes as many answers as there are
 */
export function kappaInterval(answers: Pair[][], seed: string, times = 2000): [number, number] {
  const chance = chanceOf(seed)
  const values = Array.from({ length: times }, () =>
    kappa(answers.flatMap(() => answers[chance.int(0, answers.length - 1)] ?? [])),
  )
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b)
  const at = (share: number) => values[Math.floor(share * (values.length - 1))] ?? Number.NaN
  return [at(0.025), at(0.975)]
}
