import { type ApiRequest, apiHost, multiValues, singleValues, wholeRequest } from './api-request'
import { type EventObject, type Origin, requestTime } from './origin'

export interface WebSocketParameters extends ApiRequest {
  routeKey?: string
  connectionId?: string
  /** Epoch milliseconds; a moment before the event unless told. */
  connectedAt?: number
  disconnectStatusCode?: number
  disconnectReason?: string
}

type Kind = 'CONNECT' | 'MESSAGE' | 'DISCONNECT'

function contextOf(
  origin: Origin,
  given: WebSocketParameters,
  kind: Kind,
  routeKey: string,
): EventObject {
  const request = wholeRequest(given, 'production')
  const requestId = origin.chance.token(16)
  return {
    routeKey,
    ...(kind === 'MESSAGE' ? { messageId: origin.chance.token(16) } : {}),
    ...(request.authorizer === undefined ? {} : { authorizer: request.authorizer }),
    eventType: kind,
    ...(kind === 'DISCONNECT'
      ? {
          disconnectStatusCode: given.disconnectStatusCode ?? 1000,
          disconnectReason: given.disconnectReason ?? '',
        }
      : {}),
    extendedRequestId: requestId,
    requestTime: requestTime(origin.at),
    messageDirection: 'IN',
    stage: request.stage,
    connectedAt: given.connectedAt ?? origin.at - (kind === 'CONNECT' ? 0 : 1_000),
    requestTimeEpoch: origin.at,
    identity: {
      sourceIp: request.sourceIp,
      userAgent: request.headers['User-Agent'] ?? 'Custom User Agent String',
    },
    requestId,
    domainName: apiHost(origin, request.apiId),
    connectionId: given.connectionId ?? origin.chance.token(16),
    apiId: request.apiId,
  }
}

/** What a browser sends to upgrade a connection. */
function upgradeHeaders(origin: Origin, given: WebSocketParameters): Record<string, string> {
  const { apiId, sourceIp } = wholeRequest(given, 'production')
  return {
    Host: apiHost(origin, apiId),
    'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits',
    'Sec-WebSocket-Key': origin.chance.token(24),
    'Sec-WebSocket-Version': '13',
    ...given.headers,
    'X-Forwarded-For': sourceIp,
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
  }
}

/**
 * What `$connect` receives: headers and query, and no body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function webSocketConnectEvent(
  origin: Origin,
  given: WebSocketParameters = {},
): EventObject {
  const headers = upgradeHeaders(origin, given)
  const query = given.query ?? {}
  return {
    headers,
    multiValueHeaders: multiValues(headers),
    ...(Object.keys(query).length > 0
      ? {
          queryStringParameters: singleValues(query),
          multiValueQueryStringParameters: multiValues(query),
        }
      : {}),
    requestContext: contextOf(origin, given, 'CONNECT', '$connect'),
    isBase64Encoded: false,
  }
}

/**
 * What a message's route receives: the context and the body, and no headers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-requests.html
 */
export function webSocketMessageEvent(
  origin: Origin,
  given: WebSocketParameters = {},
): EventObject {
  return {
    requestContext: contextOf(origin, given, 'MESSAGE', given.routeKey ?? '$default'),
    body: given.body ?? '{"action": "sendmessage", "data": "hello world"}',
    isBase64Encoded: false,
  }
}

/**
 * What `$disconnect` receives: a few headers, the status code and the reason.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export function webSocketDisconnectEvent(
  origin: Origin,
  given: WebSocketParameters = {},
): EventObject {
  const { apiId } = wholeRequest(given, 'production')
  const headers = {
    Host: apiHost(origin, apiId),
    'x-api-key': '',
    'X-Forwarded-For': '',
    'x-restapi': '',
  }
  return {
    headers,
    multiValueHeaders: multiValues(headers),
    requestContext: contextOf(origin, given, 'DISCONNECT', '$disconnect'),
    isBase64Encoded: false,
  }
}
