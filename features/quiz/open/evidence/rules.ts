import { type Found, phraseIn, type Spoken, wayIn } from '../hearing/rules'
import type { Listened, Weighed } from '../vocabulary/rules'

/** What one or two sentences hold of a point; each is a share, 0 to 1. */
export interface Evidence {
  /** Of its phrasings, how much of the one that is said best, and of the next. */
  best: number
  next: number
  /** How much of the point as it is written. */
  itself: number
  /** Whether one of its ways is said. */
  way: number
  /** How many of its words there are, by what they tell. */
  words: number
  /** How much of that is in sentences that say what must not be said. */
  wrong: number
}

/** What a clause or two of an answer tell of a point, and how likely a person would hear it there. */
export interface Weight {
  from: number
  to: number
  evidence: Evidence
  /** Log odds: above 0 where it is more likely heard than not. */
  odds: number
}

/**
 * How much each kind of evidence tells: fitted by logistic regression to answers that people marked,
 * some phrasings taken away from each, since nobody's next answer is among those that were foreseen
 * (`npm run rubrics -- --fit`).
 */
export const FITTED: Record<keyof Evidence | 'before', number> = {
  before: -4.1,
  best: 2.5,
  next: 1.3,
  itself: 0.9,
  way: 3.9,
  words: 3,
  wrong: -1.8,
}
/** So much weight of words is all that can be asked of two sentences. */
const ENOUGH_WORDS = 12

/** The log odds that a person hears a point in this evidence. */
export const oddsOf = (evidence: Evidence, fitted = FITTED): number =>
  (Object.keys(evidence) as (keyof Evidence)[]).reduce(
    (sum, name) => sum + fitted[name] * evidence[name],
    fitted.before,
  )

const within = (found: Found, from: number, to: number) => found.from >= from && found.to <= to

/** Each place where some of a phrasing is said, with the share of its weight. */
export const sharesOf = (spoken: Spoken, phrase: Weighed) =>
  phraseIn(spoken, phrase).map((found) => ({
    ...found,
    share: found.which.reduce((sum, i) => sum + (phrase.weights[i] ?? 0), 0) / phrase.all,
  }))

/**
 * Weighs every clause of an answer, and every two in a row, for one point.
 * @param wrong clauses that say what must not be said
 */
export function weigh(spoken: Spoken, point: Listened, wrong: Set<number>): Weight[] {
  const phrases = point.phrases.map((phrase) => sharesOf(spoken, phrase))
  const itself = point.itself.flatMap((phrase) => sharesOf(spoken, phrase))
  const ways = point.ways.flatMap((way) => wayIn(spoken, way))
  const told = spoken.tokens.map((token) => (token.light ? 0 : point.weightOf(token)))
  const most = (
    list: { share: number; from: number; to: number; places: number[] }[],
    from: number,
    to: number,
  ) => list.reduce((top, one) => (within(one, from, to) ? Math.max(top, one.share) : top), 0)
  return spoken.clauses.flatMap((_, from) =>
    [from, from + 1]
      .filter((to) => to < spoken.clauses.length)
      .map((to): Weight => {
        const shares = phrases.map((list) => most(list, from, to)).sort((a, b) => b - a)
        const said = ways.some((found) => within(found, from, to))
        const seen = new Map<string, number>()
        let bad = 0
        for (const [i, weight] of told.entries()) {
          const clause = spoken.at[i] ?? 0
          const name = spoken.tokens[i]?.keys[0] ?? `${spoken.tokens[i]?.quantity?.value}`
          if (weight === 0 || clause < from || clause > to || seen.has(name)) continue
          seen.set(name, weight)
          if (wrong.has(clause)) bad += weight
        }
        const sum = [...seen.values()].reduce((all, one) => all + one, 0)
        const evidence: Evidence = {
          best: shares[0] ?? 0,
          next: shares[1] ?? 0,
          itself: most(itself, from, to),
          way: said ? 1 : 0,
          words: Math.min(1, sum / ENOUGH_WORDS),
          wrong: sum === 0 ? 0 : bad / sum,
        }
        return { from, to, evidence, odds: oddsOf(evidence) }
      }),
  )
}

/** Where a phrasing is said whole, nothing has to be weighed; unless what is wrong stands there too. */
const isSaid = ({ odds, evidence }: Weight): boolean =>
  odds > 0 || (evidence.best > 0.999 && evidence.wrong < 0.5)

/** The clause where a point is heard, or the two where it takes two; null where it is not. */
export function heardIn(weights: Weight[]): Weight | null {
  const [first] = weights
    .filter(isSaid)
    .sort((a, b) => a.to - a.from - (b.to - b.from) || b.odds - a.odds)
  return first ?? null
}
