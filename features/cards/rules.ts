import { Compiler, type ContentFiles, type Engines } from './compile/rules'
import { coverageProblems } from './coverage/rules'
import { readDecks } from './deck/rules'
import { readErrata } from './errata/rules'
import { cardProblems } from './lint/rules'
import type { CompiledFile } from './markdown/schema'
import { readPaths, readQuestions, readTopics } from './pages/rules'
import { PUBLISHED, vanishedIds } from './published/rules'
import { checkReferences } from './references/rules'
import { collectSamples, type SampleToRun, sampleShown } from './samples/rules'
import { type Content, inventorySchema, type Problem } from './schema'

export type { ContentFiles } from './compile/rules'

export interface CompiledContent {
  content: Content
  problems: Problem[]
  samples: SampleToRun[]
  /** Every id that a learner's data can hang on: cards, topics, questions, paths. */
  ids: string[]
  /** path of a page → the anchors on it */
  anchors: Map<string, Set<string>>
}

/**
 * Compiles all content and finds everything wrong with it. Pure: files in, pages and problems out.
 * @param today YYYY-MM-DD, to tell stale figures
 */
export function compileContent(
  files: ContentFiles,
  engines: Engines,
  today: string,
): CompiledContent {
  const compiler = new Compiler(files, engines, today)
  const errata = readErrata(compiler) // first: pages show them
  const topics = readTopics(compiler)
  const questions = readQuestions(compiler)
  const paths = readPaths(compiler)
  const { deck, ids: cardIds } = readDecks(compiler)
  compiler.problems.push(...cardProblems(deck, cardIds))
  const cards = deck.map(({ card }) => card)
  const glossary = (compiler.glossary.value ?? []).map((entry, index) => {
    const line = compiler.glossary.lineOf([index, 'definition'])
    const { html } = compiler.inline('content/glossary.yaml', line, '/glossary', entry.definition)
    return { ...entry, html }
  })
  checkReferences(compiler, { topics, questions, paths, cardIds })
  const items = checkCoverage(compiler, errata)
  const ids = publishableIds(compiler, cardIds)
  const unread = compiler.list('cards', '.yaml').filter(({ file }) => compiler.unread.has(file))
  compiler.problems.push(
    ...vanishedIds(
      files.get(PUBLISHED) ?? '',
      new Set(ids),
      unread.map(({ slug }) => slug),
    ),
  )
  const samples = collectSamples(files, compiler.pages, compiler.problems)

  const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order
  const inOrder = <T extends { order: number }>(read: { value: T }[]) =>
    read.map(({ value }) => value).sort(byOrder)
  return {
    content: {
      topics: inOrder(topics).map((topic) => ({
        ...topic,
        cardIds: cards.filter((card) => card.topic === topic.slug).map(({ id }) => id),
      })),
      questions: inOrder(questions),
      paths: inOrder(paths),
      cards,
      labCards: [],
      glossary: glossary.sort((a, b) => a.term.localeCompare(b.term, 'en')),
      figures: compiler.figures,
      errata: [...errata.values()].map(({ value, shown }) => ({
        ...shown,
        places: errataPlaces(compiler, value.id),
      })),
      items,
      samples: samples.map(sampleShown),
    },
    problems: unique(compiler.problems),
    samples,
    ids,
    anchors: compiler.anchors,
  }
}

function places(compiler: Compiler, anchors: (result: CompiledFile) => string[]): string[] {
  return compiler.pages.flatMap(({ path, result }) =>
    anchors(result).map((anchor) => `${path}#${anchor}`),
  )
}

function errataPlaces(compiler: Compiler, id: string): string[] {
  return places(compiler, ({ prose }) => (prose.errata.includes(id) ? [id] : []))
}

function checkCoverage(
  compiler: Compiler,
  errata: ReturnType<typeof readErrata>,
): Content['items'] {
  const { value, lineOf } = compiler.yaml('content/inventory.json', inventorySchema)
  for (const [id, erratum] of errata) {
    if (errataPlaces(compiler, id).length === 0)
      compiler.error(
        erratum.file,
        erratum.lineOf(['id']),
        `${id} is shown nowhere: mark its claim with {!${id}}`,
      )
  }
  // Without figures or errata, what they would have said is missing everywhere: one error is enough.
  const sources = ['content/figures.yaml', 'content/errata.yaml']
  if (value !== null && !sources.some((file) => compiler.unread.has(file))) {
    const blocks = compiler.pages.map(({ file, result }) => ({ file, blocks: result.blocks }))
    compiler.problems.push(...coverageProblems({ items: value, lineOf }, errata, blocks))
  }
  return (value ?? []).map((item) => ({
    ...item,
    places: places(compiler, ({ blocks }) =>
      blocks.filter(({ id }) => id === item.id).map(({ id }) => id),
    ),
  }))
}

function publishableIds(compiler: Compiler, cardIds: Set<string>): string[] {
  const slugs = (folder: string) => compiler.list(folder, '.md').map(({ slug }) => slug)
  return [
    ...slugs('topics').map((slug) => `topic ${slug}`),
    ...slugs('questions').map((slug) => `question ${slug}`),
    ...slugs('paths').map((slug) => `path ${slug}`),
    ...compiler.list('labs', '.yaml').map(({ slug }) => `lab ${slug}`),
    ...[...cardIds].map((id) => `card ${id}`),
  ]
}

function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}
