import type { Exchange, Frame, Json, ScenarioStep, ServiceCall, World } from '@/emulator'
import { partsOf } from '../../rules'
import type { Scenario } from '../../schema'
import type { CheckRun, LabStep } from '../schema'

/** What the emulator throws for a configuration that it refuses. */
const REFUSALS = ['Malformed', 'ConfigurationError']

/** The connection that an exchange opened. */
function connectionOf({ kind, response, frames }: Exchange): string | null {
  return kind === 'connect' && response?.status === 101 ? (frames[0]?.connectionId ?? null) : null
}

/** Connections by the order in which they were opened; without a name it is the last. */
function connectionNames() {
  const ids: string[] = []
  return {
    note(exchange: Exchange) {
      const id = connectionOf(exchange)
      if (id !== null) ids.push(id)
    },
    /** What each client received, from "1". */
    async heard(world: LabWorld): Promise<Record<string, string[]>> {
      const heard: Record<string, string[]> = {}
      for (const [index, id] of ids.entries())
        heard[index + 1] = (await world.received(id)).flatMap(({ data }) =>
          data === null ? [] : [data],
        )
      return heard
    },
    id: (name?: string) =>
      ids[name === undefined ? ids.length - 1 : Number(name) - 1] ?? name ?? '',
  }
}
/** A world as labs need it: here, or in a worker that answers later. */
export interface LabWorld {
  handle: World['handle']
  send(id: string, data: string, options?: { concurrent?: boolean }): Promise<Exchange>
  disconnect(id: string): Promise<Exchange>
  invoke: World['invoke']
  advance: World['advance']
  deploy(stage: string): unknown
  received(id: string): Frame[] | Promise<Frame[]>
  service(call: ServiceCall): Promise<unknown>
  contents(): Json | Promise<Json>
  dispose(): unknown
}

type Connections = ReturnType<typeof connectionNames>

async function take(world: LabWorld, step: ScenarioStep, open: Connections): Promise<Exchange[]> {
  if ('advanceMs' in step) return world.advance(step.advanceMs)
  if ('deploy' in step) await world.deploy(step.deploy)
  else if ('service' in step) await world.service(step)
  else if ('disconnect' in step) return [await world.disconnect(open.id(step.disconnect))]
  else {
    const how = { concurrent: step.concurrent ?? false }
    if ('request' in step) return [await world.handle(step.request, how)]
    if ('frame' in step) return [await world.send(open.id(step.connection), step.frame, how)]
    const type = step.type ? { type: step.type } : {}
    return [await world.invoke(step.invoke, step.event, { ...how, ...type })]
  }
  return []
}

const emptyRun = (id: string, trouble: string | null): CheckRun => ({
  id,
  exchanges: [],
  asked: [],
  contents: null,
  spec: null,
  heard: {},
  trouble,
})

function repeated(given: LabStep): ScenarioStep[] {
  if (!('times' in given)) return [given]
  const { times, waitMs, step } = given
  const pause: ScenarioStep[] = waitMs === undefined ? [] : [{ advanceMs: waitMs }]
  return Array.from({ length: times }, () => [step, ...pause]).flat()
}

/** Does a check's steps in a world of its own, which is ended afterwards. Faults of the answer become `trouble`. */
export async function runCheck(
  check: { id: string; do: LabStep[] },
  openWorld: () => Promise<LabWorld>,
): Promise<CheckRun> {
  const run = emptyRun(check.id, null)
  let world: LabWorld | undefined
  try {
    world = await openWorld()
    const open = connectionNames()
    for (const step of check.do.flatMap(repeated)) {
      const happened = await take(world, step, open)
      if (!('advanceMs' in step))
        run.asked.push(...happened.map((_, i) => run.exchanges.length + i))
      for (const exchange of happened) open.note(exchange)
      run.exchanges.push(...happened)
    }
    run.exchanges.push(...(await world.advance(0)))
    run.contents = await world.contents()
    run.heard = await open.heard(world)
  } catch (error) {
    const { name, message } = error as Error
    // By their names: what was thrown in a worker is no longer of its class here.
    if (!REFUSALS.includes(name)) throw error
    run.trouble = message
  } finally {
    await world?.dispose()
  }
  return run
}

/** The configuration of a scenario as expectations see it. */
function specOf(scenario: Scenario): Json {
  const parts = partsOf(scenario)
  const template = partsOf({ ...scenario, functions: {} })
  return {
    api: parts.ok ? parts.value.api : null,
    functions: scenario.functions,
    template: template.ok ? template.value.functions : null,
  } as unknown as Json
}

/** A run with the configuration that it ran with. */
export const withSpec = (run: CheckRun, scenario: Scenario): CheckRun => ({
  ...run,
  spec: specOf(scenario),
})

/** Runs the checks one after the other, each in a fresh world of the same scenario. */
export async function runChecks(
  checks: { id: string; do: LabStep[] }[],
  scenario: Scenario,
  openWorld: (scenario: Scenario) => Promise<LabWorld>,
): Promise<CheckRun[]> {
  const runs: CheckRun[] = []
  for (const check of checks)
    runs.push(withSpec(await runCheck(check, () => openWorld(scenario)), scenario))
  return runs
}

/** The runs of an answer that makes no world. */
export const runsWithout = (checks: { id: string }[], why: string): CheckRun[] =>
  checks.map(({ id }) => emptyRun(id, why))
