import type { WebSocketApi } from '../schema/api'
import type { Integration } from '../schema/integration'
import type { Json } from '../schema/json'
import { textOf } from './bytes'
import { type Call, note, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { callFunction, functionName, payloadValue } from './function-call'
import { integrateMapped } from './rest-integration'

export interface WebSocketAnswer {
  status: number
  body: string
  headers: { [name: string]: Json }
}

function fromPayload(payload: string): WebSocketAnswer {
  const value = payloadValue(payload)
  const object = value && typeof value === 'object' && !Array.isArray(value) ? value : {}
  const status = Number(object.statusCode ?? 200)
  const { body } = object
  const { headers } = object
  return {
    status: Number.isInteger(status) ? status : 502,
    body:
      body === undefined || body === null
        ? ''
        : typeof body === 'string'
          ? body
          : JSON.stringify(body),
    headers: headers && typeof headers === 'object' && !Array.isArray(headers) ? headers : {},
  }
}

/**
 * Sends an event to a route's integration; null after a failure, which the call then holds.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export async function integrateWebSocket(
  call: Call,
  _api: WebSocketApi,
  integration: Integration,
  event: { [key: string]: Json },
): Promise<WebSocketAnswer | null> {
  call.event = event
  if (integration.type !== 'AWS_PROXY') {
    const done = await integrateMapped(call, {}, integration)
    if (!('answer' in done)) return null
    return { status: done.answer.status, body: textOf(done.answer.body), headers: {} }
  }
  const error = REST_ERRORS.badGateway
  if (integration.permitted === false) {
    refuse(call, 'integration', 'ws.integration-failure', 'The function may not be invoked.', error)
    return null
  }
  const answer = await callFunction(call, functionName(call, integration) ?? '', event)
  const limit = integration.timeoutInMillis ?? call.kit.figures.limits.webSocketTimeoutMs
  const ms = Math.min(answer.durationMs, limit)
  if (answer.statusCode !== 200 || answer.functionError || answer.durationMs > limit) {
    const sentence = `The integration failed: ${answer.payload.slice(0, 200)}`
    refuse(call, 'integration', 'ws.integration-failure', sentence, error, { input: event, ms })
    return null
  }
  note(call, 'integration', 'pass', 'event.ws-message', 'The function answered.', {
    input: event,
    output: answer.payload,
    ms,
  })
  return fromPayload(answer.payload)
}
