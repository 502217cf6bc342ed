import type { CostLine, InvocationRecord } from '../schema/exchange'
import type { Figures, Tiers } from '../schema/figures'
import type { FunctionSpec } from '../schema/function'

export type Architecture = NonNullable<FunctionSpec['architecture']>

/**
 * The price of a month's quantity: each step's units at its price; `upTo` counts from zero.
 * @see https://aws.amazon.com/lambda/pricing/
 */
export function tieredPrice(tiers: Tiers, quantity: number): number {
  let left = quantity
  let before = 0
  let usd = 0
  for (const { upTo, price } of tiers) {
    const units = Math.min(left, upTo === undefined ? left : upTo - before)
    usd += units * price
    left -= units
    before = upTo ?? before
    if (left <= 0) break
  }
  return usd
}

/**
 * GB-seconds of a run.
 * @see https://aws.amazon.com/lambda/pricing/
 */
export function gbSeconds(billedMs: number, memoryMb: number): number {
  return (billedMs / 1000) * (memoryMb / 1024)
}

/**
 * What one run costs at the first step's prices, the free tier not taken off. A refused invocation
 * costs nothing.
 * @see https://aws.amazon.com/lambda/pricing/
 */
export function lambdaCost(
  record: Pick<InvocationRecord, 'billedMs' | 'memoryMb' | 'refusal'>,
  architecture: Architecture,
  figures: Figures,
): CostLine[] {
  if (record.refusal) return []
  const { lambda, lambdaRequest } = figures.prices
  const quantity = gbSeconds(record.billedMs, record.memoryMb)
  return [
    { what: 'Lambda requests', quantity: 1, unit: 'request', usd: lambdaRequest },
    {
      what: `Lambda duration (${architecture})`,
      quantity,
      unit: 'GB-second',
      usd: tieredPrice(lambda[architecture].gbSecond, quantity),
    },
  ]
}

export interface MonthOfRuns {
  requests: number
  /** Mean billed milliseconds of one run. */
  billedMs: number
  memoryMb: number
  architecture: Architecture
  /** Whether the account's free tier is taken off. */
  freeTier: boolean
}

/**
 * What a month costs, by steps, the free tier taken off where wanted. Quantities are those charged.
 * @see https://aws.amazon.com/lambda/pricing/
 */
export function lambdaMonth(month: MonthOfRuns, figures: Figures): CostLine[] {
  const { lambda, lambdaRequest, lambdaFreeRequests, lambdaFreeGbSeconds } = figures.prices
  const free = month.freeTier ? 1 : 0
  const requests = Math.max(0, month.requests - free * lambdaFreeRequests)
  const used = month.requests * gbSeconds(month.billedMs, month.memoryMb)
  const seconds = Math.max(0, used - free * lambdaFreeGbSeconds)
  return [
    { what: 'Lambda requests', quantity: requests, unit: 'request', usd: requests * lambdaRequest },
    {
      what: `Lambda duration (${month.architecture})`,
      quantity: seconds,
      unit: 'GB-second',
      usd: tieredPrice(lambda[month.architecture].gbSecond, seconds),
    },
  ]
}
