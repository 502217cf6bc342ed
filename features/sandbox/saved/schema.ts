import * as z from 'zod/mini'
import { SCENARIO_LIMITS, scenarioSchema } from '../schema'

/** How many scenarios a learner keeps, and how large one may be as JSON, in characters. */
export const MOST_SAVED = 100
export const LONGEST_SCENARIO = 300_000

/** A save as the browser sends it: its id is minted there, its number grows with every save. */
export const saveScenarioSchema = z.strictObject({
  id: z.uuid(),
  sequence: z.int().check(z.gte(1)),
  scenario: scenarioSchema,
})
export type SaveScenario = z.infer<typeof saveScenarioSchema>

export const renameScenarioSchema = z.strictObject({
  id: z.uuid(),
  name: z
    .string()
    .check(
      z.trim(),
      z.minLength(1, 'give it a name'),
      z.maxLength(SCENARIO_LIMITS.name, `a name has at most ${SCENARIO_LIMITS.name} characters`),
    ),
})

/** `to` is the new one's id, minted by the browser, so that a retry makes one copy. */
export const duplicateScenarioSchema = z.strictObject({ id: z.uuid(), to: z.uuid() })
export const deleteScenarioSchema = z.strictObject({ id: z.uuid() })

/** A saved scenario in a list; instants as ISO texts. */
export interface SavedShown {
  id: string
  name: string
  savedAt: string
}
