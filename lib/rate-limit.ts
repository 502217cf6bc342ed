import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Writes, files and sign-ups per learner, sign-ins per e-mail and per address, new guests per address. */
const LIMITS = {
  write: { points: 600, duration: 60 },
  file: { points: 40, duration: 600 },
  signIn: { points: 10, duration: 600 },
  signInFrom: { points: 100, duration: 600 },
  signUp: { points: 20, duration: 3600 },
  guest: { points: 120, duration: 3600 },
} as const

export type Limit = keyof typeof LIMITS

const holder = globalThis as { coldstartLimits?: Map<Limit, RateLimiterMemory> }
holder.coldstartLimits ??= new Map(
  Object.entries(LIMITS).map(([name, { points, duration }]) => [
    name as Limit,
    new RateLimiterMemory({
      keyPrefix: name,
      points: points * Number(process.env.RATE_LIMIT_FACTOR ?? 1),
      duration,
    }),
  ]),
)
const limiters = holder.coldstartLimits

/** Takes `points` from a budget. Returns null, or how many seconds to wait. */
export async function overLimit(limit: Limit, key: string, points = 1): Promise<number | null> {
  try {
    await limiters.get(limit)?.consume(key, points)
    return null
  } catch (refusal) {
    return Math.ceil(((refusal as { msBeforeNext?: number }).msBeforeNext ?? 1000) / 1000)
  }
}
