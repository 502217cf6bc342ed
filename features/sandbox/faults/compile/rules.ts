import * as z from 'zod/mini'
import type { FunctionSpec, Json } from '@/emulator'
import type { ContentFiles } from '@/features/cards/compile/rules'
import type { Problem } from '@/features/cards/schema'
import { type Parsed, parseYaml } from '@/features/cards/source/rules'
import { FIRST_SEED, FIRST_START, FUNCTION_NAME, LANGUAGES, lineOf } from '../../bench/rules'
import { SCENARIO_FORMAT, SCENARIO_LIMITS, type Scenario, scenarioSchema } from '../../schema'
import { type Base, type CompiledFault, type Fault, faultsSchema } from '../schema'

export const FAULTS_FILE = 'content/faults.yaml'

/** A value changed by a JSON merge patch (RFC 7386): null removes, maps merge, all else replaces. */
export function mergePatch(value: Json | undefined, patch: Json): Json {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch
  const before = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
  const after: { [key: string]: Json } = { ...before }
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete after[key]
    else after[key] = mergePatch(after[key], change)
  }
  return after
}

/** A base as a whole scenario. */
function scenarioOf(base: Base, title: string, figures: string): Scenario {
  const { runtime, handler, file } = LANGUAGES.javascript
  const main: FunctionSpec = {
    runtime,
    handler,
    memoryMb: 128,
    timeoutSeconds: 3,
    environment: {},
    code: { kind: 'source', language: 'javascript', files: { [file]: base.handler } },
  }
  return {
    format: SCENARIO_FORMAT,
    name: title,
    api: { kind: 'data', api: base.api },
    functions: { [FUNCTION_NAME]: main, ...base.functions },
    sends: base.sends.map((step) => {
      const send = { name: '', step }
      return { ...send, name: lineOf(send).slice(0, SCENARIO_LIMITS.name) }
    }),
    figures,
    seed: FIRST_SEED,
    startAt: FIRST_START,
    ...(base.issuers ? { issuers: base.issuers } : {}),
    ...(base.credentials ? { credentials: base.credentials } : {}),
  }
}

/** The base with a fault's words and things to send, or why a word cannot be changed. */
function edited(base: Base, fault: Fault): { ok: true; base: Base } | { ok: false; why: string } {
  let { handler } = base
  for (const { from, to } of fault.edit ?? []) {
    if (handler.split(from).length !== 2)
      return { ok: false, why: `"${from.trim().split('\n')[0]}" is not once in the handler` }
    handler = handler.replace(from, () => to)
  }
  return { ok: true, base: { ...base, handler, sends: fault.sends ?? base.sends } }
}

/** The scenario with a fault's merge patch. */
function patched(scenario: Scenario, { change }: Fault): Scenario | null {
  if (!change) return scenario
  const { api, ...rest } = change
  const patch = { ...rest, ...(api === undefined ? {} : { api: { api } }) }
  const parsed = z.safeParse(scenarioSchema, mergePatch(scenario as unknown as Json, patch))
  return parsed.success ? parsed.data : null
}

export interface CompiledFaults {
  faults: CompiledFault[]
  problems: Problem[]
  lineOf: Parsed<unknown>['lineOf']
}

/**
 * Reads `content/faults.yaml`; what is wrong with it comes back with its line. A project without
 * the file has no faults.
 * @param figures the day of the prices and limits, YYYY-MM-DD
 */
export function compileFaults(files: ContentFiles, figures: string): CompiledFaults {
  const source = files.get(FAULTS_FILE)
  if (source === undefined) return { faults: [], problems: [], lineOf: () => 1 }
  const read = parseYaml(FAULTS_FILE, source, faultsSchema)
  const found: CompiledFaults = { faults: [], problems: read.problems, lineOf: read.lineOf }
  if (read.value === null) return found
  const { bases, faults } = read.value
  const ids = new Set<string>()
  for (const [index, fault] of faults.entries()) {
    const say = (message: string) =>
      found.problems.push({
        file: FAULTS_FILE,
        line: read.lineOf(['faults', index]),
        severity: 'error',
        message,
      })
    if (ids.has(fault.id)) say(`the fault ${fault.id} is there twice: give this another id`)
    ids.add(fault.id)
    const base = bases[fault.base]
    if (!base) {
      say(`there is no base "${fault.base}": name one of bases`)
      continue
    }
    const change = edited(base, fault)
    if (!change.ok) {
      say(`${change.why}: copy it from there`)
      continue
    }
    const { id, about, title, say: changed, mend } = fault
    const broken = patched(scenarioOf(change.base, title, figures), fault)
    if (!broken) say('with this change the scenario no longer has its form: correct the change')
    else {
      const working = scenarioOf(base, title, figures)
      found.faults.push({ id, about, title, say: changed, mend, working, broken })
    }
  }
  return found
}
