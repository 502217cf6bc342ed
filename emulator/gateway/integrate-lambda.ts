import type { RestApi, RestMethod } from '../schema/api'
import type { Figures } from '../schema/figures'
import type { Integration } from '../schema/integration'
import type { Json } from '../schema/json'
import type { Answer } from './answer'
import { type Call, logLine, note, type Outcome, type Refusal, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { restEvent } from './event-rest'
import { callFunctionRaw, errorMessageOf, functionName } from './function-call'
import { readProxyResponse } from './proxy-response'

/** The one verb of the Invoke API. */
const INVOKE_VERB = 'POST'

/**
 * Milliseconds that an integration may take; 29 s unless told.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function timeoutOf(integration: Integration, limits: Figures['limits']): number {
  return integration.timeoutInMillis ?? limits.restTimeoutMs
}

/** Refuses what cannot be called at all: no permission, the wrong verb. */
export function uncallable(call: Call, integration: Integration): Outcome {
  if ((integration.httpMethod ?? INVOKE_VERB) !== INVOKE_VERB) {
    const sentence = `Lambda is invoked with POST, not ${integration.httpMethod}.`
    return refuse(call, 'integration', 'rest.post-only', sentence, REST_ERRORS.configuration)
  }
  if (integration.permitted === false) return noPermission(call)
  return null
}

function noPermission(call: Call): Outcome {
  logLine(
    call,
    'Execution failed due to configuration error: Invalid permissions on Lambda function',
  )
  const sentence = 'API Gateway may not invoke the function.'
  return refuse(call, 'integration', 'rest.no-permission', sentence, REST_ERRORS.configuration)
}

/** What every call of a function ends in: a payload, or a refusal of the gateway. */
export async function invokeWithin(
  call: Call,
  name: string,
  payload: string,
  timeoutMs: number,
  type: 'RequestResponse' | 'Event' = 'RequestResponse',
  refused: Refusal = REST_ERRORS.badGateway,
): Promise<{ outcome: Outcome } | { payload: string; failed: boolean; ms: number }> {
  logLine(
    call,
    `Sending request to https://lambda.amazonaws.com/2015-03-31/functions/${name}/invocations`,
  )
  const answer = await callFunctionRaw(call, name, payload, type)
  if (answer.durationMs > timeoutMs) {
    logLine(call, 'Execution failed due to a timeout error')
    const sentence = `The integration took longer than its ${timeoutMs} ms; the function went on.`
    const rule = 'rest.integration-timeout'
    const outcome = refuse(call, 'integration', rule, sentence, REST_ERRORS.timeout, {
      ms: timeoutMs,
    })
    return { outcome }
  }
  if (answer.statusCode === 404) return { outcome: noPermission(call) }
  if (answer.statusCode >= 400) {
    logLine(
      call,
      `Lambda invocation failed with status: ${answer.statusCode}. Lambda request id: ${answer.record?.requestId ?? '-'}`,
    )
    const sentence = `Lambda refused the call with status ${answer.statusCode}.`
    const rule = 'rest.function-throttled'
    const outcome = refuse(call, 'integration', rule, sentence, refused, {
      ms: answer.durationMs,
    })
    return { outcome }
  }
  logLine(
    call,
    `Received response. Status: ${answer.statusCode}, Integration latency: ${Math.round(answer.durationMs)} ms`,
  )
  if (answer.functionError) {
    const message = errorMessageOf(answer.payload)
    const id = answer.record?.requestId ?? '-'
    logLine(
      call,
      `Lambda execution failed with status 200 due to customer function error: ${message}. Lambda request id: ${id}`,
    )
  }
  return {
    payload: answer.payload,
    failed: answer.functionError !== null,
    ms: answer.durationMs,
  }
}

/**
 * The Lambda proxy integration.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export async function integrateProxy(
  call: Call,
  api: RestApi,
  resource: string,
  method: RestMethod,
): Promise<{ outcome: Outcome } | { answer: Answer }> {
  const { integration } = method
  const refused = uncallable(call, integration)
  if (refused) return { outcome: refused }
  const name = functionName(call, integration) ?? ''
  const event: Json = restEvent(call, resource)
  call.event = event
  const rule = 'event.v1-keys'
  note(call, 'request mapping', 'pass', rule, 'The request becomes an event, payload 1.0.', {
    output: event,
  })
  const text = JSON.stringify(event)
  logLine(call, `Endpoint request body after transformations: ${text}`)
  const limit = timeoutOf(integration, call.kit.figures.limits)
  const result = await invokeWithin(call, name, text, limit)
  if ('outcome' in result) return result
  const { payload, failed, ms } = result
  logLine(call, `Endpoint response body before transformations: ${payload}`)
  if (failed) {
    const timedOut = errorMessageOf(payload).includes('Task timed out')
    const sentence = timedOut ? 'The function timed out.' : 'The function ended with an error.'
    const why = timedOut ? 'rest.function-timeout' : 'rest.function-error'
    const outcome = refuse(call, 'integration', why, sentence, REST_ERRORS.badGateway, {
      input: payload,
      ms,
    })
    return { outcome }
  }
  note(call, 'integration', 'pass', 'event.v1-keys', `The function ${name} answered.`, {
    input: event,
    output: payload,
    ms,
  })
  const reading = readProxyResponse(call, payload, api.binaryMediaTypes ?? [])
  if ('malformed' in reading) {
    logLine(call, 'Execution failed due to configuration error: Malformed Lambda proxy response')
    const sentence = `The function's answer is malformed: ${reading.malformed}.`
    const error = REST_ERRORS.badGateway
    return {
      outcome: refuse(call, 'response mapping', reading.rule, sentence, error, { input: payload }),
    }
  }
  if ('undecodable' in reading) {
    logLine(call, 'Execution failed due to configuration error: Unable to base64 decode the body.')
    const sentence = 'isBase64Encoded is true and the body is no base64.'
    const why = 'proxy.base64-undecodable'
    return { outcome: refuse(call, 'response mapping', why, sentence, REST_ERRORS.configuration) }
  }
  note(call, 'response mapping', 'pass', reading.rule, reading.sentence, {
    input: payload,
    output: { status: reading.answer.status },
  })
  return { answer: reading.answer }
}
