import type { Exchange } from '../schema/exchange'
import type { HttpRequest } from '../schema/http'
import type { Json } from '../schema/json'
import type { HandleOptions } from '../schema/world'
import { textOf } from './bytes'
import type { Call, Kit } from './call'
import { note } from './call'
import type { Connection } from './connection'
import { handleConnections } from './connections-api'
import type { Deployments } from './deployments'
import { REST_ERRORS } from './errors-rest'
import { finish } from './finish'
import { handleFunctionUrl } from './function-url'
import { gatewayResponse } from './gateway-response'
import { headerOf } from './header-list'
import { handleHttp } from './http'
import { splitStage } from './request-path'
import { handleRest } from './rest'
import { startCall } from './start'
import { handleConnect } from './websocket-connect'

/** What a WebSocket client is opened and closed with; the world keeps watch over it. */
export interface Connections {
  opened(connection: Connection): void
  close(connection: Connection, code: number, reason: string): Promise<Exchange>
}

/** Sets stage, path, variables and canary; gives the snapshot that serves. */
function enterStage(call: Call, deployments: Deployments): Call['api'] {
  const draft = deployments.draft()
  if (draft.type === 'FUNCTION_URL') return draft
  const custom = draft.type === 'REST' ? draft.customDomain : undefined
  if (custom && call.host === custom.name) {
    const base = custom.basePath ? `/${custom.basePath}` : ''
    const inside = call.path === base || call.path.startsWith(`${base}/`)
    call.stageName = inside ? custom.stage : ''
    call.path = call.path.slice(base.length) || '/'
  } else {
    const { stage, rest, shown } = splitStage(call.path)
    call.stageName = stage
    call.path = rest
    call.shownPath = shown
  }
  const stage = Object.hasOwn(draft.stages, call.stageName)
    ? draft.stages[call.stageName]
    : undefined
  const { canary } = stage ?? {}
  if (canary) call.isCanary = call.kit.chance.next() * 100 < canary.percentTraffic
  call.variables = { ...stage?.variables, ...(call.isCanary && canary?.stageVariableOverrides) }
  call.api = deployments.serving(call.stageName, call.isCanary ?? false)
  return call.api
}

async function handleWebSocketRequest(call: Call, connections: Connections): Promise<Exchange> {
  const { api } = call
  if (api.type !== 'WEBSOCKET') return finish(call, null)
  const forbidden = () =>
    finish(call, gatewayResponse(call, REST_ERRORS.missingAuthenticationToken))
  if (!Object.hasOwn(api.stages, call.stageName)) return forbidden()
  const callback = /^\/@connections\/([^/]+)$/.exec(call.path)
  if (callback) {
    const id = decodeURIComponent(callback[1] ?? '')
    const { answer, close } = handleConnections(call, id, call.verb, textOf(call.body))
    if (close)
      call.frames.push(...(await connections.close(close, 1000, 'closed by the API')).frames)
    return finish(call, answer)
  }
  if (headerOf(call.headers, 'upgrade')?.toLowerCase() !== 'websocket') return forbidden()
  call.kind = 'connect'
  const { exchange, connection } = await handleConnect(call, api)
  if (connection) connections.opened(connection)
  return exchange
}

/** One request, to whichever kind of API this is. */
export async function dispatch(
  kit: Kit,
  deployments: Deployments,
  request: HttpRequest,
  connections: Connections,
  detail?: HandleOptions['detail'],
): Promise<Exchange> {
  const call = startCall(kit, deployments.draft(), request, 'http', detail)
  if (call.api.type === 'FUNCTION_URL') return handleFunctionUrl(call, call.api)
  if (call.api.type === 'HTTP') {
    const first = call.path.split('/')[1] ?? ''
    const named = first !== '$default' && Object.hasOwn(call.api.stages, first)
    const api = deployments.serving(named ? first : '$default', false)
    call.api = api
    return api.type === 'HTTP' ? handleHttp(call, api) : finish(call, null)
  }
  const api = enterStage(call, deployments)
  return api.type === 'REST' ? handleRest(call, api) : handleWebSocketRequest(call, connections)
}

/** A direct call of the Invoke API, told as an Exchange. */
export async function invokeDirectly(
  kit: Kit,
  deployments: Deployments,
  functionName: string,
  event: Json,
  type: 'RequestResponse' | 'Event' | 'DryRun',
): Promise<Exchange> {
  const path = `/2015-03-31/functions/${functionName}/invocations`
  const request: HttpRequest = { method: 'POST', path, body: JSON.stringify(event) }
  const call = startCall(kit, deployments.draft(), request, 'invoke')
  call.event = event
  const payload = JSON.stringify(event)
  const answer = await kit.invoker.invoke({
    functionName,
    type,
    payload,
    at: call.startedAt,
    traceId: call.trace.root,
  })
  if (answer.record) call.invocations.push(answer.record)
  call.segments.push(answer.trace)
  const rule =
    type === 'Event' ? 'invoke.event' : type === 'DryRun' ? 'invoke.dry-run' : 'invoke.sync'
  note(
    call,
    'integration',
    answer.statusCode < 400 ? 'pass' : 'stop',
    rule,
    `Lambda answered ${answer.statusCode}.`,
    {
      input: event,
      output: answer.payload,
      ms: answer.durationMs,
    },
  )
  const headers: [string, string][] = [
    ['Content-Type', 'application/json'],
    ...(answer.functionError
      ? [['X-Amz-Function-Error', answer.functionError] as [string, string]]
      : []),
    ...(answer.executedVersion
      ? [['X-Amz-Executed-Version', answer.executedVersion] as [string, string]]
      : []),
  ]
  const exchange = finish(call, {
    status: answer.statusCode,
    headers,
    body: { text: answer.payload },
  })
  return { ...exchange, cost: answer.cost ?? [], trace: answer.trace }
}
