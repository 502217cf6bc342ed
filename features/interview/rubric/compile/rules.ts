import type { Compiler } from '@/features/cards/compile/rules'
import { textHash } from '@/features/cards/deck/rules'
import { compileInline } from '@/features/cards/markdown/rules'
import type { Content, Question } from '@/features/cards/schema'
import { rubricProblems, strangerProblems } from '../lint/rules'
import {
  type OpenFollowUp,
  type OpenNot,
  type OpenQuestion,
  type Rubric,
  type RubricNot,
  type RubricPoint,
  rubricSchema,
} from '../schema'

const RUBRICS_FOLDER = 'interviews/questions'

/** A part of a rubric, by its fields from the top down. */
type Path = (string | number)[]

/** Reads a text of a rubric: HTML to be shown, and the text of it. */
type Read = (text: string, path: Path) => { html: string; text: string }

type Place = (erratum: string | undefined) => string | null

/** The model answer of a page: its first section, without the notes beside it. */
export function modelOf(html: string): string {
  const [, section = html] = /<h2[^>]*>[\s\S]*?<\/h2>([\s\S]*?)(?=<h2|$)/.exec(html) ?? []
  return section
    .replace(/<aside[\s\S]*?<\/aside>/g, '')
    .replace(/ ?<a [^>]*class="mark"[^>]*>[^<]*<\/a>/g, '')
    .replace(/<span id="[^"]*" class="anchor"><\/span>/g, '')
    .trim()
}

function readPoints(points: RubricPoint[], at: Path, read: Read): RubricPoint[] {
  return points.map((point, i) => ({
    ...point,
    point: read(point.point, [...at, i, 'point']).text,
    why: read(point.why, [...at, i, 'why']).text,
  }))
}

/** Where an erratum is shown: on the question's own page, or where it is taught. */
function placeOf(erratum: string | undefined, question: Question, content: Content): string | null {
  if (erratum === undefined) return null
  if (question.errata.includes(erratum)) return `/questions/${question.slug}#${erratum}`
  return content.errata.find(({ id }) => id === erratum)?.places[0] ?? null
}

function readNots(nots: RubricNot[], at: Path, read: Read, place: Place): OpenNot[] {
  return nots.map((not, i) => ({
    ...not,
    why: read(not.why, [...at, i, 'why']).text,
    href: place(not.erratum),
  }))
}

function readFollowUps(
  question: Question,
  rubric: Rubric,
  read: Read,
  place: Place,
): OpenFollowUp[] {
  return rubric.followUps.map((one, i) => {
    const at = ['followUps', i]
    const own = one.number === undefined ? undefined : question.followUps[one.number - 1]
    return {
      ref: `${question.slug}#${one.id}`,
      id: one.id,
      askHtml: `<p>${own?.ask ?? read(one.ask ?? '', [...at, 'ask']).html}</p>`,
      answerHtml: `<p>${own?.answer ?? read(one.answer ?? '', [...at, 'answer']).html}</p>`,
      probes: one.probes,
      points: readPoints(one.points, [...at, 'points'], read),
      mustNotSay: readNots(one.mustNotSay ?? [], [...at, 'mustNotSay'], read, place),
    }
  })
}

/** Changes when what is asked or what is right does; not when it can be said in more ways. */
function versionOf(rubric: Rubric): string {
  const points = (list: RubricPoint[]) => list.map(({ id, weight }) => [id, weight])
  const asked = rubric.followUps.map((one) => [one.id, one.number, one.ask, points(one.points)])
  return textHash(JSON.stringify([rubric.version, rubric.ask, points(rubric.points), asked]))
}

function openQuestion(
  question: Question,
  rubric: Rubric,
  read: Read,
  content: Content,
): OpenQuestion {
  const place: Place = (erratum) => placeOf(erratum, question, content)
  const { slug, title, level, topics, cardIds } = question
  return {
    ref: slug,
    title,
    promptHtml: `<p>${read(rubric.ask ?? title, ['ask']).html}</p>`,
    modelHtml: modelOf(question.html),
    topic: topics[0] ?? '',
    level,
    skill: rubric.skill ?? 'apply',
    cards: cardIds,
    href: `/questions/${slug}`,
    minutes: rubric.minutes,
    version: versionOf(rubric),
    rubric: {
      points: readPoints(rubric.points, ['points'], read),
      mustNotSay: readNots(rubric.mustNotSay, ['mustNotSay'], read, place),
      followUps: readFollowUps(question, rubric, read, place),
    },
  }
}

/**
 * Reads the rubrics against the pages that they grade, and reports everything wrong with them to
 * the compiler. A question without a rubric is reported once there is any rubric.
 * @param checks also tries each rubric on model answers and on answers to other questions, which
 * takes many times as long as reading them
 */
export function compileRubrics(
  compiler: Compiler,
  content: Content,
  checks: boolean,
): OpenQuestion[] {
  const files = compiler.list(RUBRICS_FOLDER, '.yaml')
  const pages = new Map(content.questions.map((question) => [question.slug, question]))
  const kit = { ...compiler.kit, quantities: new Map<string, string[]>() }
  const compiled = files.flatMap(({ file, slug }) => {
    const { value: rubric, lineOf } = compiler.yaml(file, rubricSchema)
    const question = pages.get(slug)
    if (!question) compiler.error(file, 1, `there is no question "${slug}" for this rubric`)
    if (!rubric || !question) return []
    // Figures are compared with those of the page by a check of their own.
    const read: Read = (text, path) => {
      const inline = compileInline(file, text, kit, lineOf(path))
      compiler.problems.push(...inline.problems)
      compiler.links.push(
        ...inline.links.map((link) => ({ ...link, file, from: `/questions/${slug}` })),
      )
      return inline
    }
    const open = openQuestion(question, rubric, read, content)
    if (checks)
      for (const { path, message } of rubricProblems(rubric, open, question, content))
        compiler.error(file, lineOf(path), message)
    return [{ open, question, file, lineOf }]
  })
  if (checks)
    for (const { file, line, message } of strangerProblems(compiled))
      compiler.error(file, line, message)
  const rated = new Set(files.map(({ slug }) => slug))
  if (files.length > 0)
    for (const { slug } of content.questions)
      if (!rated.has(slug))
        compiler.error(
          `content/questions/${slug}.md`,
          1,
          `has no rubric: write content/${RUBRICS_FOLDER}/${slug}.yaml (docs/interviews-rubrics.md)`,
        )
  return compiled.map(({ open }) => open)
}
