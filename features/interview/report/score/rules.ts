import { SKILLS, type Skill } from '@/features/quiz/schema'
import type { Graded, Source } from '../../schema'
import { earned } from '../../score/rules'
import type { Counted, Part, Share } from '../schema'

/** The normal deviate of a 95 % interval. */
const Z = 1.959964

/**
 * What an answer earns, 0 to 1: all or nothing where there is a key, the part that holds where there
 * are points; null for none.
 */
export function pointsOf(source: Source, verdict: Graded['verdict']): number | null {
  if (verdict === null || verdict.blank) return null
  return earned({ source, weight: 1, right: verdict.right, score: verdict.score })
}

/** Which places stand or fall together: a question with its follow-ups, a case with its stages. */
export function groupOf({
  source,
  ref,
  place,
  follows,
}: Pick<Graded, 'source' | 'ref' | 'place'> & { follows: number | null }): string {
  if (source === 'incident') return `case ${ref.split('#')[0]}`
  return `place ${follows ?? place}`
}

/**
 * The score of some places with its 95 % interval: the mean of what they earned, by weight, blank
 * ones as nothing. The interval is Wilson's score interval over the effective number of questions
 * (Kish: the square of the sum of weights by the sum of their squares). For answers that are right
 * or wrong and weigh the same it is exactly Wilson's; what is partly right varies at most as much as
 * that, so the band is never too narrow. Places of one group count as one question.
 * @see Wilson, "Probable inference, the law of succession, and statistical inference", 1927
 */
export function shareOf(counted: readonly Counted[]): Share {
  const groups = new Map<string, { weight: number; sum: number }>()
  for (const { group, weight, points } of counted) {
    const { weight: all = 0, sum = 0 } = groups.get(group) ?? {}
    groups.set(group, { weight: all + weight, sum: sum + weight * (points ?? 0) })
  }
  const units = [...groups.values()]
  const whole = units.reduce((total, { weight }) => total + weight, 0)
  const squares = units.reduce((total, { weight }) => total + weight ** 2, 0)
  const part = units.reduce((total, { sum }) => total + sum, 0)
  const counts = {
    questions: counted.length,
    answered: counted.filter(({ points }) => points !== null).length,
    right: counted.filter(({ right }) => right).length,
  }
  if (whole === 0) return { score: 0, low: 0, high: 1, ...counts }
  const score = Math.min(1, Math.max(0, part / whole))
  const n = whole ** 2 / squares
  const middle = (score + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n)
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((score * (1 - score)) / n + Z ** 2 / (4 * n ** 2))
  return {
    score,
    low: Math.min(score, Math.max(0, middle - half)),
    high: Math.max(score, Math.min(1, middle + half)),
    ...counts,
  }
}

function partsBy<T extends string>(
  counted: readonly Counted[],
  nameOf: (one: Counted) => T,
): Part<T>[] {
  const names = [...new Set(counted.map(nameOf))]
  return names.map((name) => ({
    name,
    share: shareOf(counted.filter((one) => nameOf(one) === name)),
  }))
}

/** How each topic went, the worst first; alike by name. */
export const topicParts = (counted: readonly Counted[]): Part[] =>
  partsBy(counted, ({ topic }) => topic).sort(
    (a, b) => a.share.score - b.share.score || (a.name < b.name ? -1 : 1),
  )

/** How each skill went, in the order of skills. */
export const skillParts = (counted: readonly Counted[]): Part<Skill>[] =>
  partsBy(counted, ({ skill }) => skill).sort(
    (a, b) => SKILLS.indexOf(a.name) - SKILLS.indexOf(b.name),
  )

/** A share in percent, as it is shown: 0 and 100 only where it is exactly that. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100)
  const inside = share > 0 && share < 1
  return `${inside ? Math.min(99, Math.max(1, rounded)) : rounded} %`
}

/** What an interval says in words: how much a score of so few questions is worth. */
export function bandText({ low, high, questions }: Share): string {
  const width = high - low
  if (questions === 1) return 'One question says next to nothing by itself.'
  if (width > 0.5) return 'So few questions that the score could be almost anything: sit more.'
  if (width > 0.3) return 'A wide band: another round would move it easily.'
  if (width > 0.18) return 'A fair idea; a longer round would narrow it.'
  return 'Enough questions to trust it.'
}
