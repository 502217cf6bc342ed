import type { Json } from '../schema/json'
import type { Answer } from './answer'
import { byteLength } from './bytes'
import type { Call } from './call'
import { note } from './call'
import type { Connection } from './connection'
import { deliver } from './websocket-message'

const gone: Answer = {
  status: 410,
  headers: [['x-amzn-ErrorType', 'GoneException']],
  body: { text: '' },
}

/** What `@connections` GET tells. */
export function connectionInfo(connection: Connection): { [key: string]: Json } {
  return {
    connectedAt: new Date(connection.connectedAt).toISOString(),
    identity: { sourceIp: connection.sourceIp, userAgent: connection.userAgent },
    lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
  }
}

/**
 * The callback URL of a WebSocket API. A connection that is not open yet is as gone as a closed one.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
 */
export function handleConnections(
  call: Call,
  connectionId: string,
  verb: string,
  data: string,
): { answer: Answer; close: Connection | null } {
  const connection = call.kit.memory.connections.get(connectionId)
  call.route = `${verb} /@connections/{connectionId}`
  if (connection?.state !== 'open') {
    const rule = connection?.state === 'connecting' ? 'ws.connections-early' : 'ws.connections-gone'
    note(call, 'integration', 'stop', rule, 'No open connection has this id.')
    return { answer: gone, close: null }
  }
  const ok: Answer = { status: 200, headers: [], body: { text: '' } }
  if (verb === 'GET') {
    note(call, 'integration', 'pass', 'ws.connections-get', 'The connection is open.')
    const headers: Answer['headers'] = [['Content-Type', 'application/json']]
    const body = { text: JSON.stringify(connectionInfo(connection)) }
    return { answer: { ...ok, headers, body }, close: null }
  }
  if (verb === 'DELETE') {
    note(call, 'integration', 'pass', 'ws.connections-delete', 'The connection is closed.')
    return { answer: { ...ok, status: 204 }, close: connection }
  }
  if (byteLength(data) > call.kit.figures.limits.webSocketMessageBytes) {
    note(call, 'integration', 'stop', 'ws.too-big', 'The message is too large.')
    const headers: Answer['headers'] = [['x-amzn-ErrorType', 'PayloadTooLargeException']]
    return { answer: { ...ok, status: 413, headers }, close: null }
  }
  deliver(call, connection, data, call.startedAt + call.elapsedMs)
  note(call, 'integration', 'pass', 'ws.connections-post', 'The client received the message.')
  return { answer: ok, close: null }
}
