import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cacheCost, priceOf } from './cost'
import { FIGURES } from './fixtures/figures'
import { ask, http, method, mock, one, proxy, statusOf, world, ws } from './fixtures/worlds'

const get = { method: 'GET', path: '/prod/pets?a=1', headers: { 'X-A': '1' } }

describe('the world', () => {
  it('world.deterministic to the byte', async () => {
    const paths = fc.array(
      fc.constantFrom('/prod/pets', '/prod/none', '/prod/pets?a=%20', '/dev/x'),
      { maxLength: 8 },
    )
    const play = async (list: string[], seed: string) => {
      const on = world(one(), { seed })
      const exchanges = []
      for (const path of list) exchanges.push(await on.handle({ method: 'GET', path }))
      exchanges.push(await on.advance(1_000))
      return JSON.stringify(exchanges)
    }
    await fc.assert(
      fc.asyncProperty(paths, fc.string(), async (list, seed) => {
        const first = await play(list, seed)
        return first === (await play(list, seed))
      }),
      { numRuns: 40 },
    )
    expect(await play(['/prod/pets'], 'a')).not.toBe(await play(['/prod/pets'], 'b'))
  })
  it('world.deterministic for requests sent at once', async () => {
    const play = async () => {
      const on = world(one())
      return JSON.stringify(await Promise.all([1, 2, 3].map(() => on.handle(get))))
    }
    expect(await play()).toBe(await play())
  })
  it('world.clock moves by the duration unless the client does not wait', async () => {
    const on = world(one())
    const before = on.now()
    const exchange = await on.handle(get, { concurrent: true })
    expect(on.now()).toBe(before)
    await on.handle(get)
    expect(on.now()).toBe(before + exchange.durationMs)
    await on.advance(500)
    expect(on.now()).toBe(before + exchange.durationMs + 500)
  })
  it('plain data goes through JSON unchanged', async () => {
    const exchange = await ask(one(), get)
    expect(JSON.parse(JSON.stringify(exchange))).toEqual(exchange)
  })
  it('limit.located says where and what was expected', () => {
    const wrong = (api: unknown) => () => world(api as never)
    expect(
      wrong({ ...one(), resources: { '/pets': { GET: { integration: { type: 'LAMBDA' } } } } }),
    ).toThrow('resources./pets.GET.integration.type: expected one of "AWS_PROXY"')
    expect(wrong({ ...one(), stages: undefined })).toThrow(
      'stages: expected a value of type record',
    )
    expect(wrong({ ...one(), extra: 1 })).toThrow('no key "extra"')
    expect(
      wrong(one({ integration: mock({ requestTemplates: { 'application/json': '#if(' } }) })),
    ).toThrow(
      'resources./pets.GET.integration.requestTemplates.application/json: expected a template (line 1',
    )
    expect(wrong(one(method('ok', { authorizer: 'none' })))).toThrow('an authorizer of this API')
    expect(wrong(http({ 'FETCH /x': 'ok' }))).toThrow('METHOD /path or $default')
    expect(() => world(one(), { startAt: 'soon' })).toThrow('startAt')
  })
})

describe('logs', () => {
  const lines = async (api = one()) => (await ask(api, get)).executionLog
  const bare = (line: string) => line.replace(/^.*? UTC \d{4} : /, '')
  it('log.order is fixed', async () => {
    const starts = [
      'Execution log for request',
      'Starting execution for request: ',
      'HTTP Method: GET, Resource Path: /pets',
      'Method request path: {',
      'Method request query string: {a=1}',
      'Method request headers: {X-A=1',
      'Method request body before transformations: ',
      'Endpoint request body after transformations: ',
      'Sending request to https://',
      'Received response. Status: 200, Integration latency: ',
      'Endpoint response body before transformations: ',
      'Method response body after transformations: ok',
      'Method response headers: {',
      'Successfully completed execution',
      'Method completed with status: 200',
    ]
    const got = (await lines()).map(bare)
    expect(got).toHaveLength(starts.length)
    for (const [i, start] of starts.entries()) {
      expect(got[i]?.startsWith(start), `${i}: ${got[i]}`).toBe(true)
    }
  })
  it('log.timestamp is as Java prints a date', async () => {
    expect((await lines())[1]).toMatch(/^Sun Nov 22 09:30:00 UTC 2026 : /)
  })
  it('log.request-path is that of the request', async () => {
    const exchange = await ask(one(), '/prod/pets/')
    expect(exchange.executionLog.join('\n')).toContain('Resource Path: /pets/')
  })
  it('log.mock has no endpoint lines', async () => {
    expect((await lines(one({ integration: mock() }))).join('\n')).not.toMatch(
      /Endpoint|Sending request|Received response/,
    )
  })
  it('log.truncated cuts long headers', async () => {
    const exchange = await ask(one(), { headers: { 'X-Long': 'x'.repeat(2_000) } })
    expect(exchange.executionLog.join('\n')).toContain(' [TRUNCATED]')
  })
  it('log.failures say why', async () => {
    const text = async (api: Parameters<typeof ask>[0]) =>
      (await ask(api, get)).executionLog.join('\n')
    expect(await text(one(method('slow')))).toContain('Execution failed due to a timeout error')
    expect(await text(one(method('fails')))).toContain(
      'Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: ',
    )
    expect(await text(one(method('fails')))).toContain(
      'Gateway response type: DEFAULT_5XX with status code: 502',
    )
    expect(await text(one({ integration: proxy('ok', { permitted: false }) }))).toContain(
      'Invalid permissions on Lambda function',
    )
  })
  it('log.access is the stage s format', async () => {
    const accessLogFormat =
      '$context.identity.sourceIp $context.httpMethod $context.resourcePath $context.status $context.none'
    const exchange = await ask(one(undefined, { stages: { prod: { accessLogFormat } } }))
    expect(exchange.accessLog).toBe('198.51.100.7 GET /pets 200 -')
  })
  it('trace.segments are stage, integration, function', async () => {
    const { trace } = await ask(one())
    expect([trace.name, trace.children[0]?.name, trace.children[0]?.children[0]?.name]).toEqual([
      'a1b2c3d4e5/prod',
      'Integration',
      'AWS::Lambda ok',
    ])
  })
})

describe('cost', () => {
  it('cost.rest goes by tiers', async () => {
    const { cost } = await ask(one())
    expect(cost.map(({ what }) => what)).toEqual([
      'REST API request',
      'Lambda requests',
      'Lambda duration (x86_64)',
    ])
    expect(cost[0]).toMatchObject({ quantity: 1, unit: 'request', usd: 3.5e-6 })
    expect(priceOf(FIGURES.prices.restRequest, 400e6)).toBeCloseTo(333 * 3.5 + 67 * 2.8)
  })
  it('cost.http-units are 512 KB', async () => {
    const exchange = await ask(http({ 'POST /a': 'ok' }), {
      path: '/a',
      method: 'POST',
      body: 'x'.repeat(600 * 1024),
    })
    expect(exchange.cost[0]).toMatchObject({ quantity: 2, usd: 2e-6 })
  })
  it('cost.websocket has messages of 32 KB and minutes', async () => {
    const on = world(ws({ send: { integration: proxy() } }))
    const id =
      (await on.handle({ method: 'GET', path: '/prod', headers: { Upgrade: 'websocket' } }))
        .frames[0]?.connectionId ?? ''
    expect((await on.send(id, '{"action":"send"}')).cost[0]).toMatchObject({
      what: 'WebSocket message',
      quantity: 1,
    })
    await on.advance(90_000)
    expect((await on.disconnect(id)).cost[0]).toMatchObject({
      what: 'WebSocket connection',
      quantity: 2,
    })
  })
  it('cost.cache is by the hour', () => {
    expect(cacheCost(FIGURES, 0.5, 24).usd).toBeCloseTo(0.48)
  })
  it('cost.unauthorized-free', async () => {
    const exchange = await ask(one(method('ok', { authorizationType: 'AWS_IAM' })))
    expect([statusOf(exchange), exchange.cost[0]?.usd]).toEqual([403, 0])
  })
})
