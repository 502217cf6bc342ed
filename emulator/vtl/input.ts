import { VtlError } from './error'
import { parseJsonText } from './json'
import { valueAtPath } from './json-path'
import type { Budget } from './limits'
import { jsonTextOf, textOf } from './text'
import { HostObject, JMap, type JValue } from './values'

/** Values by name; of several values the last one counts. */
export type Parameters = Record<string, string | readonly string[] | undefined>

/** What `$input` shows: the payload as text (null or empty: none) and the parameters of the call. */
export type InputScope = {
  body?: string | null
  params?: { path?: Parameters; querystring?: Parameters; header?: Parameters }
}

/** Unverified: HTTP/2 clients send lower-case names, templates ask for `X-Name`. */
const HEADER_NAMES_IGNORE_CASE: boolean = true
/** Unverified: recordings of 2016 show `""` for a missing path in some places. */
const MISSING_JSON_TEXT = ''
/** What an empty payload is to a template. */
const EMPTY_PAYLOAD = '{}'

/** Headers of the client that no template sees, in lower case. */
const HIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
])

const PLACES = ['path', 'querystring', 'header'] as const

/**
 * `$input`: `.body`, `.json(path)`, `.path(path)`, `.params()`, `.params(name)`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#input-variable-reference
 */
export class InputObject extends HostObject {
  private readonly body: string
  private payload: JValue | undefined
  private parameters: JMap | null = null

  constructor(
    private readonly scope: InputScope,
    private readonly budget: Budget,
  ) {
    super()
    this.body = scope.body ? scope.body : EMPTY_PAYLOAD
  }

  override property(name: string): JValue {
    return name === 'body' ? this.body : null
  }

  override call(name: string, values: readonly JValue[]): JValue {
    const [first = null] = values
    if (name === 'path' && values.length === 1) return this.at(first)
    if (name === 'json' && values.length === 1) return this.json(first)
    if (name === 'params' && values.length === 0) return this.allParameters()
    if (name === 'params' && values.length === 1) return this.parameter(textOf(first, this.budget))
    return null
  }

  private at(path: JValue): JValue {
    return valueAtPath(this.parsed(), textOf(path, this.budget), this.budget)
  }

  private json(path: JValue): JValue {
    const value = this.at(path)
    const text = value === null ? MISSING_JSON_TEXT : jsonTextOf(value)
    this.budget.spendJson(text.length)
    return text
  }

  private parsed(): JValue {
    if (this.payload === undefined) {
      this.budget.spendJson(this.body.length)
      this.payload = parsePayload(this.body)
    }
    return this.payload
  }

  private allParameters(): JMap {
    if (this.parameters !== null) return this.parameters
    const all = new JMap()
    const { params } = this.scope
    for (const place of PLACES) {
      const map = new JMap()
      for (const [name, given] of Object.entries(params?.[place] ?? {})) {
        const value = typeof given === 'string' ? given : given?.at(-1)
        if (value === undefined) continue
        if (place === 'header' && HIDDEN_HEADERS.has(name.toLowerCase())) continue
        map.entries.set(name, value)
      }
      all.entries.set(place, map)
    }
    this.parameters = all
    return all
  }

  private parameter(name: string): JValue {
    for (const place of PLACES) {
      const map = this.allParameters().get(place) as JMap
      if (map.entries.has(name)) return map.get(name)
      if (place !== 'header' || !HEADER_NAMES_IGNORE_CASE) continue
      for (const [header, value] of map.entries) {
        if (header.toLowerCase() === name.toLowerCase()) return value
      }
    }
    return null
  }
}

/**
 * Reads a payload: JSON if it begins like a map, a list or a string; anything else is one string.
 * @throws {VtlError} `payload` if it begins with `{` or `[` and is no JSON (the gateway answers 400)
 */
function parsePayload(body: string): JValue {
  const first = body.trimStart()[0]
  if (first === '{' || first === '[') {
    try {
      return parseJsonText(body)
    } catch (error) {
      if (!(error instanceof VtlError)) throw error
      throw new VtlError(error.code, `Could not process payload: ${error.reason}`, error.expected)
    }
  }
  if (first !== '"') return body
  try {
    return parseJsonText(body)
  } catch (error) {
    if (error instanceof VtlError) return body
    throw error
  }
}
