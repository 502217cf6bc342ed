import { clipParameters, default_w, FSRSAlgorithm, generatorParameters } from 'ts-fsrs'
import type { Grade } from '../schema'
import type { Numbers } from './schema'

/** FSRS memory: stability in days, difficulty 1–10. */
export interface Strength {
  stability: number
  difficulty: number
}

/** One version of the scheduler's parameters. Events carry its number and fold with it for ever. */
export interface Parameters extends Readonly<Numbers> {
  readonly version: number
}

export const ALGORITHM = 'FSRS-6'

const MINUTE = 60_000

/**
 * Version 1 of everyone: learned from many people's reviews. Events name it, so it never changes;
 * other numbers are another version.
 */
export const DEFAULT_PARAMETERS: Parameters = {
  version: 1,
  weights: [...default_w],
  retention: 0.9,
  longestDays: 365,
  learningStepsMs: [1 * MINUTE, 10 * MINUTE],
  relearningStepsMs: [10 * MINUTE],
}

const algorithms = new WeakMap<Parameters, FSRSAlgorithm>()

function algorithm(parameters: Parameters): FSRSAlgorithm {
  let found = algorithms.get(parameters)
  if (!found) {
    found = new FSRSAlgorithm(
      generatorParameters({
        w: [...parameters.weights],
        request_retention: parameters.retention,
        // Steps are ours; the library only bounds two weights by their number.
        relearning_steps: parameters.relearningStepsMs.map(() => '10m' as const),
        maximum_interval: parameters.longestDays,
        enable_fuzz: false,
        enable_short_term: true,
      }),
    )
    algorithms.set(parameters, found)
  }
  return found
}

/** Weights within the bounds in which FSRS-6 makes sense, as the library draws them. */
export function boundedWeights(weights: readonly number[], relearningSteps: number): number[] {
  return clipParameters([...weights], relearningSteps, true)
}

/**
 * The memory after an answer, by FSRS-6. The elapsed time is ours, in whole study days: the
 * library would count UTC dates.
 * @see https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm
 */
export function nextStrength(
  parameters: Parameters,
  before: Strength | null,
  elapsedDays: number,
  grade: Grade,
): Strength {
  const { stability, difficulty } = algorithm(parameters).next_state(before, elapsedDays, grade)
  return { stability, difficulty }
}

/** Days until recall falls to the wanted retention, at least 1, before fuzz. */
export function interval(parameters: Parameters, stability: number): number {
  return algorithm(parameters).next_interval(stability, 0)
}

/** Probability of recall, 0–1, `elapsedDays` after the last answer. */
export function recall(parameters: Parameters, stability: number, elapsedDays: number): number {
  return algorithm(parameters).forgetting_curve(elapsedDays, stability)
}
