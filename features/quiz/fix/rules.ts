import { answeredScenario } from '@/features/sandbox/labs/answer/rules'
import { gradeLab } from '@/features/sandbox/labs/grade/rules'
import { type LabWorld, runChecks, runsWithout } from '@/features/sandbox/labs/run/rules'
import type { Verdict as CheckVerdict } from '@/features/sandbox/labs/schema'
import type { Scenario } from '@/features/sandbox/schema'
import type { Body } from '../schema'

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
