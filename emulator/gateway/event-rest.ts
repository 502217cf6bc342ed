import type { RestApi } from '../schema/api'
import type { Json } from '../schema/json'
import { executeArn } from './account'
import { isEmpty, textOf, toBase64 } from './bytes'
import type { Call } from './call'
import { isBinaryType } from './content'
import { requestContext } from './context'
import { eventHeaders } from './event-headers'
import { headerOf } from './header-list'
import { DROPPED_FROM_CLIENT } from './header-names'
import { lastValues, multiValues } from './query'

const orNull = (map: Record<string, string>) => (Object.keys(map).length === 0 ? null : map)

function requestBody(call: Call): { body: string | null; isBase64Encoded: boolean } {
  if (isEmpty(call.body)) return { body: null, isBase64Encoded: false }
  const types = (call.api as RestApi).binaryMediaTypes ?? []
  if (isBinaryType(headerOf(call.headers, 'content-type'), types)) {
    return { body: toBase64(call.body), isBase64Encoded: true }
  }
  return { body: textOf(call.body), isBase64Encoded: false }
}

/** The console's Test adds nothing to what was typed in. */
const testHeaders = (call: Call) =>
  call.headers.filter(([name]) => !DROPPED_FROM_CLIENT.has(name.toLowerCase()))

/**
 * Payload 1.0 of a REST API: twelve keys, null for what is absent.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format
 */
export function restEvent(call: Call, resource: string): { [key: string]: Json } {
  const headers = call.isTest ? testHeaders(call) : eventHeaders(call)
  return {
    resource,
    path: call.path,
    httpMethod: call.verb,
    headers: lastValues(headers),
    multiValueHeaders: multiValues(headers),
    queryStringParameters: lastValues(call.query),
    multiValueQueryStringParameters: multiValues(call.query),
    pathParameters: orNull(call.pathParameters),
    stageVariables: orNull(call.variables),
    requestContext: requestContext(call),
    ...requestBody(call),
  }
}

/**
 * What a REQUEST authorizer receives: no body, and `{}` for absent maps.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function requestAuthorizerEvent(call: Call, resource: string): { [key: string]: Json } {
  const headers = eventHeaders(call, new Set(['content-length']))
  return {
    type: 'REQUEST',
    methodArn: executeArn(call.api, call.stageName, call.verb, call.path),
    resource,
    path: call.path,
    httpMethod: call.verb,
    headers: lastValues(headers),
    multiValueHeaders: multiValues(headers),
    queryStringParameters: lastValues(call.query) ?? {},
    multiValueQueryStringParameters: multiValues(call.query) ?? {},
    pathParameters: call.pathParameters,
    stageVariables: call.variables,
    requestContext: requestContext(call),
  }
}
