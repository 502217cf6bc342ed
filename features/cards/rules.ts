import type * as z from 'zod/mini'
import { coverageProblems } from './coverage/rules'
import { compileCard, erratumNote } from './deck/rules'
import { quantityIndex, verifiedOn } from './figures/rules'
import {
  cardProblems,
  linkProblems,
  type SourcedCard,
  staleFigures,
  vanishedIds,
} from './lint/rules'
import { compileInline, compileMarkdown } from './markdown/rules'
import type { CompiledFile, Kit } from './markdown/schema'
import { collectSamples, type SampleToRun } from './samples/rules'
import {
  type Content,
  cardsFileSchema,
  type Erratum,
  errataFileSchema,
  type Figures,
  figuresSchema,
  glossarySchema,
  inventorySchema,
  type Problem,
  pathSchema,
  questionSchema,
  topicSchema,
} from './schema'
import { type Parsed, parseYaml } from './source/rules'

/** The files of `content/`, by path from the project's root, e.g. `content/topics/pricing.md`. */
export type ContentFiles = Map<string, string>

export interface CompiledContent {
  content: Content
  problems: Problem[]
  samples: SampleToRun[]
  /** Every id that a learner's data can hang on: cards, topics, questions, paths. */
  ids: string[]
}

type Engines = Pick<Kit, 'highlight' | 'draw'>

const NO_FIGURES: Figures = { verified: '1970-01-01', sources: {}, figures: {} }

/**
 * Compiles all content and finds everything wrong with it. Pure: files in, pages and problems out.
 * @param today YYYY-MM-DD, to tell stale figures
 */
export function compileContent(
  files: ContentFiles,
  engines: Engines,
  today: string,
): CompiledContent {
  const problems: Problem[] = []
  const links: { file: string; line: number; href: string; from: string }[] = []
  const pages = new Map<string, Set<string>>([
    ...[
      '/',
      '/topics',
      '/questions',
      '/paths',
      '/sources',
      '/review',
      '/progress',
      '/settings',
    ].map((path) => [path, new Set<string>()] as [string, Set<string>]),
  ])

  const yaml = <S extends z.core.$ZodType>(file: string, schema: S): Parsed<z.core.output<S>> => {
    const text = files.get(file)
    if (text === undefined) {
      problems.push({ file, line: 1, severity: 'error', message: 'the file is missing' })
      return { value: null, problems: [], lineOf: () => 1 }
    }
    const parsed = parseYaml(file, text, schema)
    problems.push(...parsed.problems)
    return parsed
  }

  const figuresFile = yaml('content/figures.yaml', figuresSchema)
  const figures = figuresFile.value ?? NO_FIGURES
  const figureLine = (id: string) => figuresFile.lineOf(['figures', id])
  for (const [id, figure] of Object.entries(figures.figures)) {
    if (!figures.sources[figure.source]) {
      problems.push({
        file: 'content/figures.yaml',
        line: figureLine(id),
        severity: 'error',
        message: `${id} names the source "${figure.source}", which is not listed`,
      })
    }
  }
  problems.push(
    ...staleFigures(
      Object.entries(figures.figures).map(([id, figure]) => ({
        id,
        verified: verifiedOn(figures, figure),
        line: figureLine(id),
      })),
      today,
    ),
  )

  const glossaryFile = yaml('content/glossary.yaml', glossarySchema)
  const glossary = glossaryFile.value ?? []
  const kit: Kit = {
    figures,
    quantities: quantityIndex(figures),
    notes: new Map(),
    glossary,
    ...engines,
  }

  const inline = (file: string, line: number, from: string, text: string) => {
    const compiled = compileInline(file, text, kit, line)
    problems.push(...compiled.problems)
    links.push(...compiled.links.map((link) => ({ ...link, file, from })))
    return compiled
  }
  const html = (file: string, line: number, from: string, text: string) =>
    inline(file, line, from, text).html

  // Errata first: pages show them.
  const errataFile = yaml('content/errata.yaml', errataFileSchema)
  const errata = new Map<string, Erratum & { plain: string }>()
  const errataShown: Content['errata'] = []
  for (const [index, erratum] of (errataFile.value ?? []).entries()) {
    const file = 'content/errata.yaml'
    const at = (key: string) => errataFile.lineOf([index, key])
    if (errata.has(erratum.id))
      problems.push({
        file,
        line: at('id'),
        severity: 'error',
        message: `the id ${erratum.id} is used twice`,
      })
    const now = inline(file, at('now'), '/sources', erratum.now)
    const sayHtml = html(file, at('say'), '/sources', erratum.say)
    const claimHtml = compileInline(
      file,
      erratum.claim,
      { ...kit, quantities: new Map() },
      at('claim'),
    ).html
    errata.set(erratum.id, { ...erratum, plain: now.text })
    errataShown.push({ ...erratum, claimHtml, nowHtml: now.html, sayHtml, places: [] })
    kit.notes.set(erratum.id, erratumNote(erratum, claimHtml, now.html, sayHtml))
  }

  const compiled: { file: string; path: string; result: CompiledFile }[] = []
  const page = <S extends z.core.$ZodType>(file: string, path: string, schema: S) => {
    const result = compileMarkdown(file, files.get(file) ?? '', kit)
    problems.push(...result.problems)
    compiled.push({ file, path, result })
    links.push(...result.links.map((link) => ({ ...link, file, from: path })))
    const twice = result.anchors.filter((id, index) => result.anchors.indexOf(id) !== index)
    for (const id of new Set(twice))
      problems.push({
        file,
        line: 1,
        severity: 'error',
        message: `the anchor "${id}" stands on the page twice`,
      })
    pages.set(path, new Set(result.anchors))
    if (result.front === null)
      problems.push({
        file,
        line: 1,
        severity: 'error',
        message: 'the front matter is missing: begin the file with --- and its fields',
      })
    const front = parseYaml(file, result.front ?? '{}', schema, 1)
    if (result.front !== null) problems.push(...front.problems)
    return { ...front, prose: result.prose, result }
  }
  const slugs = (folder: string) =>
    [...files.keys()]
      .filter((file) => file.startsWith(`content/${folder}/`) && file.endsWith('.md'))
      .sort()
  const slugOf = (file: string) => file.slice(file.lastIndexOf('/') + 1, -3)

  const topics: Content['topics'] = slugs('topics').flatMap((file) => {
    const slug = slugOf(file)
    const { value, prose } = page(file, `/topics/${slug}`, topicSchema)
    return value ? [{ ...value, ...prose, slug, cardIds: [] }] : []
  })
  const questions: Content['questions'] = slugs('questions').flatMap((file) => {
    const slug = slugOf(file)
    const from = `/questions/${slug}`
    const { value, prose, result, lineOf } = page(file, from, questionSchema)
    if (!value) return []
    const { cards, ...rest } = value
    return [
      {
        ...rest,
        ...prose,
        slug,
        item: result.blocks[0]?.id ?? '',
        cardIds: cards,
        keyPoints: value.keyPoints.map((text, i) =>
          html(file, lineOf(['keyPoints', i]), from, text),
        ),
        followUps: value.followUps.map(({ ask, answer }, i) => ({
          ask: html(file, lineOf(['followUps', i]), from, ask),
          answer: html(file, lineOf(['followUps', i]), from, answer),
        })),
        wrongTurns: value.wrongTurns.map(({ said, why }, i) => ({
          said: compileInline(
            file,
            said,
            { ...kit, quantities: new Map() },
            lineOf(['wrongTurns', i]),
          ).html,
          why: html(file, lineOf(['wrongTurns', i]), from, why),
        })),
      },
    ]
  })
  const paths: Content['paths'] = slugs('paths').flatMap((file) => {
    const slug = slugOf(file)
    const { value, prose, result } = page(file, `/paths/${slug}`, pathSchema)
    if (!value) return []
    const steps = value.steps.map(({ topic, question, why }) => ({
      ...(topic ? { topic } : {}),
      ...(question ? { question } : {}),
      why,
    }))
    return [{ ...value, ...prose, slug, item: result.blocks[0]?.id ?? '', steps }]
  })

  // Cards
  const deck: SourcedCard[] = []
  for (const file of [...files.keys()]
    .filter((name) => /^content\/cards\/.+\.yaml$/.test(name))
    .sort()) {
    const topic = slugOf(`${file.slice(0, -5)}.md`)
    const parsed = yaml(file, cardsFileSchema)
    for (const [index, source] of (parsed.value ?? []).entries()) {
      const line = parsed.lineOf([index])
      const href = `/topics/${topic}#${source.teaches}`
      links.push({ file, line, href, from: '/' })
      const card = compileCard(source, topic, href, (text) =>
        inline(file, line, `/topics/${topic}`, text),
      )
      if (typeof card === 'string')
        problems.push({ file, line, severity: 'error', message: `${source.id}: ${card}` })
      else deck.push({ card, source, file, line })
    }
    if (!files.has(`content/topics/${topic}.md`))
      problems.push({
        file,
        line: 1,
        severity: 'error',
        message: `there is no topic "${topic}" for these cards`,
      })
  }
  problems.push(...cardProblems(deck))
  const cards = deck.map(({ card }) => card)
  for (const topic of topics)
    topic.cardIds = cards.filter((card) => card.topic === topic.slug).map(({ id }) => id)

  const glossaryHtml = glossary.map((entry, index) => ({
    ...entry,
    html: html(
      'content/glossary.yaml',
      glossaryFile.lineOf([index, 'definition']),
      '/glossary',
      entry.definition,
    ),
  }))
  pages.set('/glossary', new Set(glossary.map(({ id }) => id)))
  pages.get('/sources')?.add('errata')
  for (const topic of topics) pages.set(`/topics/${topic.slug}/cards`, new Set(topic.cardIds))

  // References between files
  const known = {
    topic: new Set(topics.map(({ slug }) => slug)),
    question: new Set(questions.map(({ slug }) => slug)),
    card: new Set(cards.map(({ id }) => id)),
  }
  const need = (kind: keyof typeof known, id: string | undefined, file: string) => {
    if (id !== undefined && !known[kind].has(id))
      problems.push({ file, line: 1, severity: 'error', message: `there is no ${kind} "${id}"` })
  }
  for (const topic of topics)
    for (const slug of topic.prerequisites) need('topic', slug, `content/topics/${topic.slug}.md`)
  for (const question of questions) {
    const file = `content/questions/${question.slug}.md`
    for (const slug of question.topics) need('topic', slug, file)
    for (const id of question.cardIds) need('card', id, file)
  }
  for (const path of paths) {
    for (const step of path.steps) {
      const file = `content/paths/${path.slug}.md`
      need('topic', step.topic, file)
      need('question', step.question, file)
      if ((step.topic === undefined) === (step.question === undefined))
        problems.push({
          file,
          line: 1,
          severity: 'error',
          message: 'each step of a path has exactly one of topic, question',
        })
    }
  }
  for (const [index, entry] of glossary.entries()) {
    if (!known.topic.has(entry.topic))
      problems.push({
        file: 'content/glossary.yaml',
        line: glossaryFile.lineOf([index]),
        severity: 'error',
        message: `there is no topic "${entry.topic}"`,
      })
  }
  problems.push(...linkProblems(links, pages))

  // Coverage
  const inventory = parseYaml(
    'content/inventory.json',
    files.get('content/inventory.json') ?? '[]',
    inventorySchema,
  )
  problems.push(...inventory.problems)
  const items = inventory.value ?? []
  problems.push(
    ...coverageProblems(
      items,
      errata,
      compiled.map(({ file, result }) => ({ file, blocks: result.blocks })),
    ),
  )
  const places = (match: (result: CompiledFile) => string[]) =>
    compiled.flatMap(({ path, result }) => match(result).map((anchor) => `${path}#${anchor}`))
  for (const erratum of errataShown) {
    erratum.places = places(({ prose }) => (prose.errata.includes(erratum.id) ? [erratum.id] : []))
    if (erratum.places.length === 0)
      problems.push({
        file: 'content/errata.yaml',
        line: 1,
        severity: 'error',
        message: `${erratum.id} is shown nowhere: mark its claim with {!${erratum.id}}`,
      })
  }
  const itemsShown = items.map((item) => ({
    ...item,
    places: places(({ blocks }) => blocks.filter(({ id }) => id === item.id).map(({ id }) => id)),
  }))

  const ids = [
    ...topics.map(({ slug }) => `topic ${slug}`),
    ...questions.map(({ slug }) => `question ${slug}`),
    ...paths.map(({ slug }) => `path ${slug}`),
    ...cards.map(({ id }) => `card ${id}`),
  ]
  problems.push(...vanishedIds(files.get('content/published-ids.txt') ?? '', new Set(ids)))

  const samples = collectSamples(files, compiled, problems)
  const byOrder = (a: { order: number }, b: { order: number }) => a.order - b.order
  return {
    content: {
      topics: topics.sort(byOrder),
      questions: questions.sort(byOrder),
      paths: paths.sort(byOrder),
      cards,
      glossary: glossaryHtml.sort((a, b) => a.term.localeCompare(b.term, 'en')),
      figures,
      errata: errataShown,
      items: itemsShown,
    },
    problems,
    samples,
    ids,
  }
}
