import { bytesOf, readBody } from '../gateway/bytes'
import type { HttpRequest } from '../schema/http'
import { FormatError } from './format-error'
import { MAX_ARGUMENT_BYTES } from './limits'

export interface CurlCommand {
  /** One command for a POSIX shell; long ones have a line for each part. */
  command: string
  /** What the command reads its body from: binary, or too long for an argument. */
  file: { name: string; bytes: Uint8Array } | null
}

export interface CurlOptions {
  /** The host where the request names none: the API's own. */
  host?: string
  /** The file that a body is read from, where one is needed. */
  fileName?: string
}

const DEFAULT_HOST = 'example.execute-api.us-east-1.amazonaws.com'
const WIDTH = 100

/**
 * A text as one word of a POSIX shell. Plain words stay as they are.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02
 */
export function shellQuoted(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The body as an argument; null when it is no text, or holds what no argument can. */
function argumentText(bytes: Uint8Array): string | null {
  if (bytes.length > MAX_ARGUMENT_BYTES || bytes.includes(0)) return null
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** A raw path as curl sends it untouched: what no URL may hold is escaped, a # as well. */
function urlPath(path: string): string {
  const encoder = new TextEncoder()
  return path.replace(/[^\x21-\x7e]+|#/gu, (part) =>
    [...encoder.encode(part)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
}

function refuse(path: string, expected: string): never {
  throw new FormatError({ path, line: 1, column: 1 }, expected)
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

function headerArguments(request: HttpRequest): [string, string][] {
  return Object.entries(request.headers ?? {}).flatMap(([name, values]) => {
    if (!TOKEN.test(name))
      return refuse(`headers.${name}`, 'a header name of letters, digits and dashes')
    return [values].flat().map((value): [string, string] => {
      if (/[\r\n\0]/.test(value)) return refuse(`headers.${name}`, 'a value on one line')
      // Without a value a colon would take the header away; a semicolon sends it empty.
      return ['--header', value.trim() === '' ? `${name};` : `${name}: ${value}`]
    })
  })
}

function bodyArguments(bytes: Uint8Array, fileName: string): [string, string][] {
  if (bytes.length === 0) return []
  const text = argumentText(bytes)
  return text === null ? [['--data-binary', `@${fileName}`]] : [['--data-raw', text]]
}

/** curl would resolve dots, and read brackets as ranges. */
function urlFlags(path: string): string[] {
  const [plain = ''] = path.split('?')
  return [
    ...(/\/\.{1,2}(\/|$)/.test(plain) ? ['--path-as-is'] : []),
    ...(/[[\]{}]/.test(path) ? ['--globoff'] : []),
  ]
}

/**
 * The curl command that sends the same request: safe to paste, whatever the request holds.
 * @throws {FormatError} for a method or header that no HTTP request can have
 * @see https://curl.se/docs/manpage.html
 */
export function writeCurl(request: HttpRequest, options: CurlOptions = {}): CurlCommand {
  const { method, path } = request
  if (!TOKEN.test(method)) refuse('method', 'a method such as GET')
  const host = request.host ?? options.host ?? DEFAULT_HOST
  if (!/^[A-Za-z0-9.-]+(:\d+)?$/.test(host)) refuse('host', 'a host name')
  const fileName = options.fileName ?? 'body.bin'
  const bytes = bytesOf(readBody(request.body, request.isBase64Encoded))
  const headers = headerArguments(request)
  const data = bodyArguments(bytes, fileName)
  const typed = headers.some(([, value]) => /^content-type[:;]/i.test(value))
  // With a body curl would say it is a form.
  if (data.length > 0 && !typed) headers.push(['--header', 'Content-Type:'])
  const implied = data.length > 0 ? 'POST' : 'GET'
  const verb: string[][] =
    method === implied
      ? []
      : method === 'HEAD' && data.length === 0
        ? [['--head']]
        : [['--request', method]]
  const url = `https://${host}${urlPath(path)}`
  const parts = [['curl', ...urlFlags(path)], ...verb, ...headers, ...data, [url]].map((part) =>
    part.map(shellQuoted).join(' '),
  )
  const line = parts.join(' ')
  const command = line.length > WIDTH ? parts.join(' \\\n  ') : line
  const needed = data.some(([flag]) => flag === '--data-binary')
  return { command, file: needed ? { name: fileName, bytes } : null }
}
