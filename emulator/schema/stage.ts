import * as z from 'zod/mini'
import { textMapSchema } from './json'

/** A token bucket: `rate` tokens a second, at most `burst` of them. */
export const throttleSchema = z.strictObject({
  rate: z.number().check(z.gte(0)),
  burst: z.int().check(z.gte(0)),
})
export type Throttle = z.infer<typeof throttleSchema>

const canarySchema = z.strictObject({
  percentTraffic: z.number().check(z.gte(0), z.lte(100)),
  /** Added to the stage's variables, or put in their place. */
  stageVariableOverrides: z.optional(textMapSchema),
})

/** Settings of one method (`/pets/GET`, with `~1` as AWS writes it or plain) or of all (`*` + `/*`). */
const methodSettingSchema = z.strictObject({
  throttle: z.optional(throttleSchema),
  cachingEnabled: z.optional(z.boolean()),
  cacheTtlInSeconds: z.optional(z.int().check(z.gte(0), z.lte(3600))),
  requireAuthorizationForCacheControl: z.optional(z.boolean()),
  unauthorizedCacheControlHeaderStrategy: z.optional(
    z.enum(['FAIL_WITH_403', 'SUCCEED_WITH_RESPONSE_HEADER', 'SUCCEED_WITHOUT_RESPONSE_HEADER']),
  ),
})
export type MethodSetting = z.infer<typeof methodSettingSchema>

/**
 * A stage: a name, a deployment, and what is set for it alone.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html
 */
export const stageSchema = z.strictObject({
  variables: z.optional(textMapSchema),
  deploymentId: z.optional(z.string()),
  canary: z.optional(canarySchema),
  /** The stage's response cache (REST): its size in GB decides the price by the hour. */
  cache: z.optional(z.strictObject({ sizeGb: z.number() })),
  /** By `*` + `/*` or `/pets/{id}/GET` (REST), by route key (HTTP, WebSocket). */
  settings: z.optional(z.record(z.string(), methodSettingSchema)),
  /** Access log line with `$context.…` variables. */
  accessLogFormat: z.optional(z.string()),
  tracing: z.optional(z.boolean()),
})
export type Stage = z.infer<typeof stageSchema>

export const usagePlanSchema = z.strictObject({
  /** Names of `apiKeys`. */
  keys: z.array(z.string()),
  stages: z.array(z.string()),
  throttle: z.optional(throttleSchema),
  /** Narrower buckets for one method and key: `/pets/GET`. */
  methodThrottles: z.optional(z.record(z.string(), throttleSchema)),
  quota: z.optional(
    z.strictObject({
      limit: z.int().check(z.gte(0)),
      period: z.enum(['DAY', 'WEEK', 'MONTH']),
      /** Requests taken off the first period. */
      offset: z.optional(z.int().check(z.gte(0))),
    }),
  ),
})
export type UsagePlan = z.infer<typeof usagePlanSchema>

export const apiKeySchema = z.strictObject({
  value: z.string().check(z.minLength(20), z.maxLength(128)),
  enabled: z.optional(z.boolean()),
})
export type ApiKey = z.infer<typeof apiKeySchema>
