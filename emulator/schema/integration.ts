import * as z from 'zod/mini'
import { textMapSchema } from './json'

/** What API Gateway does with bytes on their way in or out. */
const contentHandlingSchema = z.enum(['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'])
export type ContentHandling = z.infer<typeof contentHandlingSchema>

/** Turns one kind of outcome into one method response. Non-proxy integrations only. */
const integrationResponseSchema = z.strictObject({
  /** Java regular expression over the whole error message (Lambda) or status (others); absent is the default. */
  selectionPattern: z.optional(z.string()),
  statusCode: z.int(),
  /** `method.response.header.X` ← `integration.response.header.Y`, `'static'`, … */
  responseParameters: z.optional(textMapSchema),
  /** VTL by media type. */
  responseTemplates: z.optional(textMapSchema),
  contentHandling: z.optional(contentHandlingSchema),
})
export type IntegrationResponse = z.infer<typeof integrationResponseSchema>

/**
 * Where a REST or WebSocket method sends what it received.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-integration-types.html
 */
export const integrationSchema = z.strictObject({
  type: z.enum(['AWS_PROXY', 'AWS', 'HTTP_PROXY', 'HTTP', 'MOCK']),
  /**
   * The function of a Lambda integration: a name of `functions`, maybe with `:alias` or `:version`;
   * `${stageVariables.x}` is replaced. A Lambda `uri` says the same.
   */
  function: z.optional(z.string()),
  /** A URL (HTTP), `arn:aws:apigateway:REGION:SERVICE:action/Name` or `…:path/…` (AWS). */
  uri: z.optional(z.string()),
  /** The verb used towards the backend. A Lambda integration insists on POST. */
  httpMethod: z.optional(z.string()),
  /** False plays the missing `lambda:InvokeFunction` grant. */
  permitted: z.optional(z.boolean()),
  requestParameters: z.optional(textMapSchema),
  requestTemplates: z.optional(textMapSchema),
  passthroughBehavior: z.optional(z.enum(['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'])),
  contentHandling: z.optional(contentHandlingSchema),
  timeoutInMillis: z.optional(z.int().check(z.gte(50), z.lte(300_000))),
  cacheKeyParameters: z.optional(z.array(z.string())),
  responses: z.optional(z.array(integrationResponseSchema)),
})
export type Integration = z.infer<typeof integrationSchema>

/**
 * Where an HTTP API route sends what it received; parameter mappings read
 * `append:header.x`, `overwrite:path`, `remove:querystring.y`, …
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export const httpIntegrationSchema = z.strictObject({
  type: z.enum(['AWS_PROXY', 'HTTP_PROXY']),
  function: z.optional(z.string()),
  uri: z.optional(z.string()),
  /** First-class AWS service integration, such as `SQS-SendMessage`. */
  subtype: z.optional(z.string()),
  httpMethod: z.optional(z.string()),
  permitted: z.optional(z.boolean()),
  payloadFormatVersion: z.optional(z.enum(['1.0', '2.0'])),
  timeoutInMillis: z.optional(z.int().check(z.gte(50), z.lte(30_000))),
  requestParameters: z.optional(textMapSchema),
  /** By status: `{ "200": { "overwrite:header.x": "$response.header.y" } }`. */
  responseParameters: z.optional(z.record(z.string(), textMapSchema)),
})
export type HttpIntegration = z.infer<typeof httpIntegrationSchema>
