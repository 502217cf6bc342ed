import type { Compiler, Sourced } from '../compile/rules'
import { linkProblems } from '../links/rules'
import type { Question, StudyPath, Topic } from '../schema'

// Pages that stand without a file of content, and the anchors that content may link to.
const FIXED: [string, string[]][] = [
  ['/', []],
  ['/topics', []],
  ['/questions', []],
  ['/paths', []],
  ['/labs', []],
  ['/practice', []],
  ['/sources', ['errata']],
  ['/figures', []],
  ['/review', []],
  ['/progress', []],
  ['/settings', []],
]

interface Pages {
  topics: Sourced<Topic>[]
  questions: Sourced<Question>[]
  paths: Sourced<StudyPath>[]
  /** ids of all cards, also of those that could not be compiled */
  cardIds: Set<string>
}

/** What one file says of another: topics, questions and cards by name, links by path and anchor. */
export function checkReferences(compiler: Compiler, pages: Pages): void {
  const known = {
    topic: new Set(compiler.list('topics', '.md').map(({ slug }) => slug)),
    question: new Set(compiler.list('questions', '.md').map(({ slug }) => slug)),
    card: pages.cardIds,
  }
  const need = (kind: keyof typeof known, id: string | undefined, file: string, line: number) => {
    if (id === undefined || known[kind].has(id)) return
    if (kind === 'card' && compiler.unread.has(`content/cards/${id.split('.')[0]}.yaml`)) return
    compiler.error(file, line, `there is no ${kind} "${id}": correct the name, or write it`)
  }
  for (const { value, file, lineOf } of pages.topics) {
    for (const [i, slug] of value.prerequisites.entries())
      need('topic', slug, file, lineOf(['prerequisites', i]))
  }
  for (const { value, file, lineOf } of pages.questions) {
    for (const [i, slug] of value.topics.entries()) need('topic', slug, file, lineOf(['topics', i]))
    for (const [i, id] of value.cardIds.entries()) need('card', id, file, lineOf(['cards', i]))
  }
  for (const { value, file, lineOf } of pages.paths) {
    for (const [i, { topic, question }] of value.steps.entries()) {
      need('topic', topic, file, lineOf(['steps', i, 'topic']))
      need('question', question, file, lineOf(['steps', i, 'question']))
      if ((topic === undefined) === (question === undefined))
        compiler.error(
          file,
          lineOf(['steps', i]),
          'each step of a path has exactly one of topic, question: split it or name one',
        )
    }
  }
  const { value: glossary, lineOf } = compiler.glossary
  for (const [i, { topic }] of (glossary ?? []).entries())
    need('topic', topic, 'content/glossary.yaml', lineOf([i, 'topic']))

  for (const [path, anchors] of FIXED) compiler.anchors.set(path, new Set(anchors))
  for (const { slug } of compiler.list('labs', '.yaml'))
    compiler.anchors.set(`/labs/${slug}`, new Set())
  compiler.anchors.set('/glossary', new Set((glossary ?? []).map(({ id }) => id)))
  for (const slug of known.topic)
    compiler.anchors.set(
      `/topics/${slug}/cards`,
      new Set([...pages.cardIds].filter((id) => id.startsWith(`${slug}.`))),
    )
  compiler.problems.push(...linkProblems(compiler.links, compiler.anchors))
}
