import type { Json } from '../schema/json'
import type { Answer } from './answer'
import { type Body, EMPTY_BODY, fromBase64 } from './bytes'
import type { Call } from './call'
import { acceptsBinary } from './content'
import { payloadValue } from './function-call'
import { type HeaderList, headerOf } from './header-list'
import { DROPPED_PROXY, REMAPPED_PROXY } from './header-names'

const KEYS = new Set(['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'])
/** A number as a header's value: no evidence; accepted with a warning. */
const NUMBER_HEADERS_ACCEPTED = true
const DEFAULT_CONTENT_TYPE = 'application/json'

export type ProxyReading =
  | { answer: Answer; rule: string; sentence: string }
  | { malformed: string; rule: string }
  | { undecodable: true }

type Fields = { [key: string]: Json }

function statusOf(value: Json | undefined): number | null {
  if (value === undefined) return 200
  const status = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof status === 'number' && Number.isInteger(status) ? status : null
}

/** `multiValueHeaders` first, then the same names from `headers`, in the former's spelling. */
function mergedHeaders(
  call: Call,
  fields: Fields,
): HeaderList | { malformed: string; rule: string } {
  const list: HeaderList = []
  const { headers, multiValueHeaders } = fields
  if (multiValueHeaders !== undefined && multiValueHeaders !== null) {
    const malformed = 'multiValueHeaders is no object of lists'
    const rule = 'proxy.multi-headers'
    if (typeof multiValueHeaders !== 'object' || Array.isArray(multiValueHeaders))
      return { malformed, rule }
    for (const [name, values] of Object.entries(multiValueHeaders)) {
      if (!Array.isArray(values)) return { malformed, rule }
      for (const value of values) list.push([name, String(value)])
    }
  }
  if (headers === undefined || headers === null) return list
  if (typeof headers !== 'object' || Array.isArray(headers)) {
    return { malformed: 'headers is no object', rule: 'proxy.headers' }
  }
  const spelling = new Map(list.map(([name]) => [name.toLowerCase(), name]))
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'number' && NUMBER_HEADERS_ACCEPTED) {
      const message = `The header ${name} is a number; write it as text.`
      call.warnings.push({ rule: 'proxy.number-header', message })
    } else if (typeof value !== 'string' && typeof value !== 'boolean') {
      return { malformed: `the header ${name} is neither text nor boolean`, rule: 'proxy.headers' }
    }
    list.push([spelling.get(name.toLowerCase()) ?? name, String(value)])
  }
  return list
}

/** Renames what the gateway sets itself. */
export function remapped(
  list: HeaderList,
  renamed: ReadonlySet<string>,
  dropped: ReadonlySet<string>,
): HeaderList {
  return list.flatMap(([name, value]): HeaderList => {
    const lower = name.toLowerCase()
    if (dropped.has(lower)) return []
    return [[renamed.has(lower) ? `x-amzn-Remapped-${name}` : name, value]]
  })
}

/**
 * Reads what a function behind a REST proxy integration returned.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format
 */
export function readProxyResponse(
  call: Call,
  payload: string,
  binaryTypes: string[],
): ProxyReading {
  const value = payloadValue(payload)
  if (!value || typeof value !== 'object' || Array.isArray(value)) {
    return { malformed: 'it is no JSON object', rule: 'proxy.not-an-object' }
  }
  const unknown = Object.keys(value).find((key) => !KEYS.has(key))
  if (unknown !== undefined) {
    return { malformed: `it has the key ${unknown}`, rule: 'proxy.unknown-key' }
  }
  const status = statusOf(value.statusCode)
  if (status === null) return { malformed: 'statusCode is no number', rule: 'proxy.status' }
  const headers = mergedHeaders(call, value)
  if (!Array.isArray(headers)) return headers
  const { body } = value
  if (body !== null && typeof body === 'object') {
    return { malformed: 'body is no text', rule: 'proxy.body' }
  }
  let sent: Body = body === undefined || body === null ? EMPTY_BODY : { text: String(body) }
  if (value.isBase64Encoded === true && acceptsBinary(call.headers, binaryTypes)) {
    const decoded = fromBase64(String(body ?? ''))
    if (!decoded) return { undecodable: true }
    sent = decoded
  }
  const list = remapped(headers, REMAPPED_PROXY, DROPPED_PROXY)
  if (headerOf(list, 'content-type') === undefined)
    list.push(['Content-Type', DEFAULT_CONTENT_TYPE])
  const rule = value.statusCode === undefined ? 'proxy.nothing-required' : 'proxy.status'
  const sentence =
    value.statusCode === undefined
      ? 'No key is required; without statusCode the answer is 200.'
      : `The function answered with status ${status}.`
  return { answer: { status, headers: list, body: sent }, rule, sentence }
}
