import type { HttpIntegration } from '../schema/integration'
import type { Json } from '../schema/json'
import type { Answer } from './answer'
import { backendUrl } from './backend-url'
import { readBody, writtenBody } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { HTTP_ERRORS } from './errors-http'
import { httpEvent, httpEventV1, lowerHeaders } from './event-http'
import { callFunction, functionName } from './function-call'
import { type HeaderList, listOf } from './header-list'
import { type HttpTarget, mapHttpRequest, mapHttpResponse } from './http-mapping'
import { fillHttpText } from './http-mapping-source'
import { inferResponse, readHttpV1 } from './infer-response'

type Result = { outcome: Outcome } | { answer: Answer }

const fail = (
  call: Call,
  rule: string,
  sentence: string,
  ms = 0,
  error = HTTP_ERRORS.internal,
) => ({
  outcome: refuse(call, 'integration', rule, sentence, error, { ms }),
})

function tooSlow(call: Call, ms: number, limit: number): Result | null {
  if (ms <= limit) return null
  const sentence = `The integration took longer than ${limit} ms; it went on.`
  return fail(call, 'http.timeout', sentence, limit, HTTP_ERRORS.timeout)
}

async function integrateFunction(call: Call, integration: HttpIntegration): Promise<Result> {
  if (integration.permitted === false) {
    return fail(call, 'http.function-error', 'API Gateway may not invoke the function.')
  }
  const format = integration.payloadFormatVersion ?? '2.0'
  const event = format === '2.0' ? httpEvent(call) : httpEventV1(call)
  call.event = event
  const rule = format === '2.0' ? 'event.v2-keys' : 'event.http-v1'
  note(call, 'request mapping', 'pass', rule, `The request becomes an event, payload ${format}.`, {
    output: event,
  })
  const name = functionName(call, integration) ?? ''
  const answer = await callFunction(call, name, event)
  const limit = integration.timeoutInMillis ?? call.kit.figures.limits.httpTimeoutMs
  const slow = tooSlow(call, answer.durationMs, limit)
  if (slow) return slow
  if (answer.statusCode === 429) {
    const error = HTTP_ERRORS.functionThrottled
    return fail(
      call,
      'http.throttled-function',
      'The function is throttled.',
      answer.durationMs,
      error,
    )
  }
  if (answer.statusCode !== 200 || answer.functionError) {
    const sentence = `The function failed: ${answer.payload.slice(0, 200)}`
    return fail(call, 'http.function-error', sentence, answer.durationMs)
  }
  note(call, 'integration', 'pass', rule, `The function ${name} answered.`, {
    input: event,
    output: answer.payload,
    ms: answer.durationMs,
  })
  const read =
    format === '2.0' ? inferResponse(call, answer.payload) : readHttpV1(call, answer.payload)
  if ('malformed' in read) {
    const sentence = `The function's answer is of no use: ${read.malformed}.`
    return { outcome: refuse(call, 'response mapping', read.rule, sentence, HTTP_ERRORS.internal) }
  }
  note(call, 'response mapping', 'pass', read.rule, read.sentence, { input: answer.payload })
  return { answer: read.answer }
}

/** `SQS-SendMessage` → service and action; its parameters are the mapped input. */
async function integrateSubtype(
  call: Call,
  integration: HttpIntegration,
  subtype: string,
): Promise<Result> {
  const [name = '', action = ''] = subtype.split('-')
  const services: Record<string, string> = { EventBridge: 'events', StepFunctions: 'states' }
  const input: { [name: string]: Json } = {}
  for (const [key, source] of Object.entries(integration.requestParameters ?? {})) {
    input[key] = fillHttpText(call, source)
  }
  call.event = input
  const service = services[name] ?? name.toLowerCase()
  const answer = await call.kit.backends.call({ service, action, input })
  const sentence = `${subtype} answered ${answer.status}.`
  note(call, 'integration', 'pass', 'service.http-subtype', sentence, {
    input,
    output: answer.output,
    ms: answer.durationMs,
  })
  const headers: HeaderList = [['content-type', 'application/json']]
  return {
    answer: { status: answer.status, headers, body: { text: JSON.stringify(answer.output) } },
  }
}

async function integrateUrl(
  call: Call,
  integration: HttpIntegration,
  target: HttpTarget,
): Promise<Result> {
  const url = backendUrl(call, integration, call.pathParameters, target.query)
  if (url === null) return fail(call, 'stagevar.in-uri', 'The URI has a missing stage variable.')
  const [origin = ''] = /^https?:\/\/[^/?]*/.exec(url) ?? []
  const full = target.path === null ? url : `${origin}${target.path}`
  const sent = {
    method:
      integration.httpMethod && integration.httpMethod !== 'ANY'
        ? integration.httpMethod
        : call.verb,
    path: full.slice(origin.length) || '/',
    headers: lowerHeaders({ ...call, headers: target.headers }),
    ...writtenBody(call.body),
  }
  call.event = sent
  const answer = await call.kit.backends.fetch(full, sent)
  if (!answer) return fail(call, 'http.function-error', `Nobody answers at ${full}.`)
  const limit = integration.timeoutInMillis ?? call.kit.figures.limits.httpTimeoutMs
  const slow = tooSlow(call, answer.durationMs, limit)
  if (slow) return slow
  note(call, 'integration', 'pass', 'map.http-api', `${full} answered ${answer.status}.`, {
    input: sent,
    output: answer.body,
    ms: answer.durationMs,
  })
  const body = readBody(answer.body, answer.isBase64Encoded)
  return { answer: { status: answer.status, headers: listOf(answer.headers), body } }
}

/**
 * The integration of an HTTP API's route with its parameter mappings.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html
 */
export async function integrateHttpApi(call: Call, integration: HttpIntegration): Promise<Result> {
  if (integration.subtype) return integrateSubtype(call, integration, integration.subtype)
  const target = mapHttpRequest(call, integration)
  const mapped = { ...call, headers: target.headers, query: target.query }
  call.headers = mapped.headers
  call.query = mapped.query
  const done =
    integration.type === 'AWS_PROXY'
      ? await integrateFunction(call, integration)
      : await integrateUrl(call, integration, target)
  if ('outcome' in done) return done
  return { answer: mapHttpResponse(call, integration, done.answer) }
}
