import type { Integration } from '../schema/integration'
import type { Answer } from './answer'
import { backendUrl } from './backend-url'
import { readBody, writtenBody } from './bytes'
import { type Call, logLine, note, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { eventHeaders } from './event-headers'
import { type HeaderList, headerOf, headersOf, listOf, without } from './header-list'
import { DROPPED_RESPONSE, REMAPPED_BACKEND } from './header-names'
import { timeoutOf } from './integrate-lambda'
import { remapped } from './proxy-response'
import { mapParameters, type Prepared } from './request-mapping'
import type { BackendResult } from './response-mapping'

type Result = { outcome: Outcome } | { result: BackendResult }

/** What the gateway itself says to a backend. */
function ownHeaders(call: Call, url: string): HeaderList {
  const host = /^https?:\/\/([^/?]+)/.exec(url)?.[1] ?? ''
  return [
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${call.api.id}`],
    ['X-Amzn-Apigateway-Api-Id', call.api.id],
    ['Host', host],
    ['Content-Type', headerOf(call.headers, 'content-type') ?? 'application/json'],
  ]
}

async function send(
  call: Call,
  integration: Integration,
  prepared: Prepared,
  headers: HeaderList,
): Promise<Result> {
  const url = backendUrl(call, integration, prepared.path, prepared.query)
  const failure = (sentence: string, ms = 0) => {
    const error = REST_ERRORS.integrationFailure
    return { outcome: refuse(call, 'integration', 'rest.unreachable', sentence, error, { ms }) }
  }
  if (url === null) {
    return failure('The URI has a stage variable that the stage does not have.')
  }
  const verb = integration.httpMethod ?? call.verb
  const sent = {
    method: verb,
    path: url.replace(/^https?:\/\/[^/?]*/, '') || '/',
    headers: headersOf(headers),
    ...writtenBody(prepared.body),
  }
  logLine(call, `Endpoint request URI: ${url}`)
  call.event = sent
  const answer = await call.kit.backends.fetch(url, sent)
  if (!answer) return failure(`Nobody answers at ${url}.`)
  const limit = timeoutOf(integration, call.kit.figures.limits)
  if (answer.durationMs > limit) {
    logLine(call, 'Execution failed due to a timeout error')
    const sentence = `The backend took longer than ${limit} ms.`
    const rule = 'rest.integration-timeout'
    return {
      outcome: refuse(call, 'integration', rule, sentence, REST_ERRORS.timeout, { ms: limit }),
    }
  }
  note(
    call,
    'integration',
    'pass',
    'map.backend-verb',
    `${verb} ${url} answered ${answer.status}.`,
    {
      input: sent,
      output: { status: answer.status, body: answer.body },
      ms: answer.durationMs,
    },
  )
  return {
    result: {
      status: answer.status,
      headers: listOf(answer.headers),
      body: readBody(answer.body, answer.isBase64Encoded),
    },
  }
}

/** HTTP: mapped headers and the gateway's own, nothing of the client's. */
export function integrateHttp(
  call: Call,
  integration: Integration,
  prepared: Prepared,
): Promise<Result> {
  const mapped = new Set(prepared.headers.map(([name]) => name.toLowerCase()))
  const own = without(ownHeaders(call, integration.uri ?? ''), mapped)
  return send(call, integration, prepared, [...own, ...prepared.headers])
}

/**
 * HTTP_PROXY: the client's request, with mappings over it; the backend's answer, some names changed.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export async function integrateHttpProxy(
  call: Call,
  integration: Integration,
): Promise<{ outcome: Outcome } | { answer: Answer }> {
  const mapped = mapParameters(call, integration)
  if ('outcome' in mapped) return mapped
  const names = new Set(mapped.value.headers.map(([name]) => name.toLowerCase()))
  const host = /^https?:\/\/([^/?]+)/.exec(integration.uri ?? '')?.[1] ?? ''
  const client = without(eventHeaders(call), new Set([...names, 'host']))
  const headers: HeaderList = [...client, ['Host', host], ...mapped.value.headers]
  const prepared: Prepared = {
    body: call.body,
    headers,
    path: mapped.value.path,
    query: [...mapped.value.query, ...call.query],
    overrides: { requestOverride: {}, responseOverride: {}, twice: [] },
  }
  note(call, 'request mapping', 'pass', 'map.http-proxy-sends', 'The request goes on as it came.')
  const sent = await send(call, integration, prepared, headers)
  if ('outcome' in sent) return sent
  const { status, body } = sent.result
  const back = remapped(sent.result.headers, REMAPPED_BACKEND, DROPPED_RESPONSE)
  const sentence = `The backend's status ${status} goes to the client.`
  note(call, 'response mapping', 'pass', 'map.http-proxy-status', sentence)
  return { answer: { status, headers: back, body } }
}
