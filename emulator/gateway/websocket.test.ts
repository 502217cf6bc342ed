import { describe, expect, it } from 'vitest'
import type { WebSocketApi, WebSocketRoute } from '../schema/api'
import type { World } from '../schema/world'
import {
  ask,
  type Extra,
  eventOf,
  header,
  policy,
  proxy,
  ruleOf,
  START,
  spying,
  statusOf,
  stopped,
  world,
  ws,
} from './fixtures/worlds'

const upgrade = {
  method: 'GET',
  path: '/prod',
  headers: { Upgrade: 'websocket', Connection: 'Upgrade' },
}
const route = (name = 'ok', more: Partial<WebSocketRoute> = {}): WebSocketRoute => ({
  integration: proxy(name),
  ...more,
})
const chat = (more: Partial<WebSocketApi> = {}, routes: WebSocketApi['routes'] = {}) =>
  ws({ $connect: route(), $disconnect: route(), send: route(), ...routes }, more)

async function connect(api = chat(), extra: Extra = {}): Promise<{ on: World; id: string }> {
  const on = world(api, extra)
  const exchange = await on.handle(upgrade)
  return { on, id: exchange.frames[0]?.connectionId ?? '' }
}
const heard = (on: World, id: string) =>
  on.received(id).map((frame) => (frame.data === null ? frame.close?.code : JSON.parse(frame.data)))

describe('connecting', () => {
  it('step.websocket-order is key, authorizer, integration, 101', async () => {
    const exchange = await ask(chat(), upgrade)
    expect(statusOf(exchange)).toBe(101)
    expect(exchange.steps.map((s) => s.name)).toEqual([
      'api key',
      'authorizer',
      'throttle',
      'quota',
      'integration',
    ])
  })
  it('event.ws-connect has headers and query, no body', async () => {
    const event = eventOf(await ask(chat(), { ...upgrade, path: '/prod?q=1' }))
    expect(event).toMatchObject({
      queryStringParameters: { q: '1' },
      isBase64Encoded: false,
      requestContext: {
        routeKey: '$connect',
        eventType: 'CONNECT',
        messageDirection: 'IN',
        connectedAt: START,
      },
    })
    expect(event.headers.Upgrade).toBe('websocket')
    expect(event).not.toHaveProperty('body')
    expect(event.requestContext).not.toHaveProperty('messageId')
  })
  it('ws.connect-refused by the function s status or the authorizer', async () => {
    const exchange = await ask(chat({}, { $connect: route('no') }), upgrade, {
      answers: { no: { value: { statusCode: 403 } } },
    })
    expect(statusOf(exchange)).toBe(403)
    expect(exchange.frames).toEqual([])
  })
  it('ws.connect-error is 502', async () => {
    expect(statusOf(await ask(chat({}, { $connect: route('fails') }), upgrade))).toBe(502)
  })
  const guarded = chat(
    {
      authorizers: {
        a: { type: 'REQUEST', function: 'auth', identitySource: 'route.request.querystring.t' },
      },
    },
    { $connect: route('ok', { authorizationType: 'CUSTOM', authorizer: 'a' }) },
  )
  const allow = { principalId: 'u', policyDocument: policy('Allow', '*'), context: { tenant: 'x' } }
  it('ws.connect-authorizer-failure is 500', async () => {
    expect(
      statusOf(
        await ask(
          guarded,
          { ...upgrade, path: '/prod?t=1' },
          { answers: { auth: { value: 'x' } } },
        ),
      ),
    ).toBe(500)
    expect(statusOf(await ask(guarded, upgrade, { answers: { auth: { value: allow } } }))).toBe(401)
  })
  it('event.ws-authorizer ends in stage and $connect', async () => {
    const { sent, makeInvoker } = spying(allow)
    await ask(world(guarded, { makeInvoker }), { ...upgrade, path: '/prod?t=1' })
    const event = JSON.parse(sent[0] ?? '')
    expect(event.methodArn).toBe(
      'arn:aws:execute-api:us-east-1:123456789012:w1w2w3w4w5/prod/$connect',
    )
    expect(event).not.toHaveProperty('path')
    expect(event.requestContext.eventType).toBe('CONNECT')
  })
  it('auth.ws-connect-only carries its context to later messages', async () => {
    const on = world(guarded, { answers: { auth: { value: allow } } })
    const id = (await on.handle({ ...upgrade, path: '/prod?t=1' })).frames[0]?.connectionId ?? ''
    expect(eventOf(await on.send(id, '{"action":"send"}')).requestContext.authorizer).toMatchObject(
      { principalId: 'u', tenant: 'x' },
    )
    const elsewhere = chat({}, { send: route('ok', { authorizer: 'a' }) })
    expect(() => world(elsewhere)).toThrow('routes.send.authorizer')
  })
  it('ws.subprotocol must be echoed', async () => {
    const asking = { ...upgrade, headers: { ...upgrade.headers, 'Sec-WebSocket-Protocol': 'a, b' } }
    const value = { statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'b' } }
    expect(
      header(
        await ask(chat({}, { $connect: route('p') }), asking, { answers: { p: { value } } }),
        'Sec-WebSocket-Protocol',
      ),
    ).toBe('b')
    expect(header(await ask(chat(), asking), 'Sec-WebSocket-Protocol')).toBeUndefined()
  })
})

describe('messages', () => {
  it('ws.selection reads the message, a missing path is empty', async () => {
    const { on, id } = await connect()
    expect((await on.send(id, '{"action":"send"}')).route).toBe('send')
    const two = await connect(
      chat(
        { routeSelectionExpression: '${request.body.a}/${request.body.b}' },
        { 'x/': route(), '[1, 2]/': route() },
      ),
    )
    expect((await two.on.send(two.id, '{"a":"x"}')).route).toBe('x/')
    expect((await two.on.send(two.id, '{"a":[1,2]}')).route).toBe('[1, 2]/')
  })
  const withDefault = chat({}, { $default: route() })
  it('ws.exact-then-default', async () => {
    const { on, id } = await connect(withDefault)
    expect((await on.send(id, '{"action":"none"}')).route).toBe('$default')
  })
  it('ws.non-json goes to $default', async () => {
    const { on, id } = await connect(withDefault)
    expect((await on.send(id, 'hello')).route).toBe('$default')
  })
  it('ws.no-route tells Forbidden', async () => {
    const { on, id } = await connect()
    await on.send(id, '{"action":"none"}')
    expect(heard(on, id)).toEqual([
      { message: 'Forbidden', connectionId: id, requestId: expect.any(String) },
    ])
  })
  it('ws.integration-failure tells Internal server error', async () => {
    const { on, id } = await connect(chat({}, { send: route('fails') }))
    await on.send(id, '{"action":"send"}')
    expect(heard(on, id)).toEqual([
      { message: 'Internal server error', connectionId: id, requestId: expect.any(String) },
    ])
  })
  it('ws.validation tells Bad request body with messageId', async () => {
    const models = { M: { schema: { type: 'object', required: ['text'] } } }
    const { on, id } = await connect(
      chat({ models }, { send: route('ok', { requestModels: { $default: 'M' } }) }),
    )
    await on.send(id, '{"action":"send"}')
    expect(heard(on, id)).toEqual([
      { message: 'Bad request body', connectionId: id, messageId: expect.any(String) },
    ])
  })
  it('ws.route-response sends the answer back, else it is discarded', async () => {
    const answers = { f: { value: { statusCode: 200, body: '"back"' } } }
    const quiet = await connect(chat({}, { send: route('f') }), { answers })
    await quiet.on.send(quiet.id, '{"action":"send"}')
    expect(heard(quiet.on, quiet.id)).toEqual([])
    const loud = await connect(
      chat({}, { send: route('f', { routeResponseSelectionExpression: '$default' }) }),
      { answers },
    )
    await loud.on.send(loud.id, '{"action":"send"}')
    expect(heard(loud.on, loud.id)).toEqual(['back'])
  })
  it('event.ws-message has context and body, no headers', async () => {
    const { on, id } = await connect()
    const event = eventOf(await on.send(id, '{"action":"send"}'))
    expect(Object.keys(event).sort()).toEqual(['body', 'isBase64Encoded', 'requestContext'])
    expect(event.requestContext).toMatchObject({
      eventType: 'MESSAGE',
      messageId: expect.any(String),
      connectionId: id,
      routeKey: 'send',
    })
  })
  it('event.ws-disconnect has a few headers, code and reason', async () => {
    const { on, id } = await connect()
    const event = eventOf(await on.disconnect(id, 1000, 'bye'))
    expect(Object.keys(event.headers)).toEqual([
      'Host',
      'x-api-key',
      'X-Forwarded-For',
      'x-restapi',
    ])
    expect(event.requestContext).toMatchObject({
      eventType: 'DISCONNECT',
      disconnectStatusCode: 1000,
      disconnectReason: 'bye',
    })
  })
  it('ws.too-big closes with 1009', async () => {
    const { on, id } = await connect()
    await on.send(id, 'x'.repeat(32 * 1024 + 1))
    expect(heard(on, id)).toEqual([1009])
  })
  it('ws.binary closes with 1003', async () => {
    const { on, id } = await connect()
    await on.send(id, { binary: 'AA==' })
    expect(heard(on, id)).toEqual([1003])
  })
  it('ws.idle closes with 1001 after ten minutes or two hours', async () => {
    const { on, id } = await connect()
    await on.advance(599_000)
    await on.send(id, '{"action":"send"}')
    await on.advance(599_000)
    expect(heard(on, id)).toEqual([])
    const happened = await on.advance(2_000)
    expect([heard(on, id), happened[0]?.kind]).toEqual([[1001], 'disconnect'])
    const busy = await connect()
    for (let i = 0; i < 14; i++) {
      await busy.on.advance(540_000)
      if (busy.on.received(busy.id).length === 0) await busy.on.send(busy.id, '{"action":"send"}')
    }
    expect(heard(busy.on, busy.id)).toEqual([1001])
  })
  it('ws.throttled closes with 1008', async () => {
    const { on, id } = await connect(chat({ accountThrottle: { rate: 0, burst: 1 } }))
    await on.send(id, '{"action":"send"}')
    expect(heard(on, id)).toEqual([1008])
  })
})

describe('@connections', () => {
  const at = (id: string, method = 'POST', body?: string) => ({
    method,
    path: `/prod/@connections/${encodeURIComponent(id)}`,
    ...(body !== undefined && { body }),
  })
  it('ws.connections-post reaches the client', async () => {
    const { on, id } = await connect()
    expect(statusOf(await on.handle(at(id, 'POST', '"hi"')))).toBe(200)
    expect(heard(on, id)).toEqual(['hi'])
  })
  it('ws.connections-get tells times and identity', async () => {
    const { on, id } = await connect()
    expect(JSON.parse((await on.handle(at(id, 'GET'))).response?.body ?? '')).toEqual({
      connectedAt: '2026-11-22T09:30:00.000Z',
      identity: { sourceIp: '198.51.100.7', userAgent: null },
      lastActiveAt: '2026-11-22T09:30:00.000Z',
    })
  })
  it('ws.connections-delete closes', async () => {
    const { on, id } = await connect()
    await on.handle(at(id, 'DELETE'))
    expect(heard(on, id)).toEqual([1000])
  })
  it('ws.connections-gone is 410', async () => {
    const { on } = await connect()
    const exchange = await on.handle(at('none', 'POST', 'x'))
    expect([
      statusOf(exchange),
      exchange.response?.body,
      header(exchange, 'x-amzn-ErrorType'),
    ]).toEqual([410, '', 'GoneException'])
  })
  it('ws.connections-early is 410 from within $connect', async () => {
    const seen: number[] = []
    const on: World = world(chat(), {
      makeInvoker: (kit) => ({
        async invoke({ payload, at: startMs }) {
          const ConnectionId = JSON.parse(payload).requestContext.connectionId
          seen.push(
            (
              await kit.backends.call({
                service: 'execute-api',
                action: 'PostToConnection',
                input: { ConnectionId, Data: 'x' },
              })
            ).status,
          )
          const trace = {
            name: 'f',
            startMs,
            durationMs: 1,
            fault: false,
            throttle: false,
            children: [],
          }
          return {
            statusCode: 200,
            payload: '{"statusCode":200}',
            functionError: null,
            executedVersion: null,
            durationMs: 1,
            record: null,
            trace,
          }
        },
        update() {},
        async dispose() {},
      }),
    })
    const id = (await on.handle(upgrade)).frames[0]?.connectionId ?? ''
    await on.send(id, '{"action":"send"}')
    expect(seen).toEqual([410, 200])
  })
})

it('says which rule decided', async () => {
  const { on, id } = await connect()
  expect(ruleOf(await on.send(id, '{"action":"send"}'), 'route')).toBe('ws.selection')
  expect(stopped(await on.send(id, '{"action":"none"}'))).toBe('ws.no-route')
})
