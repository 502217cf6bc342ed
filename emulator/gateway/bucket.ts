import type { Throttle } from '../schema/stage'
import type { Bucket } from './memory'

/** What a bucket holds at an instant: it fills at `rate` a second up to `burst`, and starts full. */
function tokensAt(bucket: Bucket | undefined, throttle: Throttle, at: number): number {
  if (!bucket) return throttle.burst
  const gained = (Math.max(0, at - bucket.at) / 1000) * throttle.rate
  return Math.min(throttle.burst, bucket.tokens + gained)
}

/**
 * Takes a token if there is one.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function takeToken(
  buckets: Map<string, Bucket>,
  name: string,
  throttle: Throttle,
  at: number,
): boolean {
  const before = buckets.get(name)
  const tokens = tokensAt(before, throttle, at)
  // Sums of fractions come out a hair under the whole; a millionth of a token is no refusal.
  const granted = tokens >= 1 - 1e-6
  buckets.set(name, {
    tokens: granted ? Math.max(0, tokens - 1) : tokens,
    at: Math.max(at, before?.at ?? at),
  })
  return granted
}
