import type { Figures, WorldPlan } from '@/emulator'
import type { ScenarioParts } from '../../rules'
import type { Scenario } from '../../schema'

/** The plan of a scenario's world, from the parts it was read into. */
export function worldPlanOf(scenario: Scenario, parts: ScenarioParts, figures: Figures): WorldPlan {
  const { seed, startAt, issuers, credentials } = scenario
  return {
    ...parts,
    figures,
    seed,
    startAt,
    ...(issuers ? { issuers } : {}),
    ...(credentials ? { credentials } : {}),
  }
}
