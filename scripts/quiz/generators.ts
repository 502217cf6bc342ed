import type { Figures, Problem } from '@/features/cards/schema'
import type { CompiledBank } from '@/features/quiz/bank/rules'
import { generatorFaults } from '@/features/quiz/generators/lint/rules'
import { GENERATORS } from '@/features/quiz/generators/rules'

const SEEDS = Array.from({ length: 1000 }, (_, index) => `check ${index}`)

/**
 * Runs every generator over a thousand seeds with these figures, and says what cannot be asked.
 * Content without a bank has no generators.
 */
export function checkGenerators({ ids }: Pick<CompiledBank, 'ids'>, figures: Figures): Problem[] {
  const problem = (message: string): Problem => ({
    file: 'content/figures.yaml',
    line: 1,
    severity: 'error',
    message,
  })
  const mine = GENERATORS.filter(({ id }) => ids.includes(`exercise ${id}`))
  return mine.flatMap((generator) => {
    try {
      return generatorFaults(generator, figures, SEEDS).map(problem)
    } catch (error) {
      return [problem(`${generator.id} cannot be made: ${(error as Error).message}`)]
    }
  })
}
