import type { UsagePlan } from '../schema/stage'
import type { Memory } from './memory'

const DAY_MS = 86_400_000

type Quota = NonNullable<UsagePlan['quota']>

/** The period's start in UTC; that it is midnight is our reading. Weeks begin on Sunday. */
export function periodStart(period: Quota['period'], at: number): number {
  const day = Math.floor(at / DAY_MS) * DAY_MS
  const date = new Date(day)
  if (period === 'DAY') return day
  if (period === 'WEEK') return day - date.getUTCDay() * DAY_MS
  return day - (date.getUTCDate() - 1) * DAY_MS
}

/**
 * Counts one request, if the period still has one. The first period begins with the offset used.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export function countRequest(memory: Memory, name: string, quota: Quota, at: number): boolean {
  const start = periodStart(quota.period, at)
  const kept = memory.quotas.get(name)
  const used = kept === undefined ? (quota.offset ?? 0) : kept.periodStart === start ? kept.used : 0
  const granted = used < quota.limit
  memory.quotas.set(name, { periodStart: start, used: granted ? used + 1 : used })
  return granted
}
