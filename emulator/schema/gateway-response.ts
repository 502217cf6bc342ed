import * as z from 'zod/mini'
import { textMapSchema } from './json'

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const GATEWAY_RESPONSE_TYPES = [
  'ACCESS_DENIED',
  'API_CONFIGURATION_ERROR',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'AUTHORIZER_FAILURE',
  'BAD_REQUEST_BODY',
  'BAD_REQUEST_PARAMETERS',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'EXPIRED_TOKEN',
  'INTEGRATION_FAILURE',
  'INTEGRATION_TIMEOUT',
  'INVALID_API_KEY',
  'INVALID_SIGNATURE',
  'MISSING_AUTHENTICATION_TOKEN',
  'QUOTA_EXCEEDED',
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'THROTTLED',
  'UNAUTHORIZED',
  'UNSUPPORTED_MEDIA_TYPE',
  'WAF_FILTERED',
] as const
export type GatewayResponseType = (typeof GATEWAY_RESPONSE_TYPES)[number]

export const gatewayResponseSchema = z.strictObject({
  statusCode: z.optional(z.int().check(z.gte(100), z.lte(599))),
  /** `gatewayresponse.header.X` ← `method.request.…`, `context.…`, `stageVariables.…`, `'static'`. */
  responseParameters: z.optional(textMapSchema),
  /** Text by media type; variables are replaced, VTL directives are not understood. */
  responseTemplates: z.optional(textMapSchema),
})
export type GatewayResponse = z.infer<typeof gatewayResponseSchema>
