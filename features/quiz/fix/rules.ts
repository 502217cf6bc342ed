import { escapeHtml } from '@/features/cards/html/rules'
import { answeredScenario } from '@/features/sandbox/labs/answer/rules'
import { gradeLab } from '@/features/sandbox/labs/grade/rules'
import { type LabWorld, runChecks, runsWithout } from '@/features/sandbox/labs/run/rules'
import type { Verdict as CheckVerdict } from '@/features/sandbox/labs/schema'
import type { Scenario } from '@/features/sandbox/schema'
import type { Body, Verdict } from '../schema'

export type FixBody = Extract<Body, { kind: 'fix' }>

/**
 * Tries a text in the place of what is to be mended: each check in a world of its own. A text that
 * makes no world fails every check, with the reason in words.
 * @param openWorld opens the emulator with a scenario
 */
export async function triedFix(
  { world, answer, checks }: FixBody,
  text: string,
  openWorld: (scenario: Scenario) => Promise<LabWorld>,
): Promise<CheckVerdict[]> {
  const lab = { world, answer: { kind: 'data' as const, ...answer } }
  const answered = answeredScenario(lab, 'exercise', 1, 'text', text)
  if (!answered.ok) return gradeLab(runsWithout(checks, answered.why), checks)
  return gradeLab(await runChecks(checks, answered.value, openWorld), checks)
}

/** What the checks found of a mend, as a verdict: right when all of them pass. */
export function verdictOfFix(body: FixBody, text: string, found: CheckVerdict[]): Verdict {
  const blank = text.trim() === '' || text.trim() === body.broken.trim()
  const lure = body.lures.find(({ answer }) => answer.trim() === text.trim())
  const findings = body.checks.map(({ id, say }) => {
    const verdict = found.find((one) => one.id === id)
    const failed = verdict?.findings.find(({ passed }) => !passed)
    const seen = failed
      ? `Expected ${escapeHtml(failed.expected)}; saw <code>${escapeHtml(failed.saw)}</code>.`
      : ''
    const passed = verdict?.passed ?? false
    return { html: escapeHtml(say), chosen: !blank, right: passed, whyHtml: passed ? '' : seen }
  })
  const solution = {
    html: 'One mend that passes',
    chosen: false,
    right: true,
    whyHtml: lure?.whyHtml ?? '',
    keyHtml: `<pre tabindex="0"><code>${escapeHtml(body.solution.trimEnd())}</code></pre>`,
  }
  const passed = findings.filter(({ right }) => right).length
  const right = !blank && findings.length > 0 && passed === findings.length
  return {
    right,
    score: blank ? 0 : passed / Math.max(1, findings.length),
    findings: right ? findings : [...findings, solution],
    blank,
  }
}
