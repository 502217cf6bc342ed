import type { FunctionSpec } from '../schema/function'
import type { Runtime } from '../schema/runtime'
import type { Chance } from '../schema/world'
import { LATEST, type Target } from './registry'

/**
 * How long an environment may idle before it is gone. AWS does not say; between 5 and 15 minutes
 * is what people see.
 */
export const IDLE_REAP_MS = 10 * 60_000

/** The one window in which new environments are counted. */
const SCALING_WINDOW_MS = 10_000

/** One execution environment. */
export interface Environment {
  id: string
  /** Of its target: what code and configuration it was made from. */
  key: string
  functionName: string
  logStream: string
  provisioned: boolean
  /** INIT is over. */
  ready: boolean
  /** Busy until then; Infinity while a run's end is not known yet. */
  busyUntil: number
  runtime: Runtime | null
  /** What `/tmp` holds for the next runtime, if this one ends. */
  tmp: Record<string, string>
}

/** All environments of an account. */
export interface Pool {
  /** An idle environment for the target, provisioned before others, the last used first. */
  idle(target: Target, at: number): Environment | null
  create(target: Target, at: number, provisioned?: boolean): Environment
  /** Environments of a function that run at an instant, and those kept ready on top. */
  inUse(functionName: string, at: number): number
  /** Environments that a function gained in the ten seconds before an instant. */
  gained(functionName: string, at: number): number
  /** Starts anew what a time-out or crash ended: globals are gone, `/tmp` stays. */
  restart(environment: Environment): Promise<void>
  /** Ends environments of a function whose key is not wanted any more. */
  keep(functionName: string, keys: Set<string>): Promise<void>
  /** How many are kept ready for a target. */
  provisioned(target: Target): number
  dispose(): Promise<void>
}

/**
 * The name of a log stream: day, version, 32 hexadecimal digits.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export function logStreamName(at: number, version: string, digits: string): string {
  return `${new Date(at).toISOString().slice(0, 10).replace(/-/g, '/')}/[${version}]${digits}`
}

/**
 * How many environments a function's versions keep ready, by version.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export function provisionedOf(spec: FunctionSpec): Map<string, number> {
  const byVersion = new Map<string, number>()
  for (const [qualifier, count] of Object.entries(spec.provisionedConcurrency ?? {})) {
    const version = spec.aliases?.[qualifier]?.version ?? qualifier
    if (version !== LATEST) byVersion.set(version, (byVersion.get(version) ?? 0) + count)
  }
  return byVersion
}

/**
 * Keeps execution environments by function; each serves one request at a time.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function createPool(chance: Chance): Pool {
  const byFunction = new Map<string, Environment[]>()
  const created = new Map<string, number[]>()
  const endings: Promise<void>[] = []

  const of = (name: string): Environment[] => byFunction.get(name) ?? []
  const end = (environment: Environment): void => {
    if (environment.runtime) endings.push(environment.runtime.dispose())
    environment.runtime = null
  }

  /** Reaping happens when somebody looks: nothing can tell the difference. */
  function reap(name: string, at: number): Environment[] {
    const all = of(name)
    const expired = (one: Environment) => !one.provisioned && at - one.busyUntil > IDLE_REAP_MS
    if (!all.some(expired)) return all
    const alive = all.filter((one) => !expired(one))
    for (const one of all) if (expired(one)) end(one)
    byFunction.set(name, alive)
    return alive
  }

  return {
    idle(target, at) {
      let best: Environment | null = null
      for (const one of reap(target.name, at)) {
        if (one.key !== target.key || one.busyUntil > at) continue
        const better =
          !best ||
          (one.provisioned && !best.provisioned) ||
          (one.provisioned === best.provisioned && one.busyUntil > best.busyUntil)
        if (better) best = one
      }
      return best
    },
    create(target, at, provisioned = false) {
      const environment: Environment = {
        id: chance.hex(32),
        key: target.key,
        functionName: target.name,
        logStream: logStreamName(at, target.version, chance.hex(32)),
        provisioned,
        ready: provisioned,
        busyUntil: at,
        runtime: null,
        tmp: {},
      }
      byFunction.set(target.name, [...of(target.name), environment])
      if (!provisioned) {
        const recent = (created.get(target.name) ?? []).filter((t) => t > at - SCALING_WINDOW_MS)
        created.set(target.name, [...recent, at])
      }
      return environment
    },
    inUse(name, at) {
      let count = 0
      for (const one of of(name)) if (one.provisioned || one.busyUntil > at) count++
      return count
    },
    gained(name, at) {
      const recent = created.get(name) ?? []
      let count = 0
      for (const t of recent) if (t > at - SCALING_WINDOW_MS) count++
      return count
    },
    async restart(environment) {
      end(environment)
      environment.id = chance.hex(32)
      environment.ready = false
      await Promise.all(endings.splice(0))
    },
    async keep(name, keys) {
      const all = of(name)
      for (const one of all) if (!keys.has(one.key)) end(one)
      byFunction.set(
        name,
        all.filter((one) => keys.has(one.key)),
      )
      await Promise.all(endings.splice(0))
    },
    provisioned: (target) =>
      of(target.name).filter((one) => one.provisioned && one.key === target.key).length,
    async dispose() {
      for (const all of byFunction.values()) for (const one of all) end(one)
      byFunction.clear()
      await Promise.all(endings.splice(0))
    },
  }
}
