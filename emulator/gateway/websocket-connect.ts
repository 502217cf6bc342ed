import type { WebSocketApi } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { Answer } from './answer'
import { authorizeWithIam, REST_IAM_ERRORS } from './authorize-iam'
import { authorizeWithLambda } from './authorize-lambda'
import { type Call, note, type Outcome, refuse } from './call'
import type { Connection } from './connection'
import { REST_ERRORS } from './errors-rest'
import { connectAuthorizerEvent, connectEvent } from './event-websocket'
import { finish } from './finish'
import { gatewayResponse } from './gateway-response'
import { type HeaderList, headerOf } from './header-list'
import { checkApiKey, checkUsage } from './usage'
import { integrateWebSocket } from './websocket-integration'

const CONNECTION_ID_LENGTH = 16

async function authorize(call: Call, api: WebSocketApi, connection: Connection): Promise<Outcome> {
  const route = api.routes.$connect
  const kind = route?.authorizationType ?? 'NONE'
  if (kind === 'NONE') {
    note(call, 'authorizer', 'skip', 'auth.ws-connect-only', '$connect is open.')
    return null
  }
  if (kind === 'AWS_IAM') return authorizeWithIam(call, undefined, REST_IAM_ERRORS)
  const name = route?.authorizer ?? ''
  const authorizer = api.authorizers?.[name]
  if (!authorizer || authorizer.type === 'COGNITO_USER_POOLS') {
    const error = REST_ERRORS.authorizerConfiguration
    return refuse(call, 'authorizer', 'auth.failure', `There is no authorizer ${name}.`, error)
  }
  const makeEvent = () => connectAuthorizerEvent(call, connection)
  return authorizeWithLambda(call, name, authorizer, makeEvent)
}

function agreedProtocol(call: Call, echoed: unknown): HeaderList {
  const asked = headerOf(call.headers, 'sec-websocket-protocol')
  if (asked === undefined || typeof echoed !== 'string') return []
  const offered = asked.split(',').map((one) => one.trim())
  return offered.includes(echoed) ? [['Sec-WebSocket-Protocol', echoed]] : []
}

async function run(call: Call, api: WebSocketApi, connection: Connection): Promise<Answer | null> {
  const { outcome, inPlan } = checkApiKey(call, api, api.routes.$connect?.apiKeyRequired ?? false)
  if (outcome) return null
  if (await authorize(call, api, connection)) return null
  connection.authorizer = call.authorizer
  if (checkUsage(call, inPlan, '$connect', 'CONNECT')) return null
  const switching: Answer = { status: 101, headers: [], body: { text: '' } }
  const route = api.routes.$connect
  if (!route) return switching
  const event = connectEvent(call, connection)
  const answer = await integrateWebSocket(call, api, route.integration, event)
  if (!answer) return null
  if (answer.status < 200 || answer.status > 299) {
    const sentence = `The function refused the connection with ${answer.status}.`
    note(call, 'response mapping', 'stop', 'ws.connect-refused', sentence)
    return {
      status: answer.status,
      headers: [['Content-Type', 'application/json']],
      body: { text: answer.body },
    }
  }
  const echoed = Object.entries(answer.headers).find(
    ([name]) => name.toLowerCase() === 'sec-websocket-protocol',
  )?.[1]
  return { ...switching, headers: agreedProtocol(call, echoed) }
}

/**
 * An upgrade: API key, authorizer, `$connect`, then 101 or the error.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
 */
export async function handleConnect(
  call: Call,
  api: WebSocketApi,
): Promise<{ exchange: Exchange; connection: Connection | null }> {
  call.route = '$connect'
  const connection: Connection = {
    id: call.kit.chance.token(CONNECTION_ID_LENGTH),
    state: 'connecting',
    connectedAt: call.startedAt,
    lastActiveAt: call.startedAt,
    sourceIp: call.sourceIp,
    userAgent: call.userAgent,
    stage: call.stageName,
    authorizer: undefined,
    received: [],
    unwatch: () => {},
  }
  call.kit.memory.connections.set(connection.id, connection)
  const made = await run(call, api, connection)
  const answer = made ?? gatewayResponse(call, call.refusal ?? REST_ERRORS.badGateway)
  const opened = answer.status === 101
  if (opened) {
    connection.state = 'open'
    call.frames.push({
      connectionId: connection.id,
      at: call.startedAt + call.elapsedMs,
      data: null,
      close: null,
    })
  } else call.kit.memory.connections.delete(connection.id)
  const headers: HeaderList = [
    ...answer.headers,
    ['x-amzn-RequestId', call.requestId],
    ['x-amz-apigw-id', call.extendedRequestId],
  ]
  return { exchange: finish(call, { ...answer, headers }), connection: opened ? connection : null }
}
