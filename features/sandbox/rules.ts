import {
  type Api,
  FormatError,
  type Functions,
  readTemplate,
  type Scenario as WorldScenario,
} from '@/emulator'
import type { Scenario } from './schema'

/** A template that cannot be read, told as a sentence with its place. */
export interface TemplateFault {
  /** Counted from 1. */
  line: number
  column: number
  message: string
}

export type Readable<T> = { ok: true; value: T } | { ok: false; fault: TemplateFault }

/** What a scenario's world is made from. */
export interface ScenarioParts {
  api: Api
  functions: Functions
  data?: NonNullable<Scenario['data']>
}

/**
 * Reads a scenario's API and functions. Of a SAM template the API named is taken, or the first;
 * the scenario's own functions win over the template's, and so do its stocked services.
 * A template that cannot be read, or makes no API, is a fault with its place.
 */
export function partsOf(scenario: Scenario): Readable<ScenarioParts> {
  const { api, functions, data } = scenario
  if (api.kind === 'data')
    return { ok: true, value: { api: api.api, functions, ...(data ? { data } : {}) } }
  try {
    const read = readTemplate(api.text, { parameters: api.parameters ?? {} })
    const chosen = api.api === undefined ? Object.values(read.apis)[0] : read.apis[api.api]
    if (!chosen) {
      const message = 'expected an API in this template: an event of type Api or HttpApi makes one'
      return { ok: false, fault: { line: 1, column: 1, message } }
    }
    const stock = data ?? read.data
    return {
      ok: true,
      value: {
        api: chosen,
        functions: { ...read.functions, ...functions },
        ...(stock ? { data: stock } : {}),
      },
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { line, column } = error.place
    return { ok: false, fault: { line, column, message: error.message } }
  }
}

/** The same scenario as `npm run emulate` reads it; a SAM template becomes plain data. */
export function worldScenarioOf(scenario: Scenario): Readable<WorldScenario> {
  const parts = partsOf(scenario)
  if (!parts.ok) return parts
  const { name, seed, startAt, sends, issuers, credentials } = scenario
  return {
    ok: true,
    value: {
      title: name,
      ...parts.value,
      seed,
      clock: startAt,
      ...(issuers ? { issuers } : {}),
      ...(credentials ? { credentials } : {}),
      events: sends.map(({ step }) => step),
    },
  }
}
