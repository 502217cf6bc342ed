import { escapeHtml } from '@/features/cards/html/rules'
import { chanceOf } from '@/features/quiz/chance/rules'
import type { Verdict } from '@/features/quiz/schema'
import type { Check, Verdict as CheckVerdict, LabSheet } from '@/features/sandbox/labs/schema'

const MOST_SEED = 2_147_483_647

/** The seed that a lab is drawn with, from the seed of its place. */
export const labSeed = (seed: string): number => chanceOf(`${seed} lab`).int(0, MOST_SEED)

/** A lab as it is sat: without hints, and without what an interviewer asks after it. */
export const satSheet = (sheet: LabSheet): LabSheet => ({ ...sheet, hintsHtml: [], next: [] })

const code = (text: string) => `<code>${escapeHtml(text)}</code>`

/** What the checks say of an answer: one finding each; the score is the share of them that passed. */
export function verdictOfChecks(
  checks: Pick<Check, 'id' | 'say'>[],
  verdicts: CheckVerdict[],
): Verdict {
  const findings = checks.map(({ id, say }) => {
    const found = verdicts.find((one) => one.id === id)
    const right = found?.passed ?? false
    const failed = found?.findings.filter(({ passed }) => !passed) ?? []
    return {
      html: escapeHtml(say),
      chosen: found !== undefined,
      right,
      whyHtml: found
        ? failed
            .map(({ expected, saw }) => `Expected ${code(expected)}, saw ${code(saw)}.`)
            .join('<br>')
        : 'It was not run.',
    }
  })
  const passed = findings.filter(({ right }) => right).length
  return {
    blank: false,
    right: findings.length > 0 && passed === findings.length,
    score: findings.length === 0 ? 0 : passed / findings.length,
    findings,
  }
}
