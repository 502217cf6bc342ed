import { parse } from 'yaml'
import { Compiler, type ContentFiles, type Engines } from '@/features/cards/compile/rules'
import { textHash } from '@/features/cards/deck/rules'
import type { Card, Content, Problem } from '@/features/cards/schema'
import { type Parsed, parseYaml } from '@/features/cards/source/rules'
import { drawNumbers, filled } from '../draw/rules'
import { type CompiledLab, type Drawn, type Lab, labSchema, numbersSchema } from '../schema'

/** Seeds whose draws are looked at, and how many of them must differ. */
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)
const DIFFERENT = 3
/** Draws that are held against the whole form of a lab; all have the same places. */
const READ = 4
const OPEN_MARK = /«[^»\n]*»/

/** A lab's file, and what stands where in it. */
export interface LabFile {
  file: string
  slug: string
  source: string
  lineOf: Parsed<Lab>['lineOf']
}

export interface CompiledLabs {
  labs: CompiledLab[]
  files: LabFile[]
  problems: Problem[]
}

/** The text that a wrong solution is, or why its changes cannot be made. */
export function changedText(
  solution: string,
  change: { from: string; to: string }[],
): { ok: true; text: string } | { ok: false; why: string } {
  let text = solution
  for (const { from, to } of change) {
    if (text.split(from).length !== 2)
      return { ok: false, why: `"${from.split('\n')[0]}" is not once in the solution` }
    text = text.replace(from, () => to)
  }
  return { ok: true, text }
}

/** What stands in an answer for a language, if it has one. */
export const answerIn = (answers: Lab['solution'], language: string): string | undefined =>
  (answers as Record<string, string>)[language]

type Say = (path: (string | number)[], message: string) => void

/** What a lab's parts have to do with each other, beyond their own forms. */
function inner(lab: Lab, say: Say): void {
  const { answer, world, checks, wrong } = lab
  const isCode = answer.kind === 'code'
  for (const name of ['starter', 'solution'] as const)
    if ('text' in lab[name] === isCode)
      say(
        [name],
        isCode ? 'write it in python and javascript' : 'the answer is data: write it as text',
      )
  const learners = isCode ? [answer.function, ...(answer.also ?? [])] : []
  for (const name of learners)
    if (!world.functions[name])
      say(['answer'], `the world has no function "${name}": name one of it`)
  for (const name of Object.keys(lab.given ?? {}))
    if (!world.functions[name])
      say(['given', name], `the world has no function "${name}": name one of it`)
  for (const [name, { code }] of Object.entries(world.functions))
    if (code.kind !== 'canned')
      say(
        ['world', 'functions', name],
        'a world’s functions are canned; their code stands in given',
      )
  const ids = new Set<string>()
  for (const [i, { id }] of checks.entries()) {
    if (ids.has(id)) say(['checks', i], `the check ${id} is there twice: give this another id`)
    ids.add(id)
    if (!wrong.some(({ fails }) => fails.includes(id)))
      say(['checks', i], `no wrong solution fails ${id}: add one that does, or remove the check`)
  }
  for (const hidden of [true, false])
    if (!checks.some((check) => (check.hidden ?? false) === hidden))
      say(['checks'], `no check is ${hidden ? 'hidden' : 'shown'}: a lab has both`)
  for (const [i, { of, change, fails }] of wrong.entries()) {
    const solution = answerIn(lab.solution, of)
    const changed = solution === undefined ? null : changedText(solution, change)
    if (!changed) say(['wrong', i], `there is no solution in ${of}: correct the language`)
    else if (!changed.ok) say(['wrong', i], `${changed.why}: copy it from there`)
    for (const id of fails)
      if (!ids.has(id)) say(['wrong', i], `there is no check "${id}": correct its id`)
  }
}

/** Reads the labs of `content/labs/`; what is wrong with them comes back with file and line. */
export function compileLabs(
  files: ContentFiles,
  engines: Engines,
  today: string,
  content: Pick<Content, 'topics' | 'cards'>,
): CompiledLabs {
  const compiler = new Compiler(files, engines, today)
  const topics = new Map(content.topics.map((topic) => [topic.slug, topic.title]))
  const cards = new Set(content.cards.map(({ id }) => id))
  const found: CompiledLabs = { labs: [], files: [], problems: [] }
  for (const { file, slug } of compiler.list('labs', '.yaml')) {
    const source = files.get(file) ?? ''
    const shell = parseYaml(file, source, numbersSchema)
    if (shell.value === null) {
      found.problems.push(...shell.problems)
      continue
    }
    const draws = SEEDS.map((seed) => drawNumbers(shell.value ?? {}, seed))
    const read = firstFault(file, source, draws.slice(0, READ))
    const lab = read.value
    if (lab === null) {
      found.problems.push(...read.problems)
      continue
    }
    const say: Say = (path, message) =>
      found.problems.push({ file, line: read.lineOf(path), severity: 'error', message })
    inner(lab, say)
    if (new Set(draws.map((drawn) => JSON.stringify(drawn))).size < DIFFERENT)
      say(['numbers'], `the lab hardly changes with its seed: give numbers with ${DIFFERENT} draws`)
    const open = OPEN_MARK.exec(filled(source, draws[0] ?? {}))
    if (open) {
      const line = source.slice(0, source.indexOf(open[0])).split('\n').length
      const message = `${open[0]} is not among the numbers: add it, or correct its name`
      found.problems.push({ file, line, severity: 'error', message })
    }
    const title = topics.get(lab.topic)
    if (title === undefined) say(['topic'], `there is no topic "${lab.topic}": correct the name`)
    for (const [i, id] of lab.cards.entries())
      if (!cards.has(id)) say(['cards', i], `there is no card "${id}": correct the name`)
    found.files.push({ file, slug, source, lineOf: read.lineOf })
    found.labs.push(rendered(compiler, file, slug, source, lab, title ?? '', read.lineOf))
  }
  found.problems.push(
    ...compiler.problems.filter((problem) => problem.file.startsWith('content/labs/')),
    ...deadLinks(compiler, content),
  )
  found.labs.sort((a, b) => a.order - b.order)
  return found
}

/** The lab with the first draw that does not fit its form, or with the first draw. */
function firstFault(file: string, source: string, draws: Drawn[]): Parsed<Lab> {
  const read = draws.map((drawn) => parseYaml(file, filled(source, drawn), labSchema))
  const fault = read.find(({ value }) => value === null) ?? read[0]
  return fault ?? parseYaml(file, source, labSchema)
}

function rendered(
  compiler: Compiler,
  file: string,
  slug: string,
  source: string,
  lab: Lab,
  topicTitle: string,
  lineOf: LabFile['lineOf'],
): CompiledLab {
  // Texts keep their marks open: each attempt fills in its own numbers.
  const raw = parse(source) as Pick<Lab, 'prompt' | 'hints' | 'next'>
  const html = (path: (string | number)[], text: string) =>
    compiler.inline(file, lineOf(path), `/labs/${slug}`, text).html
  const { title, summary, level, order, topic } = lab
  return {
    slug,
    title,
    summary,
    level,
    order,
    topic,
    topicTitle,
    kind: lab.answer.kind,
    cards: lab.cards,
    source,
    promptHtml: html(['prompt'], raw.prompt),
    hintsHtml: raw.hints.map((hint, i) => html(['hints', i], hint)),
    next: raw.next.map(({ ask, answer }, i) => ({
      askHtml: html(['next', i, 'ask'], ask),
      answerHtml: html(['next', i, 'answer'], answer),
    })),
  }
}

/** Links of labs lead to topics, or out of the site. */
function deadLinks(compiler: Compiler, { topics }: Pick<Content, 'topics'>): Problem[] {
  const pages = new Set(topics.map(({ slug }) => `/topics/${slug}`))
  return compiler.links
    .filter(({ file, href }) => {
      if (!file.startsWith('content/labs/') || href.startsWith('https://')) return false
      return !pages.has(href)
    })
    .map(({ file, line, href }) => ({
      file,
      line,
      severity: 'error',
      message: `the link ${href} leads to no topic: correct its path`,
    }))
}

/** The id of the card that a lab is. */
export const labCardId = (slug: string): string => `lab.${slug}`

/** The card that a lab comes back as. Its text changes only with its title. */
export function labCard({ slug, title, summary, topic }: CompiledLab): Card {
  const href = `/labs/${slug}?again=1`
  return {
    id: labCardId(slug),
    topic,
    kind: 'lab',
    group: labCardId(slug),
    frontHtml: `Do this lab again, with new numbers: <a href="${href}">${title}</a>`,
    backHtml: summary,
    noteHtml:
      'Good if it was solved without hints, Hard with them, Again if you looked at the solution.',
    frontText: `Do this lab again, with new numbers: ${title}`,
    backText: summary,
    href,
    teaches: slug,
    hash: textHash(title),
  }
}
