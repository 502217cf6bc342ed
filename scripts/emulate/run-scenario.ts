import { createWorld } from '@/emulator/gateway/world'
import { createInvoker } from '@/emulator/lambda/invoker'
import { makeProcessRuntime } from '@/emulator/runtimes/node/process-runtime'
import { serviceAnswers } from '@/emulator/runtimes/service-answers'
import type { Exchange } from '@/emulator/schema/exchange'
import type { Figures } from '@/emulator/schema/figures'
import type { Scenario, ScenarioStep } from '@/emulator/schema/scenario'
import type { World } from '@/emulator/schema/world'

/** The instant at which a world begins whose scenario names none. */
const DEFAULT_CLOCK = '2026-01-01T00:00:00Z'
const DEFAULT_SEED = 'scenario'

/** The world of a scenario, functions given as source run in processes of their own. */
export function worldOf(scenario: Scenario, figures: Figures): World {
  const { api, functions, issuers, credentials, data } = scenario
  return createWorld({
    api,
    functions,
    figures,
    seed: scenario.seed ?? DEFAULT_SEED,
    startAt: scenario.clock ?? DEFAULT_CLOCK,
    ...(issuers ? { issuers } : {}),
    ...(credentials ? { credentials } : {}),
    ...(data ? { data } : {}),
    makeInvoker: (kit) => {
      const backends = { ...kit.backends, call: serviceAnswers(kit.backends) }
      return createInvoker({ ...kit, backends }, { makeRuntime: makeProcessRuntime })
    },
  })
}

/** Connections by the order in which they were opened: a scenario cannot know their ids. */
class Connections {
  private readonly ids: string[] = []

  note(exchange: Exchange): void {
    const id = (exchange.context as { connectionId?: unknown } | null)?.connectionId
    if (exchange.kind === 'connect' && typeof id === 'string') this.ids.push(id)
  }
  /** `1` is the first that was opened; without a name it is the last. */
  id(name: string | undefined): string {
    return this.ids[name === undefined ? this.ids.length - 1 : Number(name) - 1] ?? name ?? ''
  }
}

async function take(world: World, step: ScenarioStep, open: Connections): Promise<Exchange[]> {
  if ('advanceMs' in step) return world.advance(step.advanceMs)
  if ('deploy' in step) world.deploy(step.deploy)
  else if ('service' in step) await world.backends.call(step)
  else if ('disconnect' in step) return [await world.disconnect(open.id(step.disconnect))]
  else {
    const how = { concurrent: step.concurrent ?? false }
    if ('request' in step) return [await world.handle(step.request, how)]
    if ('frame' in step) return [await world.send(open.id(step.connection), step.frame, how)]
    return [
      await world.invoke(step.invoke, step.event, {
        ...how,
        ...(step.type ? { type: step.type } : {}),
      }),
    ]
  }
  return []
}

/** All that happens in a scenario, in its order, with what was left to happen meanwhile. */
export async function runScenario(scenario: Scenario, figures: Figures): Promise<Exchange[]> {
  const world = worldOf(scenario, figures)
  const open = new Connections()
  try {
    const steps = scenario.events ?? (scenario.requests ?? []).map((request) => ({ request }))
    const happened: Exchange[] = []
    for (const step of steps) {
      const exchanges = await take(world, step, open)
      for (const exchange of exchanges) open.note(exchange)
      happened.push(...exchanges)
    }
    return [...happened, ...(await world.advance(0))]
  } finally {
    await world.dispose()
  }
}
