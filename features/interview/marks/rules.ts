import type { Kind, Verdict } from '@/features/quiz/schema'
import type { Source } from '../schema'
import type { Mark } from './schema'

/** Sources whose points are heard in a text, so that one can have been overheard. */
const HEARD: readonly Source[] = ['question', 'follow-up']

/**
 * Whether points of an answer can be contested: they were heard in what was said, not looked up.
 * @param kind of an exercise; null for anything else
 */
export const canMark = (
  source: Source,
  kind: Kind | null,
  verdict: Pick<Verdict, 'blank'> | null,
): boolean =>
  (HEARD.includes(source) || (source === 'exercise' && kind === 'open')) &&
  verdict !== null &&
  !verdict.blank

/**
 * The score of an answer by the learner's own marks, 0 to 1, where each unmarked point stays as it
 * was heard; null without a mark. What should not have been said takes one weight away, as ours does.
 * @param weights of the points, in the order of their findings; 1 for any that is missing
 */
export function ownScore(
  verdict: Verdict,
  marks: readonly Mark[],
  weights: readonly number[],
): number | null {
  if (marks.length === 0) return null
  const marked = new Map(marks.map(({ finding, holds }) => [finding, holds]))
  let [all, earned, lost] = [0, 0, 0]
  for (const [index, { chosen, right }] of verdict.findings.entries()) {
    const said = marked.get(index) ?? chosen
    if (right) {
      const weight = weights[index] ?? 1
      all += weight
      if (said) earned += weight
    } else if (said) lost += 1
  }
  return all === 0 ? null : Math.max(0, earned - lost) / all
}

/** How many points were marked, and how many of them as they were heard. */
export function agreementOf(
  answers: readonly { verdict: Verdict | null; marks: readonly Mark[] }[],
): { marked: number; agreed: number } {
  const pairs = answers.flatMap(({ verdict, marks }) =>
    marks.flatMap(({ finding, holds }) => {
      const found = verdict?.findings[finding]
      return found ? [found.chosen === holds] : []
    }),
  )
  return { marked: pairs.length, agreed: pairs.filter(Boolean).length }
}
