import type { Json } from '../schema/json'
import type { Answer } from './answer'
import { EMPTY_BODY, fromBase64 } from './bytes'
import type { Call } from './call'
import { payloadValue } from './function-call'
import { type HeaderList, headerOf } from './header-list'

/** Explicit format 2.0 without content type; function URLs were recorded with JSON. */
const EXPLICIT_CONTENT_TYPE = 'text/plain; charset=utf-8'
const INFERRED_CONTENT_TYPE = 'application/json'
/** What null becomes; AWS is silent. */
const NULL_BODY = ''

export type Inferred =
  | { answer: Answer; rule: string; sentence: string }
  | { malformed: string; rule: string }

function inferred(value: Json): Inferred {
  const body =
    value === null ? NULL_BODY : typeof value === 'string' ? value : JSON.stringify(value)
  const answer: Answer = {
    status: 200,
    headers: [['content-type', INFERRED_CONTENT_TYPE]],
    body: { text: body },
  }
  const rule = value === null ? 'infer.null' : 'infer.value'
  return { answer, rule, sentence: 'There is no statusCode, so the value is the body of a 200.' }
}

function headerList(value: Json | undefined): HeaderList {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([name, one]): HeaderList => {
    return one === null ? [] : [[name.toLowerCase(), String(one)]]
  })
}

/**
 * Format 2.0: an object with `statusCode` is used as it is, anything else is the body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response
 */
export function inferResponse(
  call: Call,
  payload: string,
  explicitType: string = EXPLICIT_CONTENT_TYPE,
): Inferred {
  const value = payloadValue(payload)
  if (value === undefined) return { malformed: 'it is no JSON', rule: 'http.function-error' }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return inferred(value)
  if (value.statusCode === undefined) return inferred(value)
  const status = Number(value.statusCode)
  if (!Number.isInteger(status) || status < 100 || status > 599) {
    return { malformed: 'statusCode is no status', rule: 'http.function-error' }
  }
  const cookies = Array.isArray(value.cookies) ? value.cookies : []
  const headers: HeaderList = [
    ...cookies.map((cookie): [string, string] => ['set-cookie', String(cookie)]),
    ...headerList(value.headers),
  ]
  if (headerOf(headers, 'content-type') === undefined) headers.push(['content-type', explicitType])
  const { body } = value
  if (body !== null && typeof body === 'object') {
    const message = 'body is an object and was sent as its JSON text; write JSON.stringify(body).'
    call.warnings.push({ rule: 'infer.object-body', message })
  }
  const text =
    body === undefined || body === null
      ? ''
      : typeof body === 'string'
        ? body
        : JSON.stringify(body)
  const decoded = value.isBase64Encoded === true ? fromBase64(text) : { text }
  if (!decoded) return { malformed: 'body is no base64', rule: 'infer.base64' }
  const rule = decoded && 'bytes' in decoded ? 'infer.base64' : 'infer.status-code'
  const answer = { status, headers, body: text === '' ? EMPTY_BODY : decoded }
  return { answer, rule, sentence: 'The object has a statusCode, so it is used as it is.' }
}

/** Format 1.0 of an HTTP API: nothing is inferred, `statusCode` has to be there. */
export function readHttpV1(call: Call, payload: string): Inferred {
  const value = payloadValue(payload)
  if (
    !value ||
    typeof value !== 'object' ||
    Array.isArray(value) ||
    value.statusCode === undefined
  ) {
    return { malformed: 'there is no statusCode', rule: 'infer.v1-needs-status' }
  }
  const result = inferResponse(call, payload)
  const multi = value.multiValueHeaders
  if ('answer' in result && multi && typeof multi === 'object' && !Array.isArray(multi)) {
    for (const [name, values] of Object.entries(multi)) {
      if (!Array.isArray(values)) continue
      for (const one of values) result.answer.headers.push([name.toLowerCase(), String(one)])
    }
  }
  return result
}
