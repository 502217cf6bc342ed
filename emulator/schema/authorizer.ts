import * as z from 'zod/mini'

const ttl = z.optional(z.int().check(z.gte(0), z.lte(3600)))

/**
 * An authorizer of a REST or WebSocket API. `identitySource` is comma-separated as on AWS:
 * `method.request.header.Authorization, method.request.querystring.tenant`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export const authorizerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('TOKEN'),
    function: z.string(),
    identitySource: z.optional(z.string()),
    /** Java regular expression the whole token must match before the function is called. */
    identityValidationExpression: z.optional(z.string()),
    resultTtlInSeconds: ttl,
    permitted: z.optional(z.boolean()),
  }),
  z.strictObject({
    type: z.literal('REQUEST'),
    function: z.string(),
    identitySource: z.optional(z.string()),
    resultTtlInSeconds: ttl,
    permitted: z.optional(z.boolean()),
  }),
  z.strictObject({
    type: z.literal('COGNITO_USER_POOLS'),
    /** Issuers of the pools, such as `https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example`. */
    issuers: z.array(z.string()),
    identitySource: z.optional(z.string()),
  }),
])
export type Authorizer = z.infer<typeof authorizerSchema>

/**
 * An authorizer of an HTTP API; identity sources read `$request.header.Authorization`,
 * `$request.querystring.x`, `$context.routeKey`, `$stageVariables.y`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export const httpAuthorizerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('REQUEST'),
    function: z.string(),
    identitySource: z.optional(z.array(z.string())),
    payloadFormatVersion: z.optional(z.enum(['1.0', '2.0'])),
    enableSimpleResponses: z.optional(z.boolean()),
    resultTtlInSeconds: ttl,
    permitted: z.optional(z.boolean()),
  }),
  z.strictObject({
    type: z.literal('JWT'),
    issuer: z.string(),
    audience: z.array(z.string()),
    identitySource: z.optional(z.array(z.string())),
  }),
])
export type HttpAuthorizer = z.infer<typeof httpAuthorizerSchema>
