import { escapeHtml } from '@/features/cards/html/rules'
import { chanceOf } from '@/features/quiz/chance/rules'
import { hear, isBlank, verdictOn } from '@/features/quiz/open/rules'
import type { Verdict } from '@/features/quiz/schema'
import type { OpenFollowUp, OpenNot, OpenRubric, RubricNot, RubricPoint } from './schema'

/** Follow-ups to one question, at most. */
export const MOST_FOLLOW_UPS = 2

/**
 * Grades an answer in one's own words: one finding a point, in order, each with the sentence that
 * earned it; then one for each thing that must not be said and was, with the way to its correction.
 */
export function gradeOpen(
  points: RubricPoint[],
  mustNotSay: (RubricNot | OpenNot)[],
  text: string,
): Verdict {
  const hearing = hear(points, mustNotSay, text)
  const verdict = verdictOn(points, mustNotSay, hearing, isBlank(text))
  const said = mustNotSay.filter((_, i) => hearing.wrong[i] !== null)
  const findings = verdict.findings.map((finding, i) => {
    const wrong = said[i - points.length]
    if (!wrong || !('href' in wrong) || !wrong.href) return finding
    const link = `<a href="${escapeHtml(wrong.href)}">The correction</a>`
    return { ...finding, whyHtml: `${finding.whyHtml} ${link}` }
  })
  return { ...verdict, findings }
}

/**
 * What is asked next: the follow-up that probes the heaviest point that was missed, then the one that
 * probes most of them; chance decides between equals. One that probes nothing in particular comes
 * where nothing was missed. Nothing follows where nothing was answered, or enough was asked.
 * @param verdict of the question itself: its first findings are its points, in order
 * @param asked ids of the follow-ups to this question that were asked already
 */
export function nextFollowUp(
  { points, followUps }: OpenRubric,
  verdict: Verdict,
  asked: string[],
  seed: string,
): OpenFollowUp | null {
  if (verdict.blank || asked.length >= MOST_FOLLOW_UPS) return null
  const missed = new Map(
    points.filter((_, i) => !verdict.findings[i]?.chosen).map(({ id, weight }) => [id, weight]),
  )
  const probed = new Set(
    followUps.filter(({ id }) => asked.includes(id)).flatMap(({ probes }) => probes),
  )
  const gain = ({ probes }: OpenFollowUp) => {
    const weights = probes.map((id) => (probed.has(id) ? 0 : (missed.get(id) ?? 0)))
    return { heaviest: Math.max(0, ...weights), sum: weights.reduce((sum, one) => sum + one, 0) }
  }
  const [first] = chanceOf(seed)
    .shuffle(followUps)
    .filter(({ id }) => !asked.includes(id))
    .map((followUp) => ({ followUp, ...gain(followUp) }))
    .filter(({ followUp, sum }) => sum > 0 || followUp.probes.length === 0)
    .sort((a, b) => b.heaviest - a.heaviest || b.sum - a.sum)
  return first?.followUp ?? null
}
