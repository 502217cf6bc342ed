import type { Figures } from '@/emulator'
import type { Problem } from '@/features/cards/schema'
import { answeredScenario } from '@/features/sandbox/labs/answer/rules'
import { answerIn, changedText, type LabFile } from '@/features/sandbox/labs/compile/rules'
import { drawLab } from '@/features/sandbox/labs/draw/rules'
import { gradeLab } from '@/features/sandbox/labs/grade/rules'
import { runChecks, runsWithout } from '@/features/sandbox/labs/run/rules'
import {
  type AnswerLanguage,
  type Check,
  LANGUAGES,
  type Lab,
  type Verdict,
} from '@/features/sandbox/labs/schema'
import { openLanes } from './lanes'
import { opener } from './open'

/** Seeds with which solutions must hold; Python, whose start is the slowest, with the first two. */
const SEEDS = [1, 2, 3]
const PYTHON_SEEDS = 2
/** Labs that are run at a time: two cores, and threads that wait. */
const AT_ONCE = 3

type Given = 'python' | 'javascript' | null

/** Runs an answer against some of a lab's checks. */
async function judged(
  open: ReturnType<typeof opener>,
  lab: Lab,
  seed: number,
  language: AnswerLanguage,
  text: string,
  checks: Check[],
  given: Given = null,
): Promise<Verdict[]> {
  const answered = answeredScenario(lab, lab.title, seed, language, text, given)
  if (!answered.ok) return gradeLab(runsWithout(checks, answered.why), checks)
  return gradeLab(await runChecks(checks, answered.value, open), checks)
}

const told = ({ findings }: Verdict): string => {
  const failed = findings.find(({ passed }) => !passed)
  return failed ? `expected ${failed.expected}, saw ${failed.saw}` : 'no reason'
}

async function checkLab(
  { file, source, lineOf }: LabFile,
  open: ReturnType<typeof opener>,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const say = (path: (string | number)[], message: string) =>
    problems.push({ file, line: lineOf(path), severity: 'error', message })

  async function solves(lab: Lab, seed: number, language: AnswerLanguage, given: Given = null) {
    const solution = answerIn(lab.solution, language) ?? ''
    const behind = given ? ` with functions in ${given}` : ''
    for (const verdict of await judged(open, lab, seed, language, solution, lab.checks, given)) {
      if (verdict.passed) continue
      const index = lab.checks.findIndex(({ id }) => id === verdict.id)
      say(
        ['checks', index],
        `the solution in ${language}${behind} fails ${verdict.id} with seed ${seed}: ${told(verdict)}`,
      )
    }
  }
  for (const seed of SEEDS) {
    const { lab } = drawLab(source, seed)
    if (lab.answer.kind === 'data') {
      await solves(lab, seed, 'text')
      if (seed === SEEDS[0] && lab.given)
        for (const given of LANGUAGES) await solves(lab, seed, 'text', given)
    } else
      for (const language of LANGUAGES)
        if (language !== 'python' || seed <= PYTHON_SEEDS) await solves(lab, seed, language)
  }
  const { lab } = drawLab(source, SEEDS[0] ?? 1)
  for (const [language, starter] of Object.entries(lab.starter)) {
    // One check that fails is enough, and mostly the first does.
    let fails = false
    for (const check of lab.checks) {
      const [verdict] = await judged(open, lab, 1, language as AnswerLanguage, starter, [check])
      fails = verdict?.passed === false
      if (fails) break
    }
    if (!fails)
      say(['starter'], `the starter in ${language} passes every check: take more out of it`)
  }
  for (const [i, { of, change, fails }] of lab.wrong.entries()) {
    const changed = changedText(answerIn(lab.solution, of) ?? '', change)
    if (!changed.ok) continue
    const checks = lab.checks.filter(({ id }) => fails.includes(id))
    const answered = answeredScenario(lab, lab.title, 1, of, changed.text)
    if (!answered.ok) say(['wrong', i], `the wrong solution makes no world: ${answered.why}`)
    else
      for (const { id, passed } of gradeLab(await runChecks(checks, answered.value, open), checks))
        if (passed) say(['wrong', i], `the wrong solution passes ${id}: sharpen the check`)
  }
  return problems
}

/**
 * Runs every lab: its solutions pass in every language with several seeds, its starters do not, and
 * each of its wrong solutions fails the checks that it names.
 */
export async function checkLabs(labs: LabFile[], figures: Figures): Promise<Problem[]> {
  const lanes = openLanes()
  const open = opener(figures, lanes)
  const waiting = [...labs]
  const problems: Problem[] = []
  const work = async () => {
    for (let lab = waiting.shift(); lab; lab = waiting.shift())
      problems.push(...(await checkLab(lab, open)))
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    await lanes.close()
  }
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}
