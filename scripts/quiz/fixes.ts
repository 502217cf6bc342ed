import type { Figures, Problem } from '@/features/cards/schema'
import type { CompiledBank } from '@/features/quiz/bank/rules'
import { triedFix } from '@/features/quiz/fix/rules'
import { figuresFor } from '@/features/sandbox/figures/rules'
import { openCanned } from '@/features/sandbox/labs/canned/rules'
import { isSolved } from '@/features/sandbox/labs/grade/rules'

/**
 * Runs every configuration that is to be mended: as it stands it fails its checks, the solution
 * passes all of them, and each mend that only looks right fails.
 */
export async function checkFixes(
  { exercises, places }: Pick<CompiledBank, 'exercises' | 'places'>,
  figures: Figures,
): Promise<Problem[]> {
  const problems: Problem[] = []
  const open = async (scenario: Parameters<typeof openCanned>[0]) =>
    openCanned(scenario, figuresFor(figures))
  for (const [index, { id, body }] of exercises.entries()) {
    if (body.kind !== 'fix') continue
    const { file = '', line = 1 } = places[index] ?? {}
    const say = (message: string) =>
      problems.push({ file, line, severity: 'error', message: `${id} ${message}` })
    const solves = async (text: string) => isSolved(await triedFix(body, text, open))
    try {
      if (await solves(body.broken)) say('passes its checks before it is mended: break it')
      for (const verdict of await triedFix(body, body.solution, open)) {
        const failed = verdict.findings.find(({ passed }) => !passed)
        if (!verdict.passed)
          say(
            `has a solution that fails ${verdict.id}: expected ${failed?.expected ?? 'to pass'}, saw ${failed?.saw ?? 'nothing'}`,
          )
      }
      for (const [i, { answer }] of body.lures.entries())
        if (await solves(answer)) say(`calls lure ${i + 1} wrong, which passes every check`)
    } catch (error) {
      say(`has a world that cannot be run: ${(error as Error).message}`)
    }
  }
  return problems
}
