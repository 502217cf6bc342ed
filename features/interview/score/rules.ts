import type { Source } from '../schema'

/** What a place is worth: `right` and `score` are null where nothing was answered. */
export interface Worth {
  source: Source
  weight: number
  right: boolean | null
  score: number | null
}

/** Sources that are right or wrong as a whole, as in the exams of AWS; of the others a part counts. */
const WHOLE: readonly Source[] = ['exercise', 'incident']

/** What a place earns of its weight, 0 to 1. */
export const earned = ({ source, right, score }: Worth): number =>
  WHOLE.includes(source) ? (right ? 1 : 0) : (score ?? 0)

/** The score of a round, 0 to 1, by weight; what was left unanswered earns nothing. */
export function scoreOf(places: readonly Worth[]): number {
  const whole = places.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0
    ? 0
    : places.reduce((sum, place) => sum + place.weight * earned(place), 0) / whole
}
