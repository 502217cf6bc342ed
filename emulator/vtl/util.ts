import { VtlError } from './error'
import { parseJsonText } from './json'
import type { Budget } from './limits'
import { textOf } from './text'
import { HostObject, type JValue } from './values'

/** Unverified: Apache's `escapeJavaScript` also writes `/` as `\/`. */
const ESCAPE_SLASH: boolean = false
/** Unverified: Apache's `escapeJavaScript` also writes characters beyond ASCII as `\uXXXX`. */
const ESCAPE_BEYOND_ASCII: boolean = false

/**
 * `$util`: escapeJavaScript, parseJson, urlEncode, urlDecode, base64Encode, base64Decode, each with
 * one argument; null stays null.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference
 */
export class UtilObject extends HostObject {
  constructor(private readonly budget: Budget) {
    super()
  }

  override call(name: string, values: readonly JValue[]): JValue {
    const run = FUNCTIONS.get(name)
    const [value = null] = values
    if (run === undefined || values.length !== 1 || value === null) return null
    const text = textOf(value, this.budget)
    this.budget.spendJson(text.length)
    const result = run(text)
    if (typeof result === 'string') this.budget.spendText(result.length)
    return result
  }
}

const FUNCTIONS: ReadonlyMap<string, (text: string) => JValue> = new Map<
  string,
  (text: string) => JValue
>([
  ['escapeJavaScript', escapeJavaScript],
  ['parseJson', parseJson],
  ['urlEncode', urlEncode],
  ['urlDecode', urlDecode],
  ['base64Encode', base64Encode],
  ['base64Decode', base64Decode],
])

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["'", "\\'"],
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\r', '\\r'],
])

function escapeJavaScript(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at)
    const code = text.charCodeAt(at)
    const escaped = ESCAPES.get(letter)
    if (escaped !== undefined) out += escaped
    else if (letter === '/' && ESCAPE_SLASH) out += '\\/'
    else if (code < 0x20 || (code > 0x7e && ESCAPE_BEYOND_ASCII)) out += unicodeEscape(code)
    else out += letter
  }
  return out
}

function unicodeEscape(code: number): string {
  return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
}

function parseJson(text: string): JValue {
  try {
    return parseJsonText(text)
  } catch (error) {
    if (!(error instanceof VtlError) || error.code !== 'payload') throw error
    // The payload may be well: this text comes out of the template.
    throw new VtlError('evaluation', `parseJson: ${error.reason}`, error.expected)
  }
}

/** Java's `URLEncoder`: the space is `+`, and only letters, digits and `.-*_` stay. */
function urlEncode(text: string): string {
  return encodeURIComponent(withoutLoneSurrogates(text))
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Java replaces half a surrogate pair by a question mark. */
function withoutLoneSurrogates(text: string): string {
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF]/g, (found) =>
    found.length === 2 ? found : '?',
  )
}

function urlDecode(text: string): string {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) {
    throw new VtlError('evaluation', 'urlDecode: a "%" is followed by no two hexadecimal digits')
  }
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  })
}

function base64Encode(text: string): string {
  let bytes = ''
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte)
  return btoa(bytes)
}

function base64Decode(text: string): string {
  let bytes: string
  try {
    bytes = atob(text)
  } catch {
    throw new VtlError('evaluation', 'base64Decode: the text is not base64')
  }
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  return decoder.decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)))
}
