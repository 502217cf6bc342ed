import type * as z from 'zod/mini'
import type { Compiler, Sourced } from '../compile/rules'
import { compileMarkdown } from '../markdown/rules'
import {
  pathSchema,
  type Question,
  questionSchema,
  type StudyPath,
  type Topic,
  topicSchema,
} from '../schema'
import { parseYaml } from '../source/rules'

/** Compiles one page and its front matter; null where the front matter cannot be read. */
function readPage<S extends z.core.$ZodType<{ title: string; summary: string }>>(
  compiler: Compiler,
  file: string,
  path: string,
  schema: S,
) {
  const result = compileMarkdown(file, compiler.files.get(file) ?? '', compiler.kit)
  const { anchors, blocks, front, links, problems, prose } = result
  compiler.problems.push(...problems)
  compiler.pages.push({ file, path, result })
  compiler.links.push(...links.map((link) => ({ ...link, file, from: path })))
  compiler.anchors.set(path, new Set(anchors))
  for (const id of new Set(anchors.filter((name, index) => anchors.indexOf(name) !== index))) {
    const lines = blocks.filter((block) => block.id === id).map(({ line }) => line)
    compiler.error(
      file,
      lines[1] ?? lines[0] ?? 1,
      `the anchor "${id}" stands on the page twice: keep it where the item is taught first`,
    )
  }
  if (front === null) {
    compiler.error(file, 1, 'the front matter is missing: begin the file with --- and its fields')
    return null
  }
  const { value, problems: faults, lineOf } = parseYaml(file, front, schema, 1)
  compiler.problems.push(...faults)
  if (value === null) return null
  const html = (at: (string | number)[], text: string) =>
    compiler.inline(file, lineOf(at), path, text).html
  const plain = (at: (string | number)[], text: string) =>
    compiler.inline(file, lineOf(at), path, text).text
  const title = plain(['title'], value.title)
  const summary = plain(['summary'], value.summary)
  const page = { ...value, ...prose, title, summary }
  return { page, item: blocks[0]?.id ?? '', file, lineOf, html, plain }
}

/** The topics of `content/topics/`; one that cannot be read is a problem and left out. */
export function readTopics(compiler: Compiler): Sourced<Topic>[] {
  return compiler.list('topics', '.md').flatMap(({ file, slug }) => {
    const read = readPage(compiler, file, `/topics/${slug}`, topicSchema)
    return read ? [{ ...read, value: { ...read.page, slug, cardIds: [] } }] : []
  })
}

/** The questions of `content/questions/`; one that cannot be read is a problem and left out. */
export function readQuestions(compiler: Compiler): Sourced<Question>[] {
  return compiler.list('questions', '.md').flatMap(({ file, slug }) => {
    const read = readPage(compiler, file, `/questions/${slug}`, questionSchema)
    if (!read) return []
    const { page, item, html, lineOf } = read
    const { cards, ...rest } = page
    const value: Question = {
      ...rest,
      slug,
      item,
      cardIds: cards,
      keyPoints: page.keyPoints.map((text, i) => html(['keyPoints', i], text)),
      followUps: page.followUps.map(({ ask, answer }, i) => ({
        ask: html(['followUps', i, 'ask'], ask),
        answer: html(['followUps', i, 'answer'], answer),
      })),
      wrongTurns: page.wrongTurns.map(({ said, why }, i) => ({
        said: compiler.quoted(file, lineOf(['wrongTurns', i, 'said']), said),
        why: html(['wrongTurns', i, 'why'], why),
      })),
    }
    return [{ value, file, lineOf }]
  })
}

/** The study paths of `content/paths/`; one that cannot be read is a problem and left out. */
export function readPaths(compiler: Compiler): Sourced<StudyPath>[] {
  return compiler.list('paths', '.md').flatMap(({ file, slug }) => {
    const read = readPage(compiler, file, `/paths/${slug}`, pathSchema)
    if (!read) return []
    const { page, item, plain, lineOf } = read
    const steps = page.steps.map(({ topic, question, why }, i) => ({
      ...(topic ? { topic } : {}),
      ...(question ? { question } : {}),
      why: plain(['steps', i, 'why'], why),
    }))
    return [{ value: { ...page, slug, item, steps }, file, lineOf }]
  })
}
