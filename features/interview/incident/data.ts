import 'server-only'
import type { Level } from '@/features/cards/schema'
import type { Exercise } from '@/features/quiz/schema'
import { getInterviewBank } from '../bank/data'
import { type DrawnIncident, drawIncident, incidentExercise, stageOf } from './rules'
import type { CompiledIncident, Stage } from './schema'

/** Drawn incidents that are kept: all that a room asks of one is asked of the same seed. */
const MOST_KEPT = 300

let kept: { from: CompiledIncident[]; drawn: Map<string, DrawnIncident> } | undefined

/** What was drawn before, as long as the bank is the same. */
function keptOf(from: CompiledIncident[]): Map<string, DrawnIncident> {
  if (kept?.from !== from) kept = { from, drawn: new Map() }
  return kept.drawn
}

/** Every incident that can be sat, as one chooses among them; `ref#stage` names what is asked of it. */
export function listIncidents(): {
  ref: string
  title: string
  level: Level
  topic: string
  stages: Stage[]
}[] {
  return getInterviewBank().incidents.map(({ slug, title, level, topic, stages }) => ({
    ref: slug,
    title,
    level,
    topic,
    stages,
  }))
}

/**
 * A stage of an incident, `slug#stage`, with its key; null where there is none. All stages asked with
 * one seed are about the same incident: the same names, numbers and logs.
 */
export function getIncidentExercise(ref: string, seed: string): Exercise | null {
  const asked = stageOf(ref)
  const { incidents } = getInterviewBank()
  const compiled = asked && incidents.find(({ slug }) => slug === asked.slug)
  if (!compiled) return null
  const drawn = keptOf(incidents)
  const name = `${asked.slug} ${seed}`
  let one = drawn.get(name)
  if (!one) {
    one = drawIncident(compiled, seed)
    const [oldest] = drawn.keys()
    if (drawn.size >= MOST_KEPT && oldest !== undefined) drawn.delete(oldest)
    drawn.set(name, one)
  }
  return incidentExercise(compiled, asked.stage, one)
}
