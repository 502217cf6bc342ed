import { type CompiledContent, type ContentFiles, compileContent } from '@/features/cards/rules'
import type { InterviewBank } from '@/features/interview/bank/schema'
import { type CompiledBank, compileBank } from '@/features/quiz/bank/rules'
import { predictedOf } from '@/features/quiz/predict/rules'
import { figuresFor } from '@/features/sandbox/figures/rules'
import type { engines } from '../content/engines'
import { compileInterviews } from '../interview/bank'
import { openLanes } from '../labs/lanes'
import { opener } from '../labs/open'

/**
 * Compiles the bank of exercises against the content that it belongs to. Predictions are answered
 * by the emulator; code in their worlds is ours and runs in threads.
 * @param today YYYY-MM-DD, to tell stale figures
 */
export async function compileQuiz(
  files: ContentFiles,
  { content, anchors }: Pick<CompiledContent, 'content' | 'anchors'>,
  drawing: Awaited<ReturnType<typeof engines>>,
  today: string,
): Promise<CompiledBank> {
  const lanes = openLanes()
  try {
    return await compileBank(
      files,
      content,
      anchors,
      drawing,
      async (source) => predictedOf(source, opener(figuresFor(content.figures), lanes)),
      today,
    )
  } finally {
    await lanes.close()
  }
}

/**
 * All content with its bank and its interviews, and everything that learners' data can hang on.
 * @param checks also what takes long to check and is not needed to serve the content
 */
export async function compileAll(
  files: ContentFiles,
  drawing: Awaited<ReturnType<typeof engines>>,
  today: string,
  checks: boolean,
): Promise<CompiledContent & { bank: CompiledBank; interviews: InterviewBank }> {
  const compiled = compileContent(files, drawing, today)
  const bank = await compileQuiz(files, compiled, drawing, today)
  const { interviews, problems } = compileInterviews(files, compiled, bank, drawing, today, checks)
  return {
    ...compiled,
    problems: [...compiled.problems, ...bank.problems, ...problems],
    ids: [...compiled.ids, ...bank.ids],
    bank,
    interviews,
  }
}
