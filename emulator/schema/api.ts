import * as z from 'zod/mini'
import { authorizerSchema, httpAuthorizerSchema } from './authorizer'
import { GATEWAY_RESPONSE_TYPES, gatewayResponseSchema } from './gateway-response'
import { httpIntegrationSchema, integrationSchema } from './integration'
import { jsonSchema, textMapSchema } from './json'
import { policySchema } from './policy'
import { apiKeySchema, stageSchema, throttleSchema, usagePlanSchema } from './stage'

const strings = z.array(z.string())

/** What every kind of API has. */
const base = {
  /** Ten lower-case letters and digits on AWS; part of the host name and of every ARN. */
  id: z.string().check(z.regex(/^[a-z0-9]{1,32}$/)),
  name: z.optional(z.string()),
  region: z.optional(z.string()),
  accountId: z.optional(z.string().check(z.regex(/^\d{12}$/))),
}

const keyed = {
  apiKeys: z.optional(z.record(z.string(), apiKeySchema)),
  usagePlans: z.optional(z.record(z.string(), usagePlanSchema)),
  /** The bucket that all APIs of the account and Region share. */
  accountThrottle: z.optional(throttleSchema),
}

/** A JSON Schema (draft 4) by name, for bodies. */
const modelSchema = z.strictObject({
  contentType: z.optional(z.string()),
  schema: jsonSchema,
})
export type Model = z.infer<typeof modelSchema>

/** One verb on one resource of a REST API. */
const restMethodSchema = z.strictObject({
  authorizationType: z.optional(z.enum(['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'])),
  authorizer: z.optional(z.string()),
  authorizationScopes: z.optional(strings),
  apiKeyRequired: z.optional(z.boolean()),
  /** `method.request.{path,querystring,header}.name` → required? */
  requestParameters: z.optional(z.record(z.string(), z.boolean())),
  /** Media type → name of a model. */
  requestModels: z.optional(textMapSchema),
  validator: z.optional(z.string()),
  integration: integrationSchema,
  /** Status → which response headers may be mapped. */
  methodResponses: z.optional(
    z.record(z.string(), z.strictObject({ headers: z.optional(strings) })),
  ),
})
export type RestMethod = z.infer<typeof restMethodSchema>

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html */
const restApiSchema = z.strictObject({
  type: z.literal('REST'),
  ...base,
  ...keyed,
  endpointType: z.optional(z.enum(['EDGE', 'REGIONAL', 'PRIVATE'])),
  /** A custom domain; requests to it carry the base path where others carry the stage. */
  customDomain: z.optional(
    z.strictObject({ name: z.string(), basePath: z.optional(z.string()), stage: z.string() }),
  ),
  binaryMediaTypes: z.optional(strings),
  apiKeySource: z.optional(z.enum(['HEADER', 'AUTHORIZER'])),
  resourcePolicy: z.optional(policySchema),
  /** Source addresses (CIDR) that the web ACL blocks. */
  wafBlocks: z.optional(strings),
  /** `/pets/{petId}` → `GET` (or `ANY`) → method. */
  resources: z.record(z.string(), z.record(z.string(), restMethodSchema)),
  authorizers: z.optional(z.record(z.string(), authorizerSchema)),
  validators: z.optional(
    z.record(
      z.string(),
      z.strictObject({
        validateRequestParameters: z.optional(z.boolean()),
        validateRequestBody: z.optional(z.boolean()),
      }),
    ),
  ),
  models: z.optional(z.record(z.string(), modelSchema)),
  gatewayResponses: z.optional(
    z.partialRecord(z.enum(GATEWAY_RESPONSE_TYPES), gatewayResponseSchema),
  ),
  stages: z.record(z.string(), stageSchema),
})
export type RestApi = z.infer<typeof restApiSchema>

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
const corsSchema = z.strictObject({
  allowOrigins: z.optional(strings),
  allowMethods: z.optional(strings),
  allowHeaders: z.optional(strings),
  exposeHeaders: z.optional(strings),
  allowCredentials: z.optional(z.boolean()),
  maxAge: z.optional(z.int()),
})
export type Cors = z.infer<typeof corsSchema>

const httpRouteSchema = z.strictObject({
  integration: httpIntegrationSchema,
  authorizationType: z.optional(z.enum(['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'])),
  authorizer: z.optional(z.string()),
  authorizationScopes: z.optional(strings),
})
export type HttpRoute = z.infer<typeof httpRouteSchema>

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html */
const httpApiSchema = z.strictObject({
  type: z.literal('HTTP'),
  ...base,
  accountThrottle: keyed.accountThrottle,
  /** `GET /pets/{petId}`, `ANY /{proxy+}`, `$default`. */
  routes: z.record(z.string(), httpRouteSchema),
  authorizers: z.optional(z.record(z.string(), httpAuthorizerSchema)),
  cors: z.optional(corsSchema),
  stages: z.record(z.string(), stageSchema),
})
export type HttpApi = z.infer<typeof httpApiSchema>

const webSocketRouteSchema = z.strictObject({
  integration: integrationSchema,
  /** Only `$connect` may be authorized. */
  authorizationType: z.optional(z.enum(['NONE', 'AWS_IAM', 'CUSTOM'])),
  authorizer: z.optional(z.string()),
  apiKeyRequired: z.optional(z.boolean()),
  /** `$default` sends what the integration returned back to the client; absent discards it. */
  routeResponseSelectionExpression: z.optional(z.literal('$default')),
  requestModels: z.optional(textMapSchema),
  modelSelectionExpression: z.optional(z.string()),
})
export type WebSocketRoute = z.infer<typeof webSocketRouteSchema>

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html */
const webSocketApiSchema = z.strictObject({
  type: z.literal('WEBSOCKET'),
  ...base,
  ...keyed,
  routeSelectionExpression: z.string(),
  routes: z.record(z.string(), webSocketRouteSchema),
  authorizers: z.optional(z.record(z.string(), authorizerSchema)),
  models: z.optional(z.record(z.string(), modelSchema)),
  stages: z.record(z.string(), stageSchema),
})
export type WebSocketApi = z.infer<typeof webSocketApiSchema>

/** @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html */
const functionUrlSchema = z.strictObject({
  type: z.literal('FUNCTION_URL'),
  ...base,
  function: z.string(),
  authType: z.optional(z.enum(['NONE', 'AWS_IAM'])),
  cors: z.optional(corsSchema),
  /** A public URL needs both grants, `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`. */
  grants: z.optional(z.array(z.enum(['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']))),
})
export type FunctionUrl = z.infer<typeof functionUrlSchema>

export const apiSchema = z.discriminatedUnion('type', [
  restApiSchema,
  httpApiSchema,
  webSocketApiSchema,
  functionUrlSchema,
])
export type Api = z.infer<typeof apiSchema>
