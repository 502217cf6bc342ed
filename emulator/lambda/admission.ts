import type { Figures } from '../schema/figures'
import type { Pool } from './pool'
import type { Registry, Target } from './registry'

/** Requests a second that each allowed environment stands for. */
const REQUESTS_PER_ENVIRONMENT = 10

/** Why Lambda throttles, in the words of the API's `Reason`. */
export type ThrottleReason =
  | 'ReservedFunctionConcurrentInvocationLimitExceeded'
  | 'ConcurrentInvocationLimitExceeded'
  | 'FunctionInvocationRateLimitExceeded'
  | 'ReservedFunctionInvocationRateLimitExceeded'

export interface Throttle {
  reason: ThrottleReason
  rule: string
  sentence: string
}

/** What decides whether one more invocation may run. */
export interface Admission {
  /** Null when it may. `fresh`: it would need an environment that does not exist yet. */
  refuse(target: Target, at: number, fresh: boolean): Throttle | null
  /** Whether the invocation rate, ten a second for each environment allowed, is used up. */
  count(target: Target, at: number): Throttle | null
}

/**
 * Concurrency limits: a function's reservation, what the account has left for the others, and how
 * fast a function may grow.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export function createAdmission(registry: Registry, pool: Pool, figures: Figures): Admission {
  const { lambdaConcurrency, lambdaScalingPer10s } = figures.limits
  const seconds = new Map<string, { second: number; count: number }>()

  function unreservedInUse(at: number): number {
    let inUse = 0
    for (const name of registry.names()) {
      const isReserved = registry.spec(name)?.reservedConcurrency !== undefined
      if (!isReserved) inUse += pool.inUse(name, at)
    }
    return inUse
  }

  /** Environments that a function may have: its own, or what nobody reserved. */
  const allowed = (name: string): number =>
    registry.spec(name)?.reservedConcurrency ?? lambdaConcurrency - registry.reserved()

  return {
    refuse(target, at, fresh) {
      const reserved = registry.spec(target.name)?.reservedConcurrency
      if (reserved !== undefined && pool.inUse(target.name, at) >= reserved) {
        return {
          reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
          rule: reserved === 0 ? 'lambda.reserved-zero' : 'lambda.reserved-limit',
          sentence:
            reserved === 0
              ? 'Reserved concurrency is 0: the function is off.'
              : `All ${reserved} environments that are reserved for ${target.name} are busy.`,
        }
      }
      if (reserved === undefined && unreservedInUse(at) >= allowed(target.name)) {
        return {
          reason: 'ConcurrentInvocationLimitExceeded',
          rule: 'lambda.account-limit',
          sentence: `All ${allowed(target.name)} unreserved environments of the account are busy.`,
        }
      }
      if (fresh && pool.gained(target.name, at) >= lambdaScalingPer10s) {
        return {
          reason: 'ConcurrentInvocationLimitExceeded',
          rule: 'lambda.scaling-rate',
          sentence: `${target.name} gained ${lambdaScalingPer10s} environments in 10 s already.`,
        }
      }
      return null
    },
    count(target, at) {
      const most = allowed(target.name) * REQUESTS_PER_ENVIRONMENT
      const second = Math.floor(at / 1000)
      const before = seconds.get(target.name)
      const count = before?.second === second ? before.count + 1 : 1
      seconds.set(target.name, { second, count })
      // Reserved concurrency 0 has a reason of its own.
      if (count <= most || most === 0) return null
      const reserved = registry.spec(target.name)?.reservedConcurrency !== undefined
      return {
        reason: reserved
          ? 'ReservedFunctionInvocationRateLimitExceeded'
          : 'FunctionInvocationRateLimitExceeded',
        rule: 'lambda.account-limit',
        sentence: `${target.name} was invoked more than ${most} times within a second.`,
      }
    },
  }
}
