import { escapeHtml } from '@/features/cards/html/rules'
import type { Verdict } from '../schema'
import { isHistory } from './denial/rules'
import { heardIn, type Weight, weigh } from './evidence/rules'
import { type Found, listenTo, phraseIn, quoteOf, type Spoken } from './hearing/rules'
import { phraseOf } from './phrase/rules'
import type { KeyPoint, MustNotSay } from './schema'
import { listenedFor } from './vocabulary/rules'

/** An answer is right from this share of its points' weight on, and nothing outdated in it. */
const RIGHT_FROM = 0.6

/** What an answer says: the sentence of each point, and of each thing that must not be said; null where it is not. */
export interface Hearing {
  points: (string | null)[]
  wrong: (string | null)[]
}

/** The clauses that state something as a fact of today, all of it; null where it is denied or told as history. */
function statedIn(spoken: Spoken, said: string[]): Found | null {
  for (const phrasing of said) {
    const phrase = phraseOf(phrasing, true)
    const found = phraseIn(spoken, phrase).find(
      ({ which, from, to }) =>
        which.length === phrase.wanted.length &&
        !isHistory(quoteOf(spoken, from, to), spoken.clauses[to + 1]?.text),
    )
    if (found) return found
  }
  return null
}

/** What the clauses of an answer tell of each point, and where it states what must not be said. */
export function weighed(
  points: Pick<KeyPoint, 'point' | 'accept' | 'says'>[],
  mustNotSay: Pick<MustNotSay, 'said'>[],
  text: string,
): { spoken: Spoken; points: (Weight | null)[]; wrong: (Found | null)[] } {
  const spoken = listenTo(text)
  const wrong = mustNotSay.map(({ said }) => statedIn(spoken, said))
  const bad = new Set(
    wrong.flatMap((found) => found?.places.map((one) => spoken.at[one] ?? 0) ?? []),
  )
  const all = listenedFor(points).map((point) => heardIn(weigh(spoken, point, bad)))
  return { spoken, points: all, wrong }
}

/** Listens to an answer for its points and for what must not be said. */
export function hear(
  points: Pick<KeyPoint, 'point' | 'accept' | 'says'>[],
  mustNotSay: Pick<MustNotSay, 'said'>[],
  text: string,
): Hearing {
  const { spoken, points: weights, wrong } = weighed(points, mustNotSay, text)
  const quote = (one: { from: number; to: number } | null) =>
    one && quoteOf(spoken, one.from, one.to)
  return {
    points: weights.map(quote),
    wrong: wrong.map(quote),
  }
}

const quoted = (sentence: string): string => `<q>${escapeHtml(sentence)}</q>`

/**
 * The verdict on what was heard. Each point that is heard names the sentence that earned it; what
 * must not be said takes the weight of one point away, and is named.
 * @returns findings: one a point, in order, then one for each thing that must not be said and was;
 * score: the share of the points' weight, 0 to 1; right from `RIGHT_FROM` on with nothing outdated
 * said
 */
export function verdictOn(
  points: Pick<KeyPoint, 'point' | 'weight' | 'why'>[],
  mustNotSay: Pick<MustNotSay, 'why'>[],
  hearing: Hearing,
  blank: boolean,
): Verdict {
  const wrong = mustNotSay.flatMap(({ why }, i) => {
    const sentence = hearing.wrong[i] ?? null
    return sentence === null ? [] : [{ sentence, why }]
  })
  const all = points.reduce((sum, { weight }) => sum + weight, 0)
  const earned = points.reduce(
    (sum, { weight }, i) => sum + (hearing.points[i] == null ? 0 : weight),
    0,
  )
  const score = blank ? 0 : Math.max(0, earned - wrong.length) / Math.max(1, all)
  return {
    blank,
    score,
    right: !blank && score >= RIGHT_FROM && wrong.length === 0,
    findings: [
      ...points.map(({ point, why }, i) => {
        const sentence = hearing.points[i] ?? null
        return {
          html: escapeHtml(point),
          chosen: sentence !== null,
          right: true,
          whyHtml: sentence === null ? escapeHtml(why) : `You said: ${quoted(sentence)}`,
        }
      }),
      ...wrong.map(({ sentence, why }) => ({
        html: quoted(sentence),
        chosen: true,
        right: false,
        whyHtml: escapeHtml(why),
      })),
    ],
  }
}

/** Whether nothing was said. */
export const isBlank = (text: string): boolean => text.replace(/[;\s]/g, '') === ''

/** An answer in one's own words, held against its points. */
export function heard(points: KeyPoint[], mustNotSay: MustNotSay[], text: string): Verdict {
  return verdictOn(points, mustNotSay, hear(points, mustNotSay, text), isBlank(text))
}
