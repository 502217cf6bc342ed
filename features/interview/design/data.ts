import 'server-only'
import { getInterviewBank } from '../bank/data'
import type { Design } from './schema'

/** Every design, as one chooses among them. */
export function listDesigns(): Pick<Design, 'ref' | 'title' | 'level' | 'topic' | 'minutes'>[] {
  return getInterviewBank().designs.map(({ ref, title, level, topic, minutes }) => ({
    ref,
    title,
    level,
    topic,
    minutes,
  }))
}

/** A design with its key; null where there is none of this name. */
export function getDesign(ref: string): Design | null {
  return getInterviewBank().designs.find((one) => one.ref === ref) ?? null
}
