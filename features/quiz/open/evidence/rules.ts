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

/** Each place where some of a phrasing is said, with the share of its weight. */
export const sharesOf = (spoken: Spoken, phrase: Weighed): Share[] =>
  phraseIn(spoken, phrase).map((found) => ({
    ...found,
    share: found.which.reduce((sum, i) => sum + (phrase.weights[i] ?? 0), 0) / phrase.all,
  }))

interface Share extends Pick<Found, 'from' | 'to'> {
  share: number
}

/** The largest share in each clause, and in each two in a row. */
function topsOf(shares: Share[], clauses: number): (from: number, to: number) => number {
  const alone = new Float64Array(clauses)
  const across = new Float64Array(clauses)
  for (const { from, to, share } of shares) {
    const tops = to === from ? alone : to === from + 1 ? across : null
    if (tops) tops[from] = Math.max(tops[from] ?? 0, share)
  }
  return (from, to) =>
    from === to ? (alone[from] ?? 0) : Math.max(alone[from] ?? 0, alone[to] ?? 0, across[from] ?? 0)
}

/** What the words of some clauses tell, each once, and how much of that stands in clauses that are wrong. */
function wordsIn(spoken: Spoken, told: number[], from: number, to: number, wrong: Set<number>) {
  const seen = new Set<string>()
  let [sum, bad] = [0, 0]
  for (let i = spoken.starts[from] ?? 0; i < (spoken.starts[to + 1] ?? 0); i += 1) {
    const weight = told[i] ?? 0
    if (weight === 0) continue
    const token = spoken.tokens[i]
    const name = token?.keys[0] ?? `${token?.quantity?.value}`
    if (seen.has(name)) continue
    seen.add(name)
    sum += weight
    if (wrong.has(spoken.at[i] ?? 0)) bad += weight
  }
  return { sum, bad }
}

/**
 * Weighs every clause of an answer, and every two in a row, for one point.
 * @param wrong clauses that say what must not be said
 */
export function weigh(spoken: Spoken, point: Listened, wrong: Set<number>): Weight[] {
  const count = spoken.clauses.length
  const phrases = point.phrases.map((phrase) => topsOf(sharesOf(spoken, phrase), count))
  const itself = topsOf(
    point.itself.flatMap((phrase) => sharesOf(spoken, phrase)),
    count,
  )
  const ways = topsOf(
    point.ways.flatMap((way) => wayIn(spoken, way)).map((found) => ({ ...found, share: 1 })),
    count,
  )
  const told = spoken.tokens.map((token) => (token.light ? 0 : point.weightOf(token)))
  return spoken.clauses.flatMap((_, from) =>
    [from, from + 1]
      .filter((to) => to < count)
      .map((to): Weight => {
        const [best = 0, next = 0] = phrases.map((top) => top(from, to)).sort((a, b) => b - a)
        const { sum, bad } = wordsIn(spoken, told, from, to, wrong)
        const evidence: Evidence = {
          best,
          next,
          itself: itself(from, to),
          way: ways(from, to),
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
