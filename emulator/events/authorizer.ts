import { type ApiRequest, multiValues, singleValues, wholeRequest } from './api-request'
import { httpEvent } from './http'
import { arnOf, type EventObject, type Origin } from './origin'
import { restContext, restHeaders } from './rest'
import { type WebSocketParameters, webSocketConnectEvent } from './websocket'

export interface AuthorizerParameters extends ApiRequest {
  /** What the identity source held, prefix and all. */
  token?: string
}

const TOKEN = 'Bearer allow'

function methodArn(origin: Origin, given: AuthorizerParameters, stage: string): string {
  const request = wholeRequest(given, stage)
  const path = request.path.replace(/^\//, '')
  return arnOf(origin, 'execute-api', `${request.apiId}/${request.stage}/${request.method}/${path}`)
}

/**
 * What a TOKEN authorizer receives: these three and nothing else.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function tokenAuthorizerEvent(
  origin: Origin,
  given: AuthorizerParameters = {},
): EventObject {
  return {
    type: 'TOKEN',
    methodArn: methodArn(origin, given, 'prod'),
    authorizationToken: given.token ?? TOKEN,
  }
}

/**
 * What a REQUEST authorizer of a REST API receives, as `sam local generate-event apigateway
 * request-authorizer`: no body, and absent maps are empty, not null.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 */
export function requestAuthorizerEvent(
  origin: Origin,
  given: AuthorizerParameters = {},
): EventObject {
  const sample = { Accept: 'application/json', Authorization: given.token ?? TOKEN }
  const request = wholeRequest({ method: 'GET', headers: sample, ...given }, 'prod')
  const headers = restHeaders(origin, request)
  return {
    type: 'REQUEST',
    methodArn: methodArn(origin, { method: 'GET', ...given }, 'prod'),
    resource: request.resource,
    path: request.path,
    httpMethod: request.method,
    headers,
    multiValueHeaders: multiValues(headers) ?? {},
    queryStringParameters: singleValues(request.query) ?? {},
    multiValueQueryStringParameters: multiValues(request.query) ?? {},
    pathParameters: request.pathParameters ?? {},
    stageVariables: request.stageVariables,
    requestContext: restContext(origin, request),
  }
}

/**
 * What an authorizer of an HTTP API receives in format 1.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpAuthorizerEventV1(
  origin: Origin,
  given: AuthorizerParameters = {},
): EventObject {
  const token = given.token ?? TOKEN
  const event = requestAuthorizerEvent(origin, { stage: '$default', ...given })
  return { version: '1.0', ...event, identitySource: token, authorizationToken: token }
}

/**
 * What an authorizer of an HTTP API receives in format 2.0: the identity sources in their order,
 * no body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpAuthorizerEvent(origin: Origin, given: AuthorizerParameters = {}): EventObject {
  const token = given.token ?? TOKEN
  const request: ApiRequest = {
    method: 'GET',
    headers: { Authorization: token, 'User-Agent': 'Custom User Agent String' },
    ...given,
  }
  const { version, routeKey, body: _, isBase64Encoded: __, ...rest } = httpEvent(origin, request)
  return {
    version: version ?? '2.0',
    type: 'REQUEST',
    routeArn: methodArn(origin, request, '$default'),
    identitySource: [token],
    routeKey: routeKey ?? '$default',
    ...rest,
  }
}

/**
 * What a WebSocket API's authorizer receives at `$connect`; its ARN ends in stage and route.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function webSocketAuthorizerEvent(
  origin: Origin,
  given: WebSocketParameters = {},
): EventObject {
  const request = wholeRequest(given, 'production')
  const { isBase64Encoded: _, ...event } = webSocketConnectEvent(origin, given)
  const query = given.query ?? {}
  return {
    type: 'REQUEST',
    methodArn: arnOf(origin, 'execute-api', `${request.apiId}/${request.stage}/$connect`),
    ...event,
    queryStringParameters: singleValues(query) ?? {},
    multiValueQueryStringParameters: multiValues(query) ?? {},
    stageVariables: request.stageVariables,
  }
}
