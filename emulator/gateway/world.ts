import { createBackends } from '../backends/backends'
import { createChance } from '../chance'
import { createInvoker } from '../lambda/invoker'
import type { Backends, ServiceCall } from '../schema/backends'
import type { Exchange } from '../schema/exchange'
import type { HandleOptions, World, WorldOptions } from '../schema/world'
import { createTimeline } from '../timeline'
import { accountOf, regionOf } from './account'
import type { Kit } from './call'
import { checkApi } from './check-api'
import type { Connection } from './connection'
import { connectionInfo, handleConnections } from './connections-api'
import { handleConsoleTest } from './console-test'
import { createDeployments } from './deployments'
import { dispatch, invokeDirectly } from './dispatch'
import { createMemory } from './memory'
import { Malformed } from './parse-problem'
import { startCall } from './start'
import { handleDisconnect, handleMessage } from './websocket-message'

function instant(startAt: string | number): number {
  const at = typeof startAt === 'number' ? startAt : Date.parse(startAt)
  if (Number.isFinite(at)) return at
  throw new Malformed([{ at: 'startAt', expected: 'an ISO instant or epoch milliseconds' }])
}

/**
 * One account with one API: all state, time and chance there is. Calls run one after the other, so
 * the same options and calls give the same exchanges, byte for byte.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/welcome.html
 */
export function createWorld(options: WorldOptions): World {
  const api = checkApi(options.api)
  const timeline = createTimeline(instant(options.startAt))
  const chance = createChance(options.seed)
  const memory = createMemory()
  const deployments = createDeployments(api)
  const place = { region: regionOf(api), accountId: accountOf(api) }
  const inner =
    options.backends ??
    createBackends(options.data ?? {}, {
      clock: timeline,
      chance: chance.fork('backends'),
      ...place,
    })
  const backends: Backends = { ...inner, call: (call) => callService(call) }
  const invokerKit = {
    functions: options.functions,
    figures: options.figures,
    timeline,
    chance: chance.fork('lambda'),
    backends,
    ...place,
  }
  const invoker = (options.makeInvoker ?? createInvoker)(invokerKit)
  const kit: Kit = {
    figures: options.figures,
    invoker,
    backends,
    timeline,
    chance: chance.fork('gateway'),
    issuers: options.issuers ?? {},
    credentials: options.credentials ?? {},
    memory,
  }

  /** Everything goes through one queue: two calls at once must not draw from chance in turns. */
  let queue: Promise<unknown> = Promise.resolve()
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = queue.then(task)
    queue = turn.catch(() => {})
    return turn
  }
  async function ended(exchange: Exchange, how: HandleOptions | undefined): Promise<Exchange> {
    if (!how?.concurrent)
      late.push(...(await timeline.moveTo(exchange.startedAt + exchange.durationMs)))
    return exchange
  }
  /** What happened while a client waited; the next `advance` tells. */
  const late: Exchange[] = []

  const blank = () => startCall(kit, deployments.draft(), { method: 'GET', path: '/' }, 'message')

  async function close(
    connection: Connection,
    code: number,
    reason: string,
    rule?: string,
  ): Promise<Exchange> {
    const call = forConnection(connection)
    call.kind = 'disconnect'
    if (call.api.type !== 'WEBSOCKET') throw new Error('only a WebSocket API has connections')
    return handleDisconnect(call, call.api, connection, code, reason, rule)
  }
  function forConnection(connection: Connection) {
    const call = blank()
    const serving = deployments.serving(connection.stage, false)
    call.api = serving
    call.stageName = connection.stage
    call.sourceIp = connection.sourceIp
    call.variables =
      serving.type === 'WEBSOCKET' ? (serving.stages[connection.stage]?.variables ?? {}) : {}
    return call
  }
  /** Closes with 1001 after idle minutes or at the greatest age. */
  function watch(connection: Connection): void {
    const { webSocketIdleMs, webSocketConnectionMs } = options.figures.limits
    const end = Math.min(
      connection.lastActiveAt + webSocketIdleMs,
      connection.connectedAt + webSocketConnectionMs,
    )
    const task = timeline.schedule(end, async () => {
      if (connection.state !== 'open') return []
      const isIdle = connection.lastActiveAt + webSocketIdleMs <= timeline.now()
      const isOld = connection.connectedAt + webSocketConnectionMs <= timeline.now()
      if (isIdle || isOld) return [await close(connection, 1001, 'Going away', 'ws.idle')]
      watch(connection)
      return []
    })
    connection.unwatch = () => task.cancel()
  }
  const open = (connectionId: string): Connection => {
    const connection = memory.connections.get(connectionId)
    if (connection?.state === 'open') return connection
    throw new Malformed([{ at: `connection ${connectionId}`, expected: 'an open connection' }])
  }

  /** `execute-api` is the gateway's own service: a handler that posts to a connection. */
  async function callService(wanted: ServiceCall) {
    if (wanted.service !== 'execute-api') return inner.call(wanted)
    const id = String(wanted.input.ConnectionId ?? '')
    const verbs: Record<string, string> = {
      PostToConnection: 'POST',
      GetConnection: 'GET',
      DeleteConnection: 'DELETE',
    }
    const { answer, close: closing } = handleConnections(
      blank(),
      id,
      verbs[wanted.action] ?? 'POST',
      String(wanted.input.Data ?? ''),
    )
    if (closing) await close(closing, 1000, 'closed by the API')
    const connection = memory.connections.get(id)
    const info = wanted.action === 'GetConnection' && connection ? connectionInfo(connection) : {}
    const gone = { __type: 'GoneException', message: 'Gone' }
    return { status: answer.status, output: answer.status === 410 ? gone : info, durationMs: 5 }
  }

  return {
    backends,
    now: () => timeline.now(),
    handle: (request, how) =>
      inTurn(async () => {
        const connections = { opened: watch, close }
        return ended(await dispatch(kit, deployments, request, connections, how?.detail), how)
      }),
    send: (connectionId, data, how) =>
      inTurn(async () => {
        const connection = open(connectionId)
        const call = forConnection(connection)
        call.isExplained = how?.detail !== 'result'
        if (call.api.type !== 'WEBSOCKET') throw new Error('only a WebSocket API has connections')
        const { exchange, close: closing } = await handleMessage(call, call.api, connection, data)
        const done = await ended(exchange, how)
        if (!closing) return done
        const end = await close(connection, closing.code, closing.reason)
        return {
          ...done,
          frames: [...done.frames, ...end.frames],
          invocations: [...done.invocations, ...end.invocations],
        }
      }),
    disconnect: (connectionId, code = 1000, reason = '') =>
      inTurn(async () => ended(await close(open(connectionId), code, reason), undefined)),
    received: (connectionId) => [...(memory.connections.get(connectionId)?.received ?? [])],
    invoke: (functionName, event, how) =>
      inTurn(async () => {
        const type = how?.type ?? 'RequestResponse'
        return ended(await invokeDirectly(kit, deployments, functionName, event, type), how)
      }),
    test: (resource, verb, request) =>
      inTurn(async () => {
        const draft = deployments.draft()
        if (draft.type !== 'REST') throw new Malformed([{ at: 'api.type', expected: 'REST' }])
        const call = startCall(kit, draft, { method: verb, path: resource, ...request }, 'http')
        return ended(await handleConsoleTest(call, draft, resource, verb), undefined)
      }),
    advance: (ms) =>
      inTurn(async () => {
        const happened = await timeline.moveTo(timeline.now() + ms)
        return [...late.splice(0), ...happened]
      }),
    edit(next) {
      deployments.edit(checkApi(next))
    },
    deploy: (stage, target = 'stage') => deployments.deploy(stage, target),
    updateFunction: (name, spec) => invoker.update(name, spec),
    flushAuthorizers: () => memory.authorizations.clear(),
    flushCache(stage) {
      for (const key of memory.responses.keys()) {
        if (key.startsWith(JSON.stringify([api.id, stage]).slice(0, -1)))
          memory.responses.delete(key)
      }
    },
    dispose: () => invoker.dispose(),
  }
}
