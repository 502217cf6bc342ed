import { toBase64 } from '../gateway/bytes'
import type { Json } from '../schema/json'
import type { EventObject, Origin } from './origin'

/** A request as a generator of API events takes it; every part has AWS's sample value. */
export interface ApiRequest {
  method?: string
  /** The path after the stage, raw. */
  path?: string
  /** `/{proxy+}`, the resource or route that serves the path. */
  resource?: string
  headers?: Record<string, string>
  /** Decoded; a list where a name was repeated. */
  query?: Record<string, string | string[]>
  pathParameters?: Record<string, string>
  stageVariables?: Record<string, string>
  stage?: string
  body?: string
  /** Encodes `body` as base64, as a binary body arrives. */
  binary?: boolean
  sourceIp?: string
  apiId?: string
  /** What the authorizer left in `requestContext.authorizer`. */
  authorizer?: Json
}

/** A request whose every part is given. */
export type WholeRequest = Required<Omit<ApiRequest, 'body' | 'authorizer' | 'pathParameters'>> &
  Pick<ApiRequest, 'body' | 'authorizer' | 'pathParameters'>

/**
 * Fills in what was not given with the values of AWS's own sample events.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-generate-event.html
 */
export function wholeRequest(request: ApiRequest, stage: string): WholeRequest {
  const path = request.path ?? '/path/to/resource'
  const proxied = request.resource === undefined
  return {
    method: 'POST',
    path,
    resource: '/{proxy+}',
    headers: {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'Custom User Agent String',
    },
    query: { foo: 'bar' },
    stageVariables: {},
    stage,
    binary: false,
    sourceIp: '127.0.0.1',
    apiId: '1234567890',
    ...(proxied ? { pathParameters: { proxy: path.replace(/^\//, '') } } : {}),
    ...request,
  }
}

/**
 * The body as it stands in an event.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings.html
 */
export function bodyOf(request: WholeRequest): string | null {
  if (request.body === undefined) return null
  return request.binary ? toBase64({ text: request.body }) : request.body
}

/**
 * Names with one value each, the last of several; null when there are none, as payload 1.0 has it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function singleValues(given: Record<string, string | string[]>): EventObject | null {
  const entries = Object.entries(given)
  if (entries.length === 0) return null
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Array.isArray(value) ? (value.at(-1) ?? '') : value]),
  )
}

/**
 * Names with all their values; null when there are none, as payload 1.0 has it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function multiValues(given: Record<string, string | string[]>): EventObject | null {
  const entries = Object.entries(given)
  if (entries.length === 0) return null
  return Object.fromEntries(entries.map(([name, value]) => [name, [value].flat()]))
}

/**
 * The host of an API in its Region.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html
 */
export function apiHost(origin: Origin, apiId: string): string {
  return `${apiId}.execute-api.${origin.region}.amazonaws.com`
}

/**
 * A trace header as Lambda and API Gateway make it, from the instant and chance.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function sampleTraceId(origin: Origin): string {
  return `Root=1-${Math.floor(origin.at / 1000).toString(16)}-${origin.chance.hex(24)}`
}
