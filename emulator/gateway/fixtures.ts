import type { Api, HttpApi, HttpRoute, RestApi, RestMethod, WebSocketApi } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { CannedCode, Functions } from '../schema/function'
import type { HttpRequest } from '../schema/http'
import type { Integration } from '../schema/integration'
import type { Json } from '../schema/json'
import type { Invoker, World, WorldOptions } from '../schema/world'
import { FIGURES } from './fixtures-figures'
import { createWorld } from './world'

export const START = Date.parse('2026-11-22T09:30:00Z')

type Canned = Omit<CannedCode, 'kind'>

/** What each function returns; a function returns 200 ok unless told. */
export function functions(answers: Record<string, Canned> = {}): Functions {
  const canned = (answer: Canned) => ({ code: { kind: 'canned' as const, ...answer } })
  return {
    ok: canned({ value: { statusCode: 200, body: 'ok' } }),
    other: canned({ value: { statusCode: 200, body: 'other' } }),
    fails: canned({ error: { errorType: 'Error', errorMessage: 'boom' } }),
    hangs: canned({ fate: 'hang' }),
    slow: {
      ...canned({ value: { statusCode: 200, body: 'late' }, durationMs: 60_000 }),
      timeoutSeconds: 90,
    },
    off: { ...canned({}), reservedConcurrency: 0 },
    ...Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, canned(answer)])),
  }
}

export const proxy = (name = 'ok', more: Partial<Integration> = {}): Integration => ({
  type: 'AWS_PROXY',
  function: name,
  ...more,
})

export const method = (name = 'ok', more: Partial<RestMethod> = {}): RestMethod => ({
  integration: proxy(name),
  ...more,
})

export const mock = (more: Partial<Integration> = {}): Integration => ({
  type: 'MOCK',
  requestTemplates: { 'application/json': '{"statusCode": 200}' },
  responses: [{ statusCode: 200 }],
  ...more,
})

export const custom = (name: string, more: Partial<Integration> = {}): Integration => ({
  type: 'AWS',
  function: name,
  responses: [{ statusCode: 200 }],
  ...more,
})

export function rest(resources: RestApi['resources'], more: Partial<RestApi> = {}): RestApi {
  return {
    type: 'REST',
    id: 'a1b2c3d4e5',
    stages: { prod: {} },
    endpointType: 'REGIONAL',
    resources,
    ...more,
  }
}

/** A REST API with one method: GET /pets. */
export const one = (m: RestMethod = method(), more: Partial<RestApi> = {}) =>
  rest({ '/pets': { GET: m, POST: m } }, more)

export function http(
  routes: Record<string, HttpRoute | string>,
  more: Partial<HttpApi> = {},
): HttpApi {
  const full = Object.entries(routes).map(([key, route]): [string, HttpRoute] => [
    key,
    typeof route === 'string' ? { integration: { type: 'AWS_PROXY', function: route } } : route,
  ])
  return {
    type: 'HTTP',
    id: 'h1h2h3h4h5',
    stages: { $default: {} },
    routes: Object.fromEntries(full),
    ...more,
  }
}

export function ws(routes: WebSocketApi['routes'], more: Partial<WebSocketApi> = {}): WebSocketApi {
  return {
    type: 'WEBSOCKET',
    id: 'w1w2w3w4w5',
    routeSelectionExpression: '$request.body.action',
    stages: { prod: {} },
    routes,
    ...more,
  }
}

export type Extra = Partial<WorldOptions> & { answers?: Record<string, Canned> }

export function world(api: Api, extra: Extra = {}): World {
  const { answers, ...options } = extra
  return createWorld({
    api,
    functions: functions(answers),
    figures: FIGURES,
    seed: 'seed',
    startAt: START,
    ...options,
  })
}

/** A function service that keeps what it was sent and always gives the same answer. */
export function spying(value: Json): { sent: string[]; makeInvoker: () => Invoker } {
  const sent: string[] = []
  const invoker: Invoker = {
    async invoke({ functionName, payload, at }) {
      sent.push(payload)
      const trace = {
        name: functionName,
        startMs: at,
        durationMs: 1,
        fault: false,
        throttle: false,
        children: [],
      }
      return {
        statusCode: 200,
        payload: JSON.stringify(value),
        functionError: null,
        executedVersion: '$LATEST',
        durationMs: 1,
        record: null,
        trace,
      }
    },
    update() {},
    async dispose() {},
  }
  return { sent, makeInvoker: () => invoker }
}

export type Ask = Partial<HttpRequest> & { data?: Json }

/** One request to a fresh world or to one that is there. */
export async function ask(
  on: Api | World,
  request: Ask | string = {},
  extra: Extra = {},
): Promise<Exchange> {
  const target = 'handle' in on ? on : world(on, extra)
  const { data, ...given }: Ask = typeof request === 'string' ? { path: request } : request
  const json = {
    body: JSON.stringify(data),
    headers: { 'Content-Type': 'application/json', ...given.headers },
  }
  const body = data === undefined ? {} : json
  const path = given.path ?? '/prod/pets'
  return target.handle({ method: data === undefined ? 'GET' : 'POST', ...given, path, ...body })
}

export const statusOf = (exchange: Exchange) => exchange.response?.status
export const bodyOf = (exchange: Exchange): string => exchange.response?.body ?? ''
export const jsonOf = (exchange: Exchange) => JSON.parse(bodyOf(exchange))
export const header = (exchange: Exchange, name: string) =>
  Object.entries(exchange.response?.headers ?? {}).find(
    ([key]) => key.toLowerCase() === name.toLowerCase(),
  )?.[1]
/** The event as the function received it; tests look into it freely. */
// biome-ignore lint/suspicious/noExplicitAny: an event has many shapes
export const eventOf = (exchange: Exchange): any => exchange.event
export const step = (exchange: Exchange, name: string) =>
  exchange.steps.find((s) => s.name === name)
export const ruleOf = (exchange: Exchange, name: string) => step(exchange, name)?.because.rule
export const stopped = (exchange: Exchange) =>
  exchange.steps.find((s) => s.verdict === 'stop')?.because.rule

export const policy = (effect: 'Allow' | 'Deny', resource: string | string[], more = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource, ...more }],
})
