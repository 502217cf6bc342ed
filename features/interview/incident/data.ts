import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Level } from '@/features/cards/schema'
import type { Exercise } from '@/features/quiz/schema'
import { type DrawnIncident, drawIncident, incidentExercise, stageOf } from './rules'
import type { CompiledIncident, Stage } from './schema'

const FILE = join(process.cwd(), '.generated/incidents.json')
/** Drawn incidents that are kept: all that a room asks of one is asked of the same seed. */
const MOST_KEPT = 300

let held: { incidents: Map<string, CompiledIncident>; readAt: number } | undefined
const kept = new Map<string, DrawnIncident>()

/** All incidents by slug. Read once; while developing, again whenever compiled anew. */
function getIncidents(): Map<string, CompiledIncident> {
  if (held && process.env.NODE_ENV === 'production') return held.incidents
  const { mtimeMs } = statSync(FILE)
  if (held?.readAt !== mtimeMs) {
    const incidents: CompiledIncident[] = JSON.parse(readFileSync(FILE, 'utf8'))
    held = { incidents: new Map(incidents.map((one) => [one.slug, one])), readAt: mtimeMs }
    kept.clear()
  }
  return held.incidents
}

/** Every incident that can be sat, as one chooses among them; `ref#stage` names what is asked of it. */
export function listIncidents(): {
  ref: string
  title: string
  level: Level
  topic: string
  stages: Stage[]
}[] {
  return [...getIncidents().values()].map(({ slug, title, level, topic, stages }) => ({
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
  const compiled = asked ? getIncidents().get(asked.slug) : undefined
  if (!asked || !compiled) return null
  const name = `${asked.slug} ${seed}`
  let one = kept.get(name)
  if (!one) {
    one = drawIncident(compiled.slug, compiled.source, seed)
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(name, one)
  }
  return incidentExercise(compiled, asked.stage, one)
}
