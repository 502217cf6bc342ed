import type { Json } from '../schema/json'
import { accountOf, executeArn } from './account'
import { isEmpty, textOf, toBase64 } from './bytes'
import type { Call } from './call'
import { domainPrefix, requestContext } from './context'
import { type HeaderList, headerOf, mediaType } from './header-list'
import { lastValues, multiValues } from './query'
import { requestTime } from './time-text'

/** Anything else travels as base64, forms too. */
const TEXT_TYPES = new Set(['application/json', 'application/xml', 'application/javascript'])
const NOT_FORWARDED = new Set(['connection', 'cookie', 'transfer-encoding', 'upgrade', 'te'])

/** Does a body of this media type travel as text? */
function isTextType(contentType: string | undefined): boolean {
  const type = mediaType(contentType)
  return type !== undefined && (type.startsWith('text/') || TEXT_TYPES.has(type))
}

/** Lower-case names, duplicates joined, the gateway's own added. */
export function lowerHeaders(call: Call): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of call.headers) {
    const lower = name.toLowerCase()
    if (NOT_FORWARDED.has(lower)) continue
    headers[lower] = headers[lower] === undefined ? value : `${headers[lower]},${value}`
  }
  const sentFor = headers['x-forwarded-for']
  return {
    ...headers,
    host: call.host,
    'x-amzn-trace-id': call.trace.text,
    'x-forwarded-for': sentFor ? `${sentFor}, ${call.sourceIp}` : call.sourceIp,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  }
}

/** All cookies in order, taken out of their headers. */
function cookiesOf(headers: HeaderList): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(/;\s*/))
    .filter((cookie) => cookie !== '')
}

function joined(call: Call): Record<string, string> {
  const all = multiValues(call.query) ?? {}
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.join(',')]))
}

function bodyPart(call: Call): { body?: string; isBase64Encoded: boolean } {
  if (isEmpty(call.body)) return { isBase64Encoded: false }
  return isTextType(headerOf(call.headers, 'content-type'))
    ? { body: textOf(call.body), isBase64Encoded: false }
    : { body: toBase64(call.body), isBase64Encoded: true }
}

const some = (name: string, map: Record<string, string>) =>
  Object.keys(map).length > 0 && { [name]: map }

/**
 * `requestContext` of payload 2.0.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
function httpContext(call: Call): { [key: string]: Json } {
  return {
    accountId: call.api.type === 'FUNCTION_URL' ? 'anonymous' : accountOf(call.api),
    apiId: call.api.id,
    ...(call.authorizer !== undefined && { authorizer: call.authorizer }),
    domainName: call.host,
    domainPrefix: domainPrefix(call),
    http: {
      method: call.verb,
      path: call.shownPath,
      protocol: 'HTTP/1.1',
      sourceIp: call.sourceIp,
      userAgent: call.userAgent ?? '',
    },
    requestId: call.requestId,
    routeKey: call.route ?? '$default',
    stage: call.stageName,
    time: requestTime(call.startedAt),
    timeEpoch: call.startedAt,
  }
}

/**
 * Payload 2.0: what is empty is left out, never null.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(call: Call): { [key: string]: Json } {
  const cookies = cookiesOf(call.headers)
  return {
    version: '2.0',
    routeKey: call.route ?? '$default',
    rawPath: call.shownPath,
    rawQueryString: call.rawQuery,
    ...(cookies.length > 0 && { cookies }),
    headers: lowerHeaders(call),
    ...some('queryStringParameters', joined(call)),
    requestContext: httpContext(call),
    ...some('pathParameters', call.pathParameters),
    ...some('stageVariables', call.variables),
    ...bodyPart(call),
  }
}

const orNull = (map: Record<string, string>) => (Object.keys(map).length === 0 ? null : map)

/** HTTP APIs keep the case of names in payload 1.0; AWS does not say. */
const KEEP_HEADER_CASE = true

function headersV1(call: Call): HeaderList {
  const own: HeaderList = call.headers
    .filter(([name]) => !NOT_FORWARDED.has(name.toLowerCase()) || name.toLowerCase() === 'cookie')
    .map(([name, value]) => [KEEP_HEADER_CASE ? name : name.toLowerCase(), value])
  const added = [
    'Host',
    'X-Amzn-Trace-Id',
    'X-Forwarded-For',
    'X-Forwarded-Port',
    'X-Forwarded-Proto',
  ]
  const lower = lowerHeaders(call)
  const names = new Set(added.map((name) => name.toLowerCase()))
  return [
    ...own.filter(([name]) => !names.has(name.toLowerCase())),
    ...added.map((name): [string, string] => [name, lower[name.toLowerCase()] ?? '']),
  ]
}

/** Payload 1.0 of an HTTP API. */
export function httpEventV1(call: Call): { [key: string]: Json } {
  const headers = headersV1(call)
  const part = bodyPart(call)
  return {
    version: '1.0',
    resource: call.route?.split(' ')[1] ?? '$default',
    path: call.shownPath,
    httpMethod: call.verb,
    headers: lastValues(headers),
    multiValueHeaders: multiValues(headers),
    queryStringParameters: lastValues(call.query),
    multiValueQueryStringParameters: multiValues(call.query),
    requestContext: requestContext(call),
    pathParameters: orNull(call.pathParameters),
    stageVariables: orNull(call.variables),
    body: part.body ?? null,
    isBase64Encoded: part.isBase64Encoded,
  }
}

const routeArn = (call: Call) => {
  const path = call.shownPath.slice(call.stageName === '$default' ? 0 : call.stageName.length + 1)
  return executeArn(call.api, call.stageName, call.verb, path)
}

/**
 * What a Lambda authorizer of an HTTP API receives.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function httpAuthorizerEvent(
  call: Call,
  format: '1.0' | '2.0',
  identitySource: string[],
): { [key: string]: Json } {
  if (format === '1.0') {
    const { body: _body, isBase64Encoded: _encoded, ...rest } = httpEventV1(call)
    return {
      ...rest,
      type: 'REQUEST',
      methodArn: routeArn(call),
      identitySource: identitySource.join(','),
      authorizationToken: identitySource.join(','),
      queryStringParameters: lastValues(call.query) ?? {},
      multiValueQueryStringParameters: multiValues(call.query) ?? {},
      pathParameters: call.pathParameters,
      stageVariables: call.variables,
    }
  }
  const { body: _body, isBase64Encoded: _encoded, ...rest } = httpEvent(call)
  return { ...rest, type: 'REQUEST', routeArn: routeArn(call), identitySource }
}
