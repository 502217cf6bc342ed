import {
  type ApiRequest,
  apiHost,
  bodyOf,
  sampleTraceId,
  type WholeRequest,
  wholeRequest,
} from './api-request'
import { type EventObject, type Origin, requestTime } from './origin'

function queryParts(request: WholeRequest): EventObject {
  const pairs = Object.entries(request.query).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as [string, string]),
  )
  if (pairs.length === 0) return { rawQueryString: '' }
  return {
    rawQueryString: pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'),
    queryStringParameters: Object.fromEntries(
      Object.entries(request.query).map(([name, value]) => [name, [value].flat().join(',')]),
    ),
  }
}

/** Lower-case names; `Cookie` moves into `cookies`. */
function headerParts(origin: Origin, request: WholeRequest, host: string): EventObject {
  const headers: Record<string, string> = {}
  let cookies: string[] = []
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.toLowerCase() === 'cookie') cookies = value.split('; ')
    else headers[name.toLowerCase()] = value
  }
  return {
    ...(cookies.length > 0 ? { cookies } : {}),
    headers: {
      ...headers,
      host,
      'x-amzn-trace-id': sampleTraceId(origin),
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
  }
}

function contextOf(
  origin: Origin,
  request: WholeRequest,
  host: string,
  routeKey: string,
): EventObject {
  return {
    accountId: origin.accountId,
    apiId: request.apiId,
    ...(request.authorizer === undefined ? {} : { authorizer: request.authorizer }),
    domainName: host,
    domainPrefix: request.apiId,
    http: {
      method: request.method,
      path: rawPath(request),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['User-Agent'] ?? '',
    },
    requestId: origin.chance.token(16),
    routeKey,
    stage: request.stage,
    time: requestTime(origin.at),
    timeEpoch: origin.at,
  }
}

/** A named stage is part of the raw path, `$default` is not. */
const rawPath = (request: WholeRequest) =>
  request.stage === '$default' ? request.path : `/${request.stage}${request.path}`

function eventV2(
  origin: Origin,
  request: WholeRequest,
  host: string,
  routeKey: string,
): EventObject {
  const body = bodyOf(request)
  const some = (name: string, values: Record<string, string> | undefined): EventObject =>
    values && Object.keys(values).length > 0 ? { [name]: values } : {}
  return {
    version: '2.0',
    routeKey,
    rawPath: rawPath(request),
    ...queryParts(request),
    ...headerParts(origin, request, host),
    requestContext: contextOf(origin, request, host, routeKey),
    ...(body === null ? {} : { body }),
    ...some('pathParameters', request.pathParameters),
    ...some('stageVariables', request.stageVariables),
    isBase64Encoded: request.binary,
  }
}

/**
 * What an HTTP API sends in payload format 2.0, as `sam local generate-event apigateway
 * http-api-proxy`. What is absent is left out.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(origin: Origin, given: ApiRequest = {}): EventObject {
  const request = wholeRequest({ body: '{"message": "hello world"}', ...given }, '$default')
  const routeKey =
    given.resource === undefined ? '$default' : `${request.method} ${request.resource}`
  const { pathParameters, ...rest } = request
  // $default has no parameters: nothing in it names a part of the path.
  const whole =
    routeKey === '$default' ? rest : { ...rest, ...(pathParameters ? { pathParameters } : {}) }
  return eventV2(origin, whole, apiHost(origin, request.apiId), routeKey)
}

/**
 * What a function URL sends: payload 2.0, route `$default`, no parameters, no stage variables.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function functionUrlEvent(origin: Origin, given: ApiRequest = {}): EventObject {
  const sample = { body: '{"message": "hello world"}', apiId: 'abcdefghijklmnopqrstuvwxyz012345' }
  const { pathParameters: _, ...request } = wholeRequest({ ...sample, ...given }, '$default')
  const host = `${request.apiId}.lambda-url.${origin.region}.on.aws`
  return eventV2(origin, { ...request, stage: '$default', stageVariables: {} }, host, '$default')
}
