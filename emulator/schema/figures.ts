import * as z from 'zod/mini'

/** Price steps: `upTo` units at `price` each; the last step has no `upTo`. */
const tiers = z.array(z.strictObject({ upTo: z.optional(z.number()), price: z.number() }))
export type Tiers = z.infer<typeof tiers>

const architecturePrice = z.strictObject({ gbSecond: tiers })

/**
 * Prices and limits, which change and are therefore handed in, with the day they were read.
 * @see https://aws.amazon.com/api-gateway/pricing/
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export const figuresSchema = z.strictObject({
  asOf: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
  region: z.string(),
  prices: z.strictObject({
    restRequest: tiers,
    httpRequest: tiers,
    /** An HTTP API meters a request in units of this many bytes. */
    httpUnitBytes: z.number(),
    webSocketMessage: tiers,
    webSocketUnitBytes: z.number(),
    webSocketMinute: z.number(),
    /** Cache size in GB → price an hour. */
    cacheHour: z.record(z.string(), z.number()),
    lambdaRequest: z.number(),
    lambda: z.strictObject({ x86_64: architecturePrice, arm64: architecturePrice }),
    lambdaFreeRequests: z.number(),
    lambdaFreeGbSeconds: z.number(),
  }),
  limits: z.strictObject({
    restTimeoutMs: z.number(),
    httpTimeoutMs: z.number(),
    webSocketTimeoutMs: z.number(),
    payloadBytes: z.number(),
    headerBytes: z.number(),
    webSocketMessageBytes: z.number(),
    webSocketFrameBytes: z.number(),
    webSocketIdleMs: z.number(),
    webSocketConnectionMs: z.number(),
    accountRate: z.number(),
    accountBurst: z.number(),
    authorizerResultBytes: z.number(),
    policyResourceChars: z.number(),
    methodArnBytes: z.number(),
    cacheEntryBytes: z.number(),
    templateBytes: z.number(),
    templateIterations: z.number(),
    lambdaConcurrency: z.number(),
    lambdaScalingPer10s: z.number(),
    lambdaSyncPayloadBytes: z.number(),
    lambdaAsyncPayloadBytes: z.number(),
    lambdaInitMs: z.number(),
    lambdaEnvBytes: z.number(),
    lambdaZipBytes: z.number(),
    lambdaUnzippedBytes: z.number(),
    lambdaLayers: z.number(),
  }),
})
export type Figures = z.infer<typeof figuresSchema>
