import { toHtml } from 'hast-util-to-html'
import { codeElements } from '@/features/cards/code/rules'
import { Compiler, type ContentFiles, type Engines } from '@/features/cards/compile/rules'
import { linkProblems } from '@/features/cards/links/rules'
import { PUBLISHED, vanishedIds } from '@/features/cards/published/rules'
import type { Content, Problem } from '@/features/cards/schema'
import { GENERATORS } from '../generators/rules'
import { keyHashOf } from '../key/rules'
import type { Exercise } from '../schema'
import { bodyOf, type Predicted } from './body/rules'
import { exerciseProblems, type SourcedExercise } from './lint/rules'
import { type ExerciseSource, exercisesFileSchema } from './schema'

/** What answers a prediction: the emulator, run by whoever compiles. Throws a sentence for the author. */
export type Predict = (source: Extract<ExerciseSource, { kind: 'predict' }>) => Promise<Predicted>

export interface CompiledBank {
  exercises: Exercise[]
  /** Where each of them stands. */
  places: { file: string; line: number }[]
  problems: Problem[]
  /** Every id that a learner's answers can hang on, those of generators among them. */
  ids: string[]
}

/**
 * Compiles the bank and finds everything wrong with it.
 * @param content the rest of the content, compiled: what exercises refer to
 * @param anchors path of a page → the anchors on it
 * @param today YYYY-MM-DD, to tell stale figures
 */
export async function compileBank(
  files: ContentFiles,
  content: Content,
  anchors: Map<string, Set<string>>,
  engines: Engines,
  predict: Predict,
  today: string,
): Promise<CompiledBank> {
  const compiler = new Compiler(files, engines, today)
  const before = compiler.problems.length
  const cards = new Set(content.cards.map(({ id }) => id))
  const bank: SourcedExercise[] = []
  const ids: string[] = []
  for (const { file, slug: topic } of compiler.list('quiz', '.yaml')) {
    const page = `/topics/${topic}`
    if (!anchors.has(page))
      compiler.error(file, 1, `there is no topic "${topic}" for these exercises`)
    const parsed = compiler.yaml(file, exercisesFileSchema)
    for (const [index, source] of (parsed.value ?? []).entries()) {
      const lineOf = (path: (string | number)[]) => parsed.lineOf([index, ...path])
      const report = (message: string, path: (string | number)[]) =>
        compiler.error(file, lineOf(path), `${source.id} ${message}`)
      const inline = (text: string, path: (string | number)[]) =>
        compiler.inline(file, lineOf(path), page, text)
      ids.push(source.id)
      if (anchors.has(page) && !anchors.get(page)?.has(source.teaches))
        report(`teaches "${source.teaches}", which is no item or heading of ${page}`, ['teaches'])
      for (const [i, id] of source.cards.entries())
        if (!cards.has(id)) report(`names the card "${id}", which does not exist`, ['cards', i])
      let predicted: Predicted = new Map()
      if (source.kind === 'predict')
        predicted = await predict(source).catch((error: Error) => {
          report(`cannot be answered by the emulator: ${error.message}`, ['world'])
          return new Map()
        })
      const body = bodyOf(source, predicted, { inline, report, kit: compiler.kit })
      const stem = inline(source.stem, ['stem'])
      const exercise: Exercise = {
        id: source.id,
        kind: source.kind,
        topic,
        level: source.level,
        skill: source.skill,
        stemHtml: stem.html,
        stemText: stem.text,
        evidence: (source.evidence ?? []).map(({ title, lang, text }) => ({
          title,
          html: `<pre tabindex="0"><code>${toHtml({ type: 'root', children: codeElements(compiler.kit.highlight(text.trimEnd(), lang)) })}</code></pre>`,
        })),
        explainHtml: inline(source.explain, ['explain']).html,
        source: source.source,
        href: `${page}#${source.teaches}`,
        cards: source.cards,
        keyHash: keyHashOf(body),
        body,
      }
      bank.push({ exercise, source, file, line: lineOf([]) })
    }
  }
  const unread = compiler.list('quiz', '.yaml').filter(({ file }) => compiler.unread.has(file))
  // Generators belong to a bank: content without one has neither.
  const generated = compiler.list('quiz', '.yaml').length > 0 ? GENERATORS.map(({ id }) => id) : []
  const published = [...ids, ...generated].map((id) => `exercise ${id}`)
  return {
    exercises: bank.map(({ exercise }) => exercise),
    places: bank.map(({ file, line }) => ({ file, line })),
    problems: [
      ...compiler.problems.slice(before),
      ...linkProblems(compiler.links, anchors),
      ...exerciseProblems(bank),
      ...vanishedIds(
        files.get(PUBLISHED) ?? '',
        new Set(published),
        unread.map(({ slug }) => slug),
        true,
      ),
    ],
    ids: published,
  }
}
