import type { NoteContent } from '@/features/cards/own/schema'
import { markdownOf } from '../markdown/rules'
import type { Exercise, Finding, Verdict } from '../schema'

const bulleted = (texts: string[]): string =>
  texts.length === 1
    ? (texts[0] ?? '')
    : texts.map((text) => `- ${text.replace(/\n/g, '\n  ')}`).join('\n')

/** What would have been right, in Markdown. */
function keyOf({ kind, body }: Exercise, findings: Finding[]): string {
  if (body.kind === 'open') return markdownOf(body.modelHtml)
  const htmls =
    kind === 'ordering'
      ? findings.map(({ html }) => html)
      : findings.flatMap(({ keyHtml, right, html }) => keyHtml ?? (right ? html : []))
  const texts = htmls.map(markdownOf)
  return kind === 'ordering'
    ? texts.map((text, index) => `${index + 1}. ${text}`).join('\n')
    : bulleted(texts)
}

/** What was chosen and wrong, by which two wrong answers differ. */
export const wrongIn = ({ findings }: Verdict): Finding[] =>
  findings.filter(({ chosen, right }) => chosen && !right)

/**
 * The card that a wrong answer becomes: the question, what is right, what was chosen instead and why
 * that is wrong, and where it is taught.
 */
export function cardOf(exercise: Exercise, verdict: Verdict): NoteContent {
  const shown = [exercise.stemHtml, ...exercise.evidence.map(({ html }) => html)]
  const instead = wrongIn(verdict).map(({ html, whyHtml }) =>
    [markdownOf(html), markdownOf(whyHtml)].filter(Boolean).join(' — '),
  )
  return {
    kind: 'basic',
    front: shown.map(markdownOf).join('\n\n'),
    back: keyOf(exercise, verdict.findings),
    extra: [
      ...(instead.length > 0 ? [`**You chose:** ${bulleted(instead)}`] : []),
      markdownOf(exercise.explainHtml),
    ].join('\n\n'),
    tags: ['quiz', exercise.topic],
    sourceHref: exercise.href,
  }
}
