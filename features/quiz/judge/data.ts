import 'server-only'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { openCanned } from '@/features/sandbox/labs/canned/rules'
import { triedFix, verdictOfFix } from '../fix/rules'
import { grade } from '../grade/rules'
import { heard } from '../open/rules'
import type { Body, Chosen, Verdict } from '../schema'

/**
 * Grades an answer of any kind, on the server alone. A mend is tried by the emulator with canned
 * functions: nothing that a learner wrote is ever executed. null where it is no answer to this kind.
 */
export async function judge(body: Body, chosen: Chosen, seed: string): Promise<Verdict | null> {
  if (body.kind !== 'fix' && body.kind !== 'open') return grade(body, chosen, seed)
  if (chosen.kind !== 'text') return null
  if (body.kind === 'open') return heard(body.points, body.mustNotSay, chosen.text)
  const figures = getEmulatorFigures()
  const found = await triedFix(body, chosen.text, async (one) => openCanned(one, figures))
  return verdictOfFix(body, chosen.text, found)
}
