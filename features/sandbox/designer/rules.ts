import {
  type Api,
  createWorld,
  type Figures,
  type Functions,
  type Json,
  Malformed,
  writeTemplate,
} from '@/emulator'
import { partsOf, type Readable } from '../rules'
import type { Scenario } from '../schema'
import type { Group } from './form/rules'

const isMap = (value: Json | undefined): value is { [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** What stands at a path; undefined for nothing. */
export const valueAt = (value: Json | undefined, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, key) => (isMap(at) ? at[key] : undefined), value)

/** A value with something else at a path; undefined takes it away, and maps that it leaves empty. */
export function withValue(
  value: Json | undefined,
  path: readonly string[],
  next: Json | undefined,
): Json | undefined {
  const [key, ...rest] = path
  if (key === undefined) return next
  const before = isMap(value) ? value : {}
  const after = withValue(before[key], rest, next)
  const { [key]: _, ...others } = before
  if (
    after === undefined ||
    (rest.length > 0 && isMap(after) && Object.keys(after).length === 0 && next === undefined)
  )
    return others
  return key in before
    ? Object.fromEntries(
        Object.entries(before).map(([name, one]) => [name, name === key ? after : one]),
      )
    : { ...before, [key]: after }
}

/** Where the entry of a group with this name stands; null for a name that cannot be one. */
export function entryPath(group: Group, name: string): string[] | null {
  if (name.trim() === '') return null
  if (!group.isMethod) return [...group.path, name.trim()]
  const [, verb, path] = name.trim().match(/^([A-Za-z]+)\s+(\/\S*)$/) ?? []
  return verb && path ? [...group.path, path, verb.toUpperCase()] : null
}

/** The names of a group's entries, as `entryPath` reads them. */
export function entriesOf(group: Group, api: Api): string[] {
  const map = valueAt(api as unknown as Json, group.path)
  if (!isMap(map)) return []
  if (!group.isMethod) return Object.keys(map)
  return Object.entries(map).flatMap(([path, verbs]) =>
    Object.keys(verbs as object).map((verb) => `${verb} ${path}`),
  )
}

/** Something wrong with an API: its place in it, or in the template. */
export interface ApiProblem {
  at: string
  expected: string
}

/** What the emulator refuses of an API, with each place; empty where it can be run. */
export function problemsOf(api: Api, functions: Functions, figures: Figures): ApiProblem[] {
  try {
    createWorld({ api, functions, figures, seed: 1, startAt: 0 }).dispose()
    return []
  } catch (error) {
    if (error instanceof Malformed) return error.problems
    if ((error as Error).name === 'ConfigurationError')
      return [{ at: 'functions', expected: (error as Error).message }]
    throw error
  }
}

/** Functions whose code is not written into the template: it stands in the editor. */
const withoutCode = (functions: Functions): Functions =>
  Object.fromEntries(
    Object.entries(functions).map(([name, spec]) => [
      name,
      spec.code.kind === 'source'
        ? // Of two files none is written inline.
          { ...spec, code: { ...spec.code, files: { ...spec.code.files, '-': '' } } }
        : spec,
    ]),
  )

const written = (api: Api, functions: Functions) =>
  writeTemplate({ apis: { Api: api }, functions: withoutCode(functions) }).text

/** A scenario's API as a SAM template: its own text, or one written from its data. */
export const templateOf = ({ api, functions }: Scenario): string =>
  api.kind === 'sam' ? api.text : written(api.api, functions)

/**
 * The scenario with what a SAM template says: its API, and the settings of its functions. Code stays
 * that of the editor. A template that cannot be read is a fault with its place.
 */
export function withTemplateText(scenario: Scenario, text: string): Readable<Scenario> {
  const { functions, api } = scenario
  const sam = { kind: 'sam' as const, text }
  const read = partsOf({ ...scenario, functions: {}, api: sam })
  if (!read.ok) return read
  if (api.kind === 'sam') return { ok: true, value: { ...scenario, api: { ...api, text } } }
  const own = Object.entries(read.value.functions).map(([name, spec]) => {
    const before = functions[name]
    return [name, before ? { ...before, ...spec, code: before.code } : spec] as const
  })
  const value: Scenario = {
    ...scenario,
    api: { kind: 'data', api: read.value.api },
    functions: { ...functions, ...Object.fromEntries(own) },
  }
  return { ok: true, value }
}

/** The scenario with its API changed; one that is a template stays one. */
export function withApi(scenario: Scenario, api: Api): Scenario {
  if (scenario.api.kind === 'data') return { ...scenario, api: { kind: 'data', api } }
  const { functions } = scenario
  return { ...scenario, api: { kind: 'sam', text: written(api, functions) } }
}
