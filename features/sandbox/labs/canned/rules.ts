import {
  type CannedCode,
  createWorld,
  type Figures,
  type FunctionSpec,
  type Functions,
  type World,
} from '@/emulator'
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

/** What stands for code that is not run: whoever calls it meets an error of the function. */
const NOT_RUN: CannedCode = {
  kind: 'canned',
  error: {
    errorType: 'CodeIsNotRun',
    errorMessage: 'Code that an answer brings along is not run: keep the functions that are given.',
  },
}

const isCode = ({ code }: Pick<FunctionSpec, 'code'>) => code.kind === 'source'

/** The functions with all code taken out. */
function withoutCode(functions: Functions): Functions {
  const entries = Object.entries(functions).map(([name, spec]) => {
    const versions = Object.entries(spec.versions ?? {}).map(([version, one]) => [
      version,
      one.code && isCode({ code: one.code }) ? { ...one, code: NOT_RUN } : one,
    ])
    return [
      name,
      {
        ...spec,
        ...(isCode(spec) ? { code: NOT_RUN } : {}),
        ...(spec.versions ? { versions: Object.fromEntries(versions) } : {}),
      },
    ]
  })
  return Object.fromEntries(entries)
}

/**
 * A scenario's world in which nothing but canned functions runs, for answers that are data: code in
 * them is never executed.
 */
export function openCanned(scenario: Scenario, figures: Figures): LabWorld {
  const parts = partsOf(scenario)
  if (!parts.ok) throw new Error(parts.fault.message)
  const { functions, ...rest } = parts.value
  const canned = { ...rest, functions: withoutCode(functions) }
  return labWorldOf(createWorld(worldPlanOf(scenario, canned, figures)))
}
