import type { Grade } from '../schema'

/** The state of the same-day curve: a stability of its own scale and a difficulty 1–10. */
export interface SameDayState {
  stability: number
  difficulty: number
}

// The default parameters of FSRS-7 as published, in the order of the publication:
// https://github.com/open-spaced-repetition/srs-benchmark
const W = [
  0.041, 2.4175, 4.1283, 11.9709, 5.6385, 0.4468, 3.262, 2.3054, 0.1688, 1.3325, 0.3524, 0.0049,
  0.7503, 0.0896, 0.6625, 1.15, 0.882, 0.3072, 3.5875, 0.303, 0.0107, 0.2279, 2.6413, 0.5594, 1.15,
  2.5, 1, 0.0723, 0.1634, 0.5, 0.9555, 0.2245, 0.6232, 0.1362, 0.3862,
] as const

const LONG_TERM = 7
const SHORT_TERM = 16
const LEAST = 1e-4
const MOST = 36_500

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most)

/** One power law of the mixture: 1 at once, `base` after as long as the stability says. */
function power(base: number, decay: number, t: number, stability: number): number {
  return (1 + (base ** (-1 / decay) - 1) * (t / stability)) ** -decay
}

/**
 * Probability of recall, 0–1, by the forgetting curve of FSRS-7: two power laws, a fast and a slow
 * one, weighted by the stability. Unlike FSRS-6 it knows minutes and hours.
 * @param elapsedDays time since the last answer, in days and parts of days
 * @see https://github.com/open-spaced-repetition/srs-benchmark
 */
export function sameDayRecall(stability: number, elapsedDays: number): number {
  const t = Math.max(0, elapsedDays)
  const fast = W[31] * stability ** -W[33]
  const slow = W[32] * stability ** W[34]
  const recall =
    (fast * power(W[29], W[27], t, stability) + slow * power(W[30], W[28], t, stability)) /
    (fast + slow)
  return clamp(recall, 0, 1)
}

const firstDifficulty = (grade: Grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1

function nextDifficulty(difficulty: number, grade: Grade): number {
  const moved = difficulty - (W[6] * (grade - 3) * (10 - difficulty)) / 9
  return clamp(0.01 * firstDifficulty(4) + 0.99 * moved, 1, 10)
}

/** The stability after an answer by one of the two sets of weights, which begins at `first`. */
function nextStability(
  first: number,
  { stability, difficulty }: SameDayState,
  recall: number,
  grade: Grade,
): number {
  const w = (index: number) => W[first + index] ?? 0
  const failed = Math.min(
    stability,
    w(3) * difficulty ** -w(4) * ((stability + 1) ** w(5) - 1) * Math.exp((1 - recall) * w(6)),
  )
  if (grade === 1) return failed
  const gain =
    Math.exp(w(0) - 1.5) *
    (11 - difficulty) *
    stability ** -w(1) *
    (Math.exp((1 - recall) * w(2)) - 1) *
    (grade === 2 ? w(7) : 1) *
    (grade === 4 ? w(8) : 1)
  return Math.max(failed, stability * (1 + gain))
}

/**
 * The state after an answer, by FSRS-7: a blend of a long-term and a short-term update, the latter
 * counting only soon after the last answer. For recall and order within the day, never intervals.
 * @param elapsedDays time since the last answer, in days and parts of days
 * @see https://github.com/open-spaced-repetition/srs-benchmark
 */
export function nextSameDay(
  before: SameDayState | null,
  elapsedDays: number,
  grade: Grade,
): SameDayState {
  if (before === null)
    return { stability: W[grade - 1] ?? W[0], difficulty: clamp(firstDifficulty(grade), 1, 10) }
  const t = Math.max(0, elapsedDays)
  const recall = sameDayRecall(before.stability, t)
  const share = 1 - W[26] * Math.exp(-W[25] * t)
  const stability =
    share * nextStability(LONG_TERM, before, recall, grade) +
    (1 - share) * nextStability(SHORT_TERM, before, recall, grade)
  return {
    stability: clamp(stability, LEAST, MOST),
    difficulty: nextDifficulty(before.difficulty, grade),
  }
}
