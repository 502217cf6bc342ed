import { createInvoker, createWorld, type Figures, serviceAnswers } from '@/emulator'
import { worldPlanOf } from '@/features/sandbox/bench/run/rules'
import { labWorldOf } from '@/features/sandbox/labs/canned/rules'
import type { LabWorld } from '@/features/sandbox/labs/run/rules'
import { partsOf } from '@/features/sandbox/rules'
import type { Scenario } from '@/features/sandbox/schema'
import type { openLanes } from './lanes'

/** Opens a scenario's world with functions run in the threads of `lanes`. */
export function opener(
  figures: Figures,
  { makeRuntime }: Pick<ReturnType<typeof openLanes>, 'makeRuntime'>,
) {
  return async (scenario: Scenario): Promise<LabWorld> => {
    const parts = partsOf(scenario)
    if (!parts.ok) throw new Error(parts.fault.message)
    return labWorldOf(
      createWorld({
        ...worldPlanOf(scenario, parts.value, figures),
        makeInvoker: (kit) => {
          const backends = { ...kit.backends, call: serviceAnswers(kit.backends) }
          return createInvoker({ ...kit, backends }, { makeRuntime })
        },
      }),
    )
  }
}
