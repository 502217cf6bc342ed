import 'server-only'
import type { Verdict } from '@/features/quiz/schema'
import { fitsChecks } from '@/features/sandbox/labs/attempt/rules'
import { getLabs, gradeData } from '@/features/sandbox/labs/data'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import type { LabSheet } from '@/features/sandbox/labs/schema'
import { sheetOf } from '@/features/sandbox/labs/sheet/rules'
import type { Graded, ItemAnswer } from '../schema'
import { labSeed, satSheet, verdictOfChecks } from './rules'

/** A lab as it is sat, with the numbers of a place's seed; null where there is none of this name. */
export function getLabSheet(slug: string, seed: string): LabSheet | null {
  const compiled = getLabs().get(slug)
  return compiled ? satSheet(sheetOf(compiled, labSeed(seed))) : null
}

/**
 * Grades a lab that was sat. What is data is run here by the emulator; of code the verdicts are those
 * that the learner's browser found, a claim. null where there is no such lab, or the answer is not
 * about it.
 */
export async function gradeLabAnswer(
  slug: string,
  seed: string,
  answer: Extract<ItemAnswer, { as: 'lab' }>,
): Promise<{ verdict: Verdict; proof: Graded['proof'] } | null> {
  const compiled = getLabs().get(slug)
  if (!compiled) return null
  const drawn = labSeed(seed)
  const { lab } = drawLab(compiled.source, drawn)
  if (lab.answer.kind === 'data') {
    const verdicts = await gradeData(lab, drawn, answer.code)
    return { verdict: verdictOfChecks(lab.checks, verdicts), proof: 'graded' }
  }
  const claimed = answer.verdicts ?? []
  if (claimed.length > 0 && !fitsChecks(claimed, lab.checks)) return null
  return { verdict: verdictOfChecks(lab.checks, claimed), proof: 'claimed' }
}
