import type { FunctionSpec } from '../schema/function'

/** Memory at which a function has one whole vCPU. */
const MB_PER_VCPU = 1769

/** Work of a handler that declares none, in milliseconds of one vCPU. Our choice. */
const DEFAULT_CPU_MS = 2

/** Loading a small module, by runtime family. Our choice: INIT has extra CPU whatever the memory. */
const DEFAULT_INIT_MS: Record<RuntimeFamily, number> = { node: 150, python: 120, other: 400 }

/** What a small function needs, by runtime family. Our choice. */
const DEFAULT_MEMORY_USED_MB: Record<RuntimeFamily, number> = {
  node: 70,
  python: 40,
  other: 110,
}

/** Restoring a snapshot, at most; never longer than INIT would be. Our choice. */
const RESTORE_MS = 200

export type RuntimeFamily = 'node' | 'python' | 'other'

/**
 * The runtime of a function that names none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export function runtimeOf(spec: FunctionSpec): string {
  if (spec.runtime) return spec.runtime
  return spec.code.kind === 'source' && spec.code.language === 'python'
    ? 'python3.14'
    : 'nodejs22.x'
}

/**
 * Which runtime client shapes errors and logs.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export function familyOf(spec: FunctionSpec): RuntimeFamily {
  const runtime = runtimeOf(spec)
  if (runtime.startsWith('nodejs')) return 'node'
  return runtime.startsWith('python') ? 'python' : 'other'
}

/**
 * vCPUs that an amount of memory gives.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export function vcpusOf(memoryMb: number): number {
  return memoryMb / MB_PER_VCPU
}

const toHundredth = (ms: number) => Math.round(ms * 100) / 100

/**
 * How long a handler runs, in milliseconds. A declared duration stands as it is; declared work
 * stretches as the share of a vCPU shrinks, and one thread never uses more than one. Without a
 * declared duration the time spent waiting, for timers and for services, is added.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export function handlerMs(spec: FunctionSpec, waitedMs: number): number {
  const { durationMs, cpuMs } = spec.code
  const share = Math.min(1, vcpusOf(memoryOf(spec)))
  const worked = (cpuMs ?? (durationMs === undefined ? DEFAULT_CPU_MS : 0)) / share
  return toHundredth(worked + (durationMs ?? waitedMs))
}

/**
 * How long INIT takes, in milliseconds: as declared, or the family's default and what top-level
 * await waited.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function initMsOf(spec: FunctionSpec, waitedMs = 0): number {
  return spec.code.initMs ?? DEFAULT_INIT_MS[familyOf(spec)] + waitedMs
}

/**
 * How long restoring a snapshot takes, in milliseconds.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
 */
export function restoreMsOf(spec: FunctionSpec): number {
  return Math.min(initMsOf(spec), RESTORE_MS)
}

/**
 * Configured memory in MB.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function memoryOf(spec: FunctionSpec): number {
  return spec.memoryMb ?? 128
}

/**
 * The time-out in milliseconds.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function timeoutMsOf(spec: FunctionSpec): number {
  return (spec.timeoutSeconds ?? 3) * 1000
}

/**
 * Memory that a run needs, in MB; may exceed what is configured, and then the process is killed.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export function memoryUsedOf(spec: FunctionSpec): number {
  return (
    spec.code.maxMemoryUsedMb ?? Math.min(memoryOf(spec), DEFAULT_MEMORY_USED_MB[familyOf(spec)])
  )
}
