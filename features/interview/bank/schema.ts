import type { Blueprint } from '../blueprint/schema'
import type { Design } from '../design/schema'
import type { CompiledIncident } from '../incident/schema'
import type { OpenQuestion } from '../rubric/schema'

/** All that `content/interviews/` compiles to, as `.generated/interviews.json` holds it. */
export interface InterviewBank {
  blueprints: Blueprint[]
  designs: Design[]
  incidents: CompiledIncident[]
  questions: OpenQuestion[]
}
