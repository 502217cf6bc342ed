import { createWorld, type Figures, type World } from '@/emulator'
import { worldPlanOf } from '../../bench/run/rules'
import { partsOf } from '../../rules'
import type { Scenario } from '../../schema'
import type { LabWorld } from '../run/rules'

/** The emulator's world as labs need it. */
export const labWorldOf = (world: World): LabWorld => ({
  handle: world.handle,
  send: world.send,
  disconnect: (id) => world.disconnect(id),
  invoke: world.invoke,
  advance: world.advance,
  deploy: (stage) => world.deploy(stage),
  received: world.received,
  service: (call) => world.backends.call(call),
  contents: () => world.backends.contents(),
  dispose: () => world.dispose(),
})

/**
 * A scenario's world in which nothing but canned functions runs, for answers that are data: code in
 * them is never executed.
 */
export function openCanned(scenario: Scenario, figures: Figures): LabWorld {
  const parts = partsOf(scenario)
  if (!parts.ok) throw new Error(parts.fault.message)
  return labWorldOf(createWorld(worldPlanOf(scenario, parts.value, figures)))
}
