import type { WebSocketApi, WebSocketRoute } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { Json } from '../schema/json'
import { byteLength } from './bytes'
import { type Call, note, refuse } from './call'
import type { Connection } from './connection'
import { connectionCost, messageCost } from './cost'
import { REST_ERRORS } from './errors-rest'
import { disconnectEvent, messageEvent } from './event-websocket'
import { finish } from './finish'
import { modelError } from './model'
import { routeWebSocket } from './route-websocket'
import { commonBuckets, takeTokens } from './usage'
import { modelFor } from './validate'
import { integrateWebSocket } from './websocket-integration'

/** Hands a text to the client. */
export function deliver(
  call: Pick<Call, 'kit' | 'frames' | 'cost'>,
  connection: Connection,
  data: string,
  at: number,
): void {
  const frame = { connectionId: connection.id, at, data, close: null }
  connection.received.push(frame)
  connection.lastActiveAt = Math.max(connection.lastActiveAt, at)
  call.frames.push(frame)
  call.cost.push(messageCost(call.kit.figures, byteLength(data)))
}

/** The docs name the last key `messageId` for refused bodies; wires show `requestId` elsewhere. */
function errorFrame(
  call: Call,
  connection: Connection,
  message: string,
  idKey: 'requestId' | 'messageId',
): void {
  const text = JSON.stringify({
    message,
    connectionId: connection.id,
    [idKey]: call.extendedRequestId,
  })
  deliver(call, connection, text, call.startedAt + call.elapsedMs)
}

/** Why a frame closes the connection at once; null when it does not. */
function fatal(
  call: Call,
  data: string | { binary: string },
): { code: number; rule: string; sentence: string } | null {
  const { limits } = call.kit.figures
  if (typeof data !== 'string') {
    return { code: 1003, rule: 'ws.binary', sentence: 'Binary frames are not supported.' }
  }
  const bytes = byteLength(data)
  // One call is one frame here; a message of several frames may hold up to 128 KB.
  const limit = Math.min(limits.webSocketFrameBytes, limits.webSocketMessageBytes)
  if (bytes > limit) {
    return { code: 1009, rule: 'ws.too-big', sentence: `The frame has ${bytes} bytes of ${limit}.` }
  }
  const empty = takeTokens(call, commonBuckets(call, '$message', 'MESSAGE'))
  return (
    empty && {
      code: 1008,
      rule: 'ws.throttled',
      sentence: `The bucket of the ${empty.what} is empty.`,
    }
  )
}

function refusedBody(call: Call, api: WebSocketApi, route: WebSocketRoute, text: string): boolean {
  const name = modelFor(route.requestModels, undefined)
  if (name === null) return false
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch {
    value = text
  }
  const wrong = modelError(api, name, value)
  if (wrong === null) return false
  const sentence = `The body does not fit the model ${name}: ${wrong}`
  refuse(call, 'validator', 'ws.validation', sentence, REST_ERRORS.badRequestBody)
  return true
}

/**
 * One frame: route selection, validation, integration, maybe a route response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html
 */
export async function handleMessage(
  call: Call,
  api: WebSocketApi,
  connection: Connection,
  data: string | { binary: string },
): Promise<{ exchange: Exchange; close: { code: number; reason: string } | null }> {
  connection.lastActiveAt = call.startedAt
  call.authorizer = connection.authorizer
  const closing = fatal(call, data)
  if (closing || typeof data !== 'string') {
    const { code = 1003, rule = 'ws.binary', sentence = '' } = closing ?? {}
    note(call, 'edge', 'stop', rule, sentence, { output: { close: code } })
    return { exchange: finish(call, null), close: { code, reason: sentence } }
  }
  call.cost.push(messageCost(call.kit.figures, byteLength(data)))
  const routed = routeWebSocket(api, data)
  const route = routed ? api.routes[routed.key] : undefined
  if (!routed || !route) {
    refuse(call, 'route', 'ws.no-route', 'No route and no $default.', REST_ERRORS.invalidApiKey)
    errorFrame(call, connection, 'Forbidden', 'requestId')
    return { exchange: finish(call, null), close: null }
  }
  call.route = routed.key
  const rule = routed.exact ? 'ws.selection' : 'ws.exact-then-default'
  note(call, 'route', 'pass', rule, `${api.routeSelectionExpression} leads to ${routed.key}.`, {
    input: data,
    output: routed.key,
  })
  if (refusedBody(call, api, route, data)) {
    errorFrame(call, connection, 'Bad request body', 'messageId')
    return { exchange: finish(call, null), close: null }
  }
  const event = messageEvent(call, connection, data)
  call.body = { text: data }
  const answer = await integrateWebSocket(call, api, route.integration, event)
  if (!answer) errorFrame(call, connection, 'Internal server error', 'requestId')
  else if (route.routeResponseSelectionExpression) {
    note(
      call,
      'response mapping',
      'pass',
      'ws.route-response',
      'The route response goes to the client.',
    )
    if (answer.body !== '') deliver(call, connection, answer.body, call.startedAt + call.elapsedMs)
  } else {
    const sentence = 'Without a route response what the integration returned is discarded.'
    note(call, 'response mapping', 'skip', 'ws.route-response', sentence)
  }
  return { exchange: finish(call, null), close: null }
}

/** Ends a connection and tells `$disconnect`, best effort. */
export async function handleDisconnect(
  call: Call,
  api: WebSocketApi,
  connection: Connection,
  code: number,
  reason: string,
  rule = 'event.ws-disconnect',
): Promise<Exchange> {
  connection.state = 'closed'
  connection.unwatch()
  const frame = {
    connectionId: connection.id,
    at: call.startedAt,
    data: null,
    close: { code, reason },
  }
  connection.received.push(frame)
  call.frames.push(frame)
  call.route = '$disconnect'
  call.authorizer = connection.authorizer
  call.cost.push(connectionCost(call.kit.figures, call.startedAt - connection.connectedAt))
  note(call, 'route', 'pass', rule, `The connection closed with ${code}.`, {
    output: { code, reason },
  })
  const route = api.routes.$disconnect
  if (route) {
    await integrateWebSocket(
      call,
      api,
      route.integration,
      disconnectEvent(call, connection, code, reason),
    )
  }
  return finish(call, null)
}
