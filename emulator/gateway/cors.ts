import type { Cors } from '../schema/api'
import type { Answer } from './answer'
import type { Call } from './call'
import { type HeaderList, headerOf } from './header-list'

/** No evidence; it is what a cache in between needs. */
const ALWAYS_VARY = true

function originAllowed(cors: Cors, origin: string): string | null {
  const origins = cors.allowOrigins ?? []
  if (origins.includes('*')) return cors.allowCredentials ? origin : '*'
  const fits = origins.some(
    (one) =>
      one.toLowerCase() === origin.toLowerCase() ||
      (/^https?:\/\/\*$/.test(one) && origin.startsWith(one.slice(0, -1))),
  )
  return fits ? origin : null
}

/** A preflight asks before the browser sends what is not simple. */
export function isPreflight(call: Call): boolean {
  return (
    call.verb === 'OPTIONS' &&
    headerOf(call.headers, 'origin') !== undefined &&
    headerOf(call.headers, 'access-control-request-method') !== undefined
  )
}

const vary: HeaderList = ALWAYS_VARY ? [['vary', 'Origin']] : []

/**
 * The gateway's own answer to a preflight: 204, with headers only for origins on the list.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightAnswer(call: Call, cors: Cors): Answer {
  const origin = originAllowed(cors, headerOf(call.headers, 'origin') ?? '')
  const list = (name: string, values: string[] | undefined): HeaderList =>
    values?.length ? [[name, values.join(',')]] : []
  const headers: HeaderList = origin
    ? [
        ['access-control-allow-origin', origin],
        ...list('access-control-allow-methods', cors.allowMethods),
        ...list('access-control-allow-headers', cors.allowHeaders),
        ...list('access-control-expose-headers', cors.exposeHeaders),
        ...(cors.allowCredentials
          ? [['access-control-allow-credentials', 'true'] as [string, string]]
          : []),
        ...(cors.maxAge === undefined
          ? []
          : [['access-control-max-age', String(cors.maxAge)] as [string, string]]),
      ]
    : []
  return { status: 204, headers: [...headers, ...vary], body: { text: '' } }
}

/** Configured headers on a cross-origin answer; what the backend said about CORS is thrown away. */
export function withCors(call: Call, cors: Cors | undefined, answer: Answer): Answer {
  if (!cors) return answer
  const own = answer.headers.filter(([name]) => !/^access-control-/i.test(name))
  const sent = headerOf(call.headers, 'origin')
  const origin = sent === undefined ? null : originAllowed(cors, sent)
  const headers: HeaderList = origin
    ? [
        ['access-control-allow-origin', origin],
        ...(cors.exposeHeaders?.length
          ? [['access-control-expose-headers', cors.exposeHeaders.join(',')] as [string, string]]
          : []),
        ...(cors.allowCredentials
          ? [['access-control-allow-credentials', 'true'] as [string, string]]
          : []),
      ]
    : []
  return { ...answer, headers: [...own, ...headers, ...vary] }
}
