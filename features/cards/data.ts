import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Card, Content, Question, StudyPath, Topic } from './schema'

/** All content, with the look-ups that pages ask for. */
export interface Library extends Content {
  topic: Map<string, Topic>
  question: Map<string, Question>
  path: Map<string, StudyPath>
  card: Map<string, Card>
}

const FILE = join(process.cwd(), '.generated/content.json')

let held: { library: Library; readAt: number } | undefined

function index(content: Content): Library {
  return {
    ...content,
    topic: new Map(content.topics.map((topic) => [topic.slug, topic])),
    question: new Map(content.questions.map((question) => [question.slug, question])),
    path: new Map(content.paths.map((path) => [path.slug, path])),
    card: new Map([...content.cards, ...content.labCards].map((card) => [card.id, card])),
  }
}

/** The compiled content. Read once; while developing, again whenever it was compiled anew. */
export function getLibrary(): Library {
  if (held && process.env.NODE_ENV === 'production') return held.library
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs) {
    held = { library: index(JSON.parse(readFileSync(FILE, 'utf8'))), readAt: mtimeMs }
  }
  return held.library
}

/** The cards of a study path: those of its topics and of its questions, each once, in its order. */
export function cardsOfPath(library: Library, path: StudyPath): string[] {
  const ids = path.steps.flatMap((step) => [
    ...(step.topic ? (library.topic.get(step.topic)?.cardIds ?? []) : []),
    ...(step.question ? (library.question.get(step.question)?.cardIds ?? []) : []),
  ])
  return [...new Set(ids)]
}
