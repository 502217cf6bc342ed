import type { Json } from '../schema/json'
import { executeArn } from './account'
import type { Call } from './call'
import type { Connection } from './connection'
import { eventHeaders } from './event-headers'
import type { HeaderList } from './header-list'
import { lastValues, multiValues } from './query'
import { requestTime } from './time-text'

export type WebSocketEventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT'

/** Ids of messages end in an equals sign, as those of connections. */
const MESSAGE_ID_LENGTH = 16

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html */
function webSocketContext(
  call: Call,
  connection: Connection,
  eventType: WebSocketEventType,
): { [key: string]: Json } {
  return {
    routeKey: call.route,
    ...(eventType === 'MESSAGE' && { messageId: call.kit.chance.token(MESSAGE_ID_LENGTH) }),
    eventType,
    extendedRequestId: call.extendedRequestId,
    requestTime: requestTime(call.startedAt),
    messageDirection: 'IN',
    stage: call.stageName,
    connectedAt: connection.connectedAt,
    requestTimeEpoch: call.startedAt,
    identity: { userAgent: connection.userAgent, sourceIp: connection.sourceIp },
    requestId: call.extendedRequestId,
    domainName: call.host,
    connectionId: connection.id,
    apiId: call.api.id,
    ...(connection.authorizer !== undefined && { authorizer: connection.authorizer }),
  }
}

function withRequest(call: Call, headers: HeaderList): { [key: string]: Json } {
  return {
    headers: lastValues(headers),
    multiValueHeaders: multiValues(headers),
    ...(call.query.length > 0 && {
      queryStringParameters: lastValues(call.query),
      multiValueQueryStringParameters: multiValues(call.query),
    }),
  }
}

const stageVariables = (call: Call) =>
  Object.keys(call.variables).length > 0 && { stageVariables: call.variables }

/** The headers of the upgrade are told, hop-by-hop or not. */
const UPGRADE_HEADERS = new Set(['connection', 'upgrade'])

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html */
export function connectEvent(call: Call, connection: Connection): { [key: string]: Json } {
  return {
    ...withRequest(call, eventHeaders(call, UPGRADE_HEADERS)),
    requestContext: webSocketContext(call, connection, 'CONNECT'),
    ...stageVariables(call),
    isBase64Encoded: false,
  }
}

/**
 * What a function receives for a frame.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function messageEvent(
  call: Call,
  connection: Connection,
  body: string,
): { [key: string]: Json } {
  return {
    requestContext: webSocketContext(call, connection, 'MESSAGE'),
    ...stageVariables(call),
    body,
    isBase64Encoded: false,
  }
}

/**
 * What the function of `$disconnect` receives: headers only, and why it ended.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function disconnectEvent(
  call: Call,
  connection: Connection,
  code: number,
  reason: string,
): { [key: string]: Json } {
  const headers: HeaderList = [
    ['Host', call.host],
    ['x-api-key', ''],
    ['X-Forwarded-For', ''],
    ['x-restapi', ''],
  ]
  return {
    ...withRequest({ ...call, query: [] }, headers),
    requestContext: {
      ...webSocketContext(call, connection, 'DISCONNECT'),
      disconnectStatusCode: code,
      disconnectReason: reason,
    },
    ...stageVariables(call),
    isBase64Encoded: false,
  }
}

/** What the authorizer of `$connect` receives; its ARN ends in the stage and `$connect`. */
export function connectAuthorizerEvent(
  call: Call,
  connection: Connection,
): { [key: string]: Json } {
  return {
    type: 'REQUEST',
    methodArn: `${executeArn(call.api, call.stageName, '$connect', '').replace(/\/$/, '')}`,
    ...withRequest(call, eventHeaders(call, UPGRADE_HEADERS)),
    stageVariables: call.variables,
    requestContext: webSocketContext(call, connection, 'CONNECT'),
  }
}
