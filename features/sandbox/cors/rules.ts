import type { Headers, HttpRequest, HttpResponse } from '@/emulator'

/** What a browser makes of an answer, and the rule of the Fetch standard that decides. */
export interface Verdict {
  /** Whether the page's script is handed the response. */
  isGiven: boolean
  /** Whether the browser would send the request itself at all. */
  isSent: boolean
  sentence: string
  /** The rule's name in the standard, and its address. */
  rule: string
  see: string
  /** Names of the response's headers that script may read, in small letters. */
  readable: string[]
  /** Those that are there and stay hidden from script. */
  hidden: string[]
}

const FETCH = 'https://fetch.spec.whatwg.org/#'
const RULES = {
  sameOrigin: ['same origin', `${FETCH}concept-main-fetch`],
  check: ['CORS check', `${FETCH}concept-cors-check`],
  preflight: ['CORS-preflight fetch', `${FETCH}cors-preflight-fetch`],
} as const

const SAFE_METHODS = ['GET', 'HEAD', 'POST']
/** `fetch()` writes these in capitals; others, such as patch, go as they are typed. */
const NORMALISED = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']
const SAFE_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']
const MOST_SAFE_VALUE = 128
const MOST_SAFE_VALUES = 1024
/** Set by browsers themselves; `User-Agent` is here since a request that is shown here carries one. */
const BROWSERS_OWN =
  /^(?:accept-charset|accept-encoding|access-control-request-(?:headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|user-agent|via|proxy-.*|sec-.*)$/
const ALWAYS_READABLE = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
const NEVER_READABLE = ['set-cookie', 'set-cookie2']
/** `"():<>?@[\]{}`, controls but the tab, and DEL. */
const UNSAFE_BYTE = /["():<>?@[\\\]{}\x7f]|[^\t\x20-\uffff]/
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/

/** A header's value as a browser sees it: repeated ones joined; null where it is missing. */
function headerValue(headers: Headers | undefined, name: string): string | null {
  const values = Object.entries(headers ?? {})
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value)
  return values.length === 0 ? null : values.map((value) => value.trim()).join(', ')
}

const listOf = (value: string | null): string[] =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** The origin of the page that asks, from the request's own header; empty for the API's own. */
export function originOf(request: HttpRequest): string {
  const origin = headerValue(request.headers, 'origin') ?? ''
  return request.host && origin === `https://${request.host}` ? '' : origin
}

/** The request sent by a page of another origin, or by one of the API's own when it is empty. */
export function withOrigin(request: HttpRequest, origin: string): HttpRequest {
  const rest = Object.entries(request.headers ?? {}).filter(
    ([name]) => name.toLowerCase() !== 'origin',
  )
  const headers = Object.fromEntries(origin === '' ? rest : [...rest, ['Origin', origin]])
  return { ...request, headers }
}

/** What is wrong with a page's origin as it was typed; null when nothing is. */
export function originFault(origin: string): string | null {
  if (origin === '' || origin === 'null') return null
  try {
    const read = new URL(origin).origin
    if (read === origin) return null
    if (read !== 'null') return `An origin has no path and no slash at its end: ${read}`
  } catch {
    // Told below.
  }
  return 'An origin is a scheme and a host, like https://shop.example'
}

/** @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
function isSafeHeader(name: string, value: string): boolean {
  if (value.length > MOST_SAFE_VALUE) return false
  if (name === 'accept') return !UNSAFE_BYTE.test(value)
  if (name === 'accept-language' || name === 'content-language')
    return /^[\w *,\-.;=]*$/.test(value) && !value.includes('_')
  if (name === 'range') return /^bytes=\d+-\d*$/.test(value)
  if (name !== 'content-type' || UNSAFE_BYTE.test(value)) return false
  return SAFE_TYPES.includes((value.split(';')[0] ?? '').trim().toLowerCase())
}

/** Names of headers that a page may not send without asking, sorted, in small letters. */
export function unsafeHeadersOf(headers: Headers | undefined): string[] {
  const own = Object.keys(headers ?? {})
    .map((name) => name.toLowerCase())
    .filter((name) => !BROWSERS_OWN.test(name))
    .map((name): [string, string] => [name, headerValue(headers, name) ?? ''])
  const safe = own.filter(([name, value]) => isSafeHeader(name, value))
  const isLong = safe.reduce((sum, [, value]) => sum + value.length, 0) > MOST_SAFE_VALUES
  const unsafe = isLong ? own : own.filter((one) => !safe.includes(one))
  return [...new Set(unsafe.map(([name]) => name))].sort()
}

const methodOf = ({ method }: HttpRequest) =>
  NORMALISED.includes(method.toUpperCase()) ? method.toUpperCase() : method

/** True for a request that is itself a preflight. */
export const isPreflight = (request: HttpRequest): boolean =>
  request.method.toUpperCase() === 'OPTIONS' &&
  headerValue(request.headers, 'access-control-request-method') !== null

/**
 * The question that a browser asks before it sends a request of another origin, and why; null
 * where it asks none. It carries no cookie and none of the request's own headers.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightOf(request: HttpRequest): { request: HttpRequest; why: string } | null {
  const origin = originOf(request)
  if (origin === '' || isPreflight(request)) return null
  const method = methodOf(request)
  const asked = unsafeHeadersOf(request.headers)
  const reasons = [
    ...(SAFE_METHODS.includes(method) ? [] : [`the method ${method}`]),
    ...asked.map((name) =>
      name === 'content-type'
        ? `the content type ${headerValue(request.headers, name)}`
        : `the header ${name}`,
    ),
  ]
  if (reasons.length === 0) return null
  const headers = {
    Accept: '*/*',
    Origin: origin,
    'Access-Control-Request-Method': method,
    ...(asked.length > 0 ? { 'Access-Control-Request-Headers': asked.join(',') } : {}),
  }
  const { path, host, sourceIp } = request
  return {
    request: {
      method: 'OPTIONS',
      path,
      headers,
      ...(host ? { host } : {}),
      ...(sourceIp ? { sourceIp } : {}),
    },
    why: `A browser asks first, because of ${reasons.join(' and ')}.`,
  }
}

/** Why a response is not for this origin; null when it is. */
function refusal(headers: Headers, origin: string, credentials: boolean): string | null {
  const allowed = headerValue(headers, 'access-control-allow-origin')
  if (allowed === null) return 'has no Access-Control-Allow-Origin'
  if (allowed === '*' && credentials)
    return 'allows every origin (Access-Control-Allow-Origin: *), which does not count when credentials are sent'
  if (allowed !== '*' && allowed !== origin)
    return allowed.includes(',')
      ? `names more than one value in Access-Control-Allow-Origin (${allowed}), where only one may stand`
      : `allows ${allowed} in Access-Control-Allow-Origin, not ${origin}`
  if (!credentials) return null
  const said = headerValue(headers, 'access-control-allow-credentials')
  if (said === 'true') return null
  return said === null
    ? 'has no Access-Control-Allow-Credentials, which must be true when credentials are sent'
    : `says ${said} in Access-Control-Allow-Credentials, which must be exactly true`
}

/** Why the answer to a preflight forbids the request; null when it allows it. */
function preflightRefusal(
  request: HttpRequest,
  { status, headers }: HttpResponse,
  credentials: boolean,
): string | null {
  const refused = refusal(headers, originOf(request), credentials)
  if (refused) return refused
  if (status < 200 || status > 299) return `has status ${status}, where 200 to 299 is needed`
  const methods = listOf(headerValue(headers, 'access-control-allow-methods'))
  const names = listOf(headerValue(headers, 'access-control-allow-headers'))
  for (const [list, header] of [
    [methods, 'Methods'],
    [names, 'Headers'],
  ] as const) {
    const broken = list.find((one) => !TOKEN.test(one))
    if (broken) return `has “${broken}” in Access-Control-Allow-${header}, which is no name`
  }
  const isAny = (list: string[]) => !credentials && list.includes('*')
  const star = (list: string[]) =>
    credentials && list.includes('*') ? '; * does not count when credentials are sent' : ''
  const method = methodOf(request)
  if (!SAFE_METHODS.includes(method) && !methods.includes(method) && !isAny(methods))
    return `does not name ${method} in Access-Control-Allow-Methods${star(methods)}`
  const small = names.map((name) => name.toLowerCase())
  const missing = unsafeHeadersOf(request.headers).find(
    (name) => !small.includes(name) && (name === 'authorization' || !isAny(small)),
  )
  if (missing === undefined) return null
  const note = missing === 'authorization' && isAny(small) ? '; * does not cover it' : star(small)
  return `does not name ${missing} in Access-Control-Allow-Headers${note}`
}

/** Which of a response's headers script may read. */
function readableOf(headers: Headers, isSame: boolean, credentials: boolean) {
  const all = [...new Set(Object.keys(headers).map((name) => name.toLowerCase()))].sort()
  const exposed = listOf(headerValue(headers, 'access-control-expose-headers')).map((name) =>
    name.toLowerCase(),
  )
  const isAll = isSame || (!credentials && exposed.includes('*'))
  const readable = all.filter(
    (name) =>
      !NEVER_READABLE.includes(name) &&
      (isAll || ALWAYS_READABLE.includes(name) || exposed.includes(name)),
  )
  return { readable, hidden: all.filter((name) => !readable.includes(name)) }
}

/**
 * Whether a browser hands a response to the page that asked. `preflight` is what the question
 * before it was answered with, null where none was asked; `credentials` is whether `fetch` was
 * told to send cookies.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function judge(
  request: HttpRequest,
  response: HttpResponse,
  preflight: HttpResponse | null,
  credentials: boolean,
): Verdict {
  const origin = originOf(request)
  const verdict = (
    [rule, see]: readonly [string, string],
    sentence: string,
    isSent = true,
  ): Verdict => ({ isGiven: false, isSent, sentence, rule, see, readable: [], hidden: [] })
  if (origin === '')
    return {
      ...verdict(
        RULES.sameOrigin,
        'The page is of the API’s own origin: its script gets the response, CORS is not asked.',
      ),
      isGiven: true,
      ...readableOf(response.headers, true, credentials),
    }
  if (preflightOf(request)) {
    if (!preflight)
      return verdict(
        RULES.preflight,
        'A browser would ask with OPTIONS first, which was not done here: press Run to see it.',
        false,
      )
    const why = preflightRefusal(request, preflight, credentials)
    if (why)
      return verdict(
        RULES.preflight,
        `The browser would not send the request: the answer to the preflight ${why}.`,
        false,
      )
  }
  const why = refusal(response.headers, origin, credentials)
  if (why)
    return verdict(
      RULES.check,
      `The request was carried out, but script gets a network error: the response ${why}.`,
    )
  return {
    ...verdict(RULES.check, `A page of ${origin} gets the response.`),
    isGiven: true,
    ...readableOf(response.headers, false, credentials),
  }
}
