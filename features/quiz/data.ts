import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { getLibrary } from '@/features/cards/data'
import type { Figures } from '@/features/cards/schema'
import { GENERATORS, generatedExercise, generatorOf } from './generators/rules'
import type { Exercise, Sheet } from './schema'
import { sheetBody } from './sheet/rules'

const FILE = join(process.cwd(), '.generated/quiz.json')

let held: { bank: Map<string, Exercise>; readAt: number } | undefined

/** The bank by id, with its keys. Read once; while developing, again whenever compiled anew. */
function getBank(): Map<string, Exercise> {
  if (held && process.env.NODE_ENV === 'production') return held.bank
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs) {
    const exercises: Exercise[] = JSON.parse(readFileSync(FILE, 'utf8'))
    held = { bank: new Map(exercises.map((one) => [one.id, one])), readAt: mtimeMs }
  }
  return held.bank
}

type Candidate = Pick<Exercise, 'id' | 'kind' | 'topic' | 'level' | 'skill'>

let made: { figures: Figures; candidates: Candidate[] } | undefined

/** What is generated, as one chooses among it: its kind does not depend on its seed. */
function listGenerated(): Candidate[] {
  const { figures } = getLibrary()
  if (made?.figures !== figures) {
    const candidates = GENERATORS.map((one) => {
      const { id, kind, topic, level, skill } = generatedExercise(one, '', figures)
      return { id, kind, topic, level, skill }
    })
    made = { figures, candidates }
  }
  return made.candidates
}

/** Every exercise that can be handed out, as one chooses among them. */
export function listExercises(): Candidate[] {
  const authored = [...getBank().values()]
  return [
    ...authored.map(({ id, kind, topic, level, skill }) => ({ id, kind, topic, level, skill })),
    ...listGenerated(),
  ]
}

/** An exercise with its key, made by its seed; null where there is none of this id. */
export function getExercise(id: string, seed: string): Exercise | null {
  const generator = generatorOf(id)
  if (generator) return generatedExercise(generator, seed, getLibrary().figures)
  return getBank().get(id) ?? null
}

/** An exercise as it leaves the server before it is answered: nothing of its key is in it. */
export function sheetOf(exercise: Exercise, sheetId: string, seed: string): Sheet {
  const { id, kind, topic, level, skill, stemHtml, evidence, body } = exercise
  return {
    sheetId,
    exerciseId: id,
    kind,
    topic,
    topicTitle: getLibrary().topic.get(topic)?.title ?? topic,
    level,
    skill,
    stemHtml,
    evidence,
    body: sheetBody(body, seed),
  }
}
