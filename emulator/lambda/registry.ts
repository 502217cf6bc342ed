import type { FunctionSpec, Functions } from '../schema/function'
import type { Chance } from '../schema/world'

export const LATEST = '$LATEST'

/** One version of a function, ready to be run. */
export interface Target {
  name: string
  /** What was asked for: alias, version or `$LATEST`. */
  qualifier: string
  /** What runs: a version or `$LATEST`. */
  version: string
  spec: FunctionSpec
  /** The same key means the same code and configuration: environments can be shared. */
  key: string
}

interface Entry {
  latest: FunctionSpec
  versions: Map<string, { spec: FunctionSpec; generation: number }>
  generation: number
}

/** All functions, their published versions as they were when published, and their aliases. */
export interface Registry {
  put(name: string, spec: FunctionSpec | null): void
  /** Null when there is no such function, version or alias. Drawing from an alias's weights. */
  resolve(name: string, qualifier: string | null): Target | null
  /** Keys of the environments that are still wanted for a function. */
  keys(name: string): Set<string>
  names(): readonly string[]
  /** Concurrency that functions have reserved, in all. */
  reserved(): number
  spec(name: string): FunctionSpec | null
}

/** Published versions keep code and configuration; reservations and the like are the function's. */
function published(spec: FunctionSpec, version: string): FunctionSpec {
  const { code, environment, memoryMb, timeoutSeconds } = spec.versions?.[version] ?? {}
  return {
    ...spec,
    ...(code ? { code } : {}),
    ...(environment ? { environment } : {}),
    ...(memoryMb ? { memoryMb } : {}),
    ...(timeoutSeconds ? { timeoutSeconds } : {}),
  }
}

/** The version that an alias gives this time: one draw against the weights of the others. */
function routed(alias: NonNullable<FunctionSpec['aliases']>[string], chance: Chance): string {
  if (!alias.weights) return alias.version
  let draw = chance.next()
  for (const [version, share] of Object.entries(alias.weights)) {
    if (draw < share) return version
    draw -= share
  }
  return alias.version
}

/**
 * Keeps functions by name. A version is frozen when it is first seen: later changes of the
 * function do not reach it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
 */
export function createRegistry(functions: Functions, chance: Chance): Registry {
  const entries = new Map<string, Entry>()
  let names: string[] = []
  let reserved = 0

  /** Asked at every invocation, and changed seldom. */
  function sum(): void {
    names = [...entries.keys()]
    reserved = 0
    for (const { latest } of entries.values()) reserved += latest.reservedConcurrency ?? 0
  }

  function put(name: string, spec: FunctionSpec | null): void {
    const before = entries.get(name)
    if (!spec) {
      entries.delete(name)
      sum()
      return
    }
    const generation = (before?.generation ?? 0) + 1
    const versions: Entry['versions'] = new Map()
    for (const version of Object.keys(spec.versions ?? {})) {
      versions.set(
        version,
        before?.versions.get(version) ?? { spec: published(spec, version), generation },
      )
    }
    entries.set(name, { latest: spec, versions, generation })
    sum()
  }

  const keyOf = (name: string, version: string, generation: number) =>
    `${name}:${version}:${generation}`

  for (const [name, spec] of Object.entries(functions)) put(name, spec)

  return {
    put,
    resolve(name, qualifier) {
      const entry = entries.get(name)
      if (!entry) return null
      const asked = qualifier ?? LATEST
      const alias = entry.latest.aliases?.[asked]
      const version = alias ? routed(alias, chance) : asked
      if (version === LATEST) {
        const key = keyOf(name, LATEST, entry.generation)
        return { name, qualifier: asked, version, spec: entry.latest, key }
      }
      const frozen = entry.versions.get(version)
      if (!frozen) return null
      const key = keyOf(name, version, frozen.generation)
      return { name, qualifier: asked, version, spec: frozen.spec, key }
    },
    keys(name) {
      const entry = entries.get(name)
      if (!entry) return new Set()
      const frozen = [...entry.versions].map(([version, { generation }]) =>
        keyOf(name, version, generation),
      )
      return new Set([keyOf(name, LATEST, entry.generation), ...frozen])
    },
    names: () => names,
    reserved: () => reserved,
    spec: (name) => entries.get(name)?.latest ?? null,
  }
}
