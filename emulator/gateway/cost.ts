import type { CostLine } from '../schema/exchange'
import type { Figures, Tiers } from '../schema/figures'
import type { Answer } from './answer'
import { sizeOf } from './bytes'
import type { Call } from './call'

/** AWS's pages say so in a note; nobody has measured it. */
const UNAUTHORIZED_IS_FREE = true
const FREE_REFUSALS = new Set([
  'ACCESS_DENIED',
  'EXPIRED_TOKEN',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'UNAUTHORIZED',
])
const MINUTE_MS = 60_000

/** What a quantity costs when each step of it has its own price. */
export function priceOf(tiers: Tiers, quantity: number): number {
  let usd = 0
  let from = 0
  for (const { upTo, price } of tiers) {
    const here = Math.max(0, Math.min(quantity, upTo ?? Number.POSITIVE_INFINITY) - from)
    usd += here * price
    from = upTo ?? quantity
    if (from >= quantity) break
  }
  return usd
}

const units = (bytes: number, unit: number) => Math.max(1, Math.ceil(bytes / unit))

/**
 * What the gateway itself charges for one request, at the price of the first step.
 * @see https://aws.amazon.com/api-gateway/pricing/
 */
export function requestCost(call: Call, answer: Answer | null): CostLine[] {
  const { prices } = call.kit.figures
  const { type } = call.api
  if (type === 'FUNCTION_URL' || type === 'WEBSOCKET') return []
  if (UNAUTHORIZED_IS_FREE && call.refusal?.response && FREE_REFUSALS.has(call.refusal.response)) {
    return [{ what: 'REST API request, not authorized', quantity: 0, unit: 'request', usd: 0 }]
  }
  if (type === 'REST') {
    const usd = priceOf(prices.restRequest, 1)
    return [{ what: 'REST API request', quantity: 1, unit: 'request', usd }]
  }
  const size = sizeOf(call.body) + (answer ? sizeOf(answer.body) : 0)
  const quantity = units(size, prices.httpUnitBytes)
  const usd = priceOf(prices.httpRequest, quantity)
  return [{ what: 'HTTP API request', quantity, unit: 'request', usd }]
}

/** Messages are metered in units of 32 KB, connections by the minute. */
export function messageCost(figures: Figures, bytes: number): CostLine {
  const quantity = units(bytes, figures.prices.webSocketUnitBytes)
  const usd = priceOf(figures.prices.webSocketMessage, quantity)
  return { what: 'WebSocket message', quantity, unit: 'message', usd }
}

/**
 * Connections cost by begun minutes.
 * @see https://aws.amazon.com/api-gateway/pricing/
 */
export function connectionCost(figures: Figures, durationMs: number): CostLine {
  const quantity = Math.ceil(durationMs / MINUTE_MS)
  const usd = quantity * figures.prices.webSocketMinute
  return { what: 'WebSocket connection', quantity, unit: 'minute', usd }
}

/**
 * A response cache costs by the hour whether it is used or not.
 * @see https://aws.amazon.com/api-gateway/pricing/
 */
export function cacheCost(figures: Figures, sizeGb: number, hours: number): CostLine {
  const usd = (figures.prices.cacheHour[String(sizeGb)] ?? 0) * hours
  return { what: `Response cache of ${sizeGb} GB`, quantity: hours, unit: 'hour', usd }
}
