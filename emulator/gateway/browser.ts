import type { Exchange } from '../schema/exchange'
import type { HttpRequest } from '../schema/http'
import type { World } from '../schema/world'
import { type HeaderList, headerOf, listOf, mediaType } from './header-list'

const SIMPLE_METHODS = new Set(['GET', 'HEAD', 'POST'])
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language', 'content-type'])
const SIMPLE_TYPES = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])
/** Set by the browser itself, so no script has to be allowed to send them. */
const BROWSERS_OWN = new Set([
  'cookie',
  'origin',
  'user-agent',
  'host',
  'referer',
  'content-length',
])

export interface BrowserResult {
  preflight: Exchange | null
  exchange: Exchange | null
  /** Why the page's script sees an error; null when it sees the answer. */
  blocked: string | null
}

const tokens = (value: string | undefined) =>
  (value ?? '')
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)

function scriptHeaders(headers: HeaderList): string[] {
  return headers
    .filter(([name, value]) => {
      const lower = name.toLowerCase()
      if (BROWSERS_OWN.has(lower)) return false
      if (lower === 'content-type') return !SIMPLE_TYPES.has(mediaType(value) ?? '')
      return !SIMPLE_HEADERS.has(lower)
    })
    .map(([name]) => name.toLowerCase())
    .sort()
}

/** Why an answer stays hidden from a page of another origin; null when it does not. */
function hidden(exchange: Exchange, origin: string, credentials: boolean): string | null {
  const headers = listOf(exchange.response?.headers)
  const allowed = headerOf(headers, 'access-control-allow-origin')
  if (allowed === undefined) return 'No Access-Control-Allow-Origin header is present.'
  if (credentials && allowed === '*')
    return 'Access-Control-Allow-Origin is * and credentials are sent.'
  if (allowed !== '*' && allowed !== origin) return `Access-Control-Allow-Origin is ${allowed}.`
  if (credentials && headerOf(headers, 'access-control-allow-credentials') !== 'true') {
    return 'Access-Control-Allow-Credentials is not true.'
  }
  return null
}

/**
 * Plays the browser of a page of another origin: a preflight where one is due, and the verdict on
 * whether the script may see the answer. The function may well have run although it may not.
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/CORS
 */
export async function asBrowser(
  world: World,
  origin: string,
  request: HttpRequest,
  options: { credentials?: boolean } = {},
): Promise<BrowserResult> {
  const credentials = options.credentials ?? false
  const asked = scriptHeaders(listOf(request.headers))
  let preflight: Exchange | null = null
  if (!SIMPLE_METHODS.has(request.method) || asked.length > 0) {
    preflight = await world.handle({
      method: 'OPTIONS',
      path: request.path,
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': request.method,
        ...(asked.length > 0 && { 'Access-Control-Request-Headers': asked.join(',') }),
      },
    })
    const blocked = refusedPreflight(preflight, origin, request.method, asked, credentials)
    if (blocked) return { preflight, exchange: null, blocked }
  }
  const headers = { ...request.headers, Origin: origin }
  const exchange = await world.handle({ ...request, headers })
  return { preflight, exchange, blocked: hidden(exchange, origin, credentials) }
}

function refusedPreflight(
  preflight: Exchange,
  origin: string,
  method: string,
  asked: string[],
  credentials: boolean,
): string | null {
  const status = preflight.response?.status ?? 0
  if (status < 200 || status > 299) return `The preflight was answered with ${status}.`
  const why = hidden(preflight, origin, credentials)
  if (why) return `Preflight: ${why}`
  const headers = listOf(preflight.response?.headers)
  const methods = tokens(headerOf(headers, 'access-control-allow-methods'))
  const wildcard = (list: string[]) => list.includes('*') && !credentials
  if (
    !SIMPLE_METHODS.has(method) &&
    !methods.includes(method.toLowerCase()) &&
    !wildcard(methods)
  ) {
    return `Preflight: ${method} is not in Access-Control-Allow-Methods.`
  }
  const names = tokens(headerOf(headers, 'access-control-allow-headers'))
  const missing = asked.find(
    (name) => !names.includes(name) && !(wildcard(names) && name !== 'authorization'),
  )
  return missing === undefined
    ? null
    : `Preflight: ${missing} is not in Access-Control-Allow-Headers.`
}
