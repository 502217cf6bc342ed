import { Compiler, type ContentFiles } from '@/features/cards/compile/rules'
import { linkProblems } from '@/features/cards/links/rules'
import type { CompiledContent } from '@/features/cards/rules'
import type { Problem } from '@/features/cards/schema'
import type { InterviewBank } from '@/features/interview/bank/schema'
import { BLUEPRINTS_FILE, compileBlueprints } from '@/features/interview/blueprint/rules'
import { compileDesigns } from '@/features/interview/design/compile/rules'
import { compileIncidents } from '@/features/interview/incident/compile/rules'
import { compileRubrics } from '@/features/interview/rubric/compile/rules'
import type { CompiledBank } from '@/features/quiz/bank/rules'
import { GENERATORS, generatedExercise } from '@/features/quiz/generators/rules'
import type { engines } from '../content/engines'

/**
 * Compiles content/interviews/ against the rest of the content: each part reads its own files with
 * the one compiler and reports to it.
 * @param today YYYY-MM-DD, to tell stale figures
 * @param checks also what takes long to check and is not needed to serve the content
 */
export function compileInterviews(
  files: ContentFiles,
  { content, anchors }: Pick<CompiledContent, 'content' | 'anchors'>,
  quiz: CompiledBank,
  drawing: Awaited<ReturnType<typeof engines>>,
  today: string,
  checks: boolean,
): { interviews: InterviewBank; problems: Problem[] } {
  const compiler = new Compiler(files, drawing, today)
  // What was wrong with figures and glossary was told by who compiled the content.
  const before = compiler.problems.length
  // A tree of content without rounds may lack the figures that generators need.
  const generated = files.has(BLUEPRINTS_FILE)
    ? GENERATORS.map((one) => generatedExercise(one, '', content.figures))
    : []
  const interviews: InterviewBank = {
    blueprints: compileBlueprints(compiler, {
      topics: content.topics.map(({ slug }) => slug),
      exercises: [...quiz.exercises, ...generated],
    }),
    designs: compileDesigns(compiler, content),
    incidents: compileIncidents(compiler, content, anchors),
    questions: compileRubrics(compiler, content, checks),
  }
  return {
    interviews,
    problems: [...compiler.problems.slice(before), ...linkProblems(compiler.links, anchors)],
  }
}
