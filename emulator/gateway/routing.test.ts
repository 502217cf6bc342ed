import { describe, expect, it } from 'vitest'
import {
  ask,
  bodyOf,
  eventOf,
  header,
  http,
  jsonOf,
  method,
  mock,
  one,
  proxy,
  rest,
  ruleOf,
  statusOf,
  stopped,
  world,
} from './fixtures/worlds'

describe('paths and queries', () => {
  const api = rest({ '/{proxy+}': { ANY: method() }, '/pets/{id}': { GET: method() } })

  it('path.raw keeps escapes and the trailing slash', async () => {
    expect(eventOf(await ask(api, '/prod/a%20b/c/')).path).toBe('/a%20b/c/')
  })
  it('path.slashes collapses those after the stage only', async () => {
    expect(eventOf(await ask(api, '//prod///a//b')).path).toBe('/a//b')
  })
  it('path.request-context shows the stage and the path as sent', async () => {
    expect(eventOf(await ask(api, '/prod//a')).requestContext.path).toBe('/prod//a')
  })
  it('path.parameters-raw does not decode', async () => {
    expect(eventOf(await ask(api, '/prod/pets/a%20b/')).pathParameters).toEqual({ id: 'a%20b' })
  })
  it('path.trailing-slash finds the same route', async () => {
    expect((await ask(api, '/prod/pets/7/')).route).toBe('GET /pets/{id}')
  })
  it('path.query-form reads a plus as a space', async () => {
    expect(eventOf(await ask(api, '/prod/x?a=1+2&b=1%2B2')).queryStringParameters).toEqual({
      a: '1 2',
      b: '1+2',
    })
  })
  it('path.query-last holds the last value, and all in the other map', async () => {
    const event = eventOf(await ask(api, '/prod/x?a=1&a=2#part'))
    expect(event.queryStringParameters).toEqual({ a: '2' })
    expect(event.multiValueQueryStringParameters).toEqual({ a: ['1', '2'] })
  })
  it('path.query-bare-key is empty', async () => {
    expect(eventOf(await ask(api, '/prod/x?a')).queryStringParameters).toEqual({ a: '' })
  })
  it('path.base-path is cut for routing and shown in the context', async () => {
    const mapped = {
      ...api,
      customDomain: { name: 'api.example.com', basePath: 'v1', stage: 'prod' },
    }
    const event = eventOf(await ask(mapped, { path: '/v1/pets/7', host: 'api.example.com' }))
    expect(event.resource).toBe('/pets/{id}')
    expect(event.requestContext.path).toBe('/v1/pets/7')
  })
})

describe('REST routes', () => {
  it('route.priority takes static before named before greedy', async () => {
    const api = rest({
      '/{proxy+}': { GET: method() },
      '/pets/{id}': { GET: method() },
      '/pets/new': { GET: method() },
    })
    expect((await ask(api, '/prod/pets/new')).route).toBe('GET /pets/new')
    expect((await ask(api, '/prod/pets/7')).route).toBe('GET /pets/{id}')
    expect((await ask(api, '/prod/pets/7/toys')).route).toBe('GET /{proxy+}')
  })
  it('route.verb-skips-resource for a broader one that serves it', async () => {
    const api = rest({ '/{proxy+}': { ANY: method('other') }, '/pets': { GET: method() } })
    const exchange = await ask(api, { method: 'DELETE' })
    expect(exchange.route).toBe('ANY /{proxy+}')
    expect(ruleOf(exchange, 'route')).toBe('route.verb-skips-resource')
  })
  it('route.options-only does not hold a GET', async () => {
    const api = rest({ '/{id}': { GET: method() }, '/pets': { OPTIONS: { integration: mock() } } })
    expect((await ask(api)).route).toBe('GET /{id}')
  })
  it('route.greedy-needs-one character', async () => {
    const api = rest({ '/pets/{proxy+}': { GET: method() } })
    expect(statusOf(await ask(api, '/prod/pets/'))).toBe(403)
    expect(statusOf(await ask(api, '/prod/pets/x'))).toBe(200)
  })
  it('route.any comes after the verb', async () => {
    const api = rest({ '/pets': { ANY: method('other'), GET: method() } })
    expect(bodyOf(await ask(api))).toBe('ok')
    expect(bodyOf(await ask(api, { method: 'PUT' }))).toBe('other')
  })
  it('step.route-before-authorizer lets a verb leave a guarded resource', async () => {
    const guarded = method('ok', { authorizationType: 'CUSTOM', authorizer: 'guard' })
    const api = rest(
      { '/{proxy+}': { ANY: method('other') }, '/pets': { GET: guarded } },
      { authorizers: { guard: { type: 'TOKEN', function: 'fails' } } },
    )
    expect(statusOf(await ask(api))).toBe(401)
    expect(bodyOf(await ask(api, { method: 'PATCH' }))).toBe('other')
  })
  it('rest.unknown-route is 403 for path, verb and stage alike', async () => {
    const api = one()
    for (const request of [{ path: '/prod/none' }, { method: 'DELETE' }, { path: '/test/pets' }]) {
      const exchange = await ask(api, request)
      expect(statusOf(exchange)).toBe(403)
      expect(bodyOf(exchange)).toBe('{"message":"Missing Authentication Token"}')
      expect(header(exchange, 'x-amzn-ErrorType')).toBe('MissingAuthenticationTokenException')
    }
  })
})

describe('HTTP routes', () => {
  const api = http({
    'GET /pets/{id}': 'ok',
    'ANY /pets/{id}': 'other',
    'GET /pets/new': 'ok',
    'ANY /{proxy+}': 'ok',
    $default: 'other',
  })
  it('route.http-priority takes full before greedy before default', async () => {
    expect((await ask(api, '/pets/new')).route).toBe('GET /pets/new')
    expect((await ask(api, '/pets/7')).route).toBe('GET /pets/{id}')
    expect((await ask(api, '/a/b')).route).toBe('ANY /{proxy+}')
    expect((await ask(http({ $default: 'ok' }), '/any')).route).toBe('$default')
  })
  it('route.http-verb-before-any', async () => {
    expect((await ask(api, { path: '/pets/7', method: 'PUT' })).route).toBe('ANY /pets/{id}')
  })
  it('route.http-stage is the first segment or $default', async () => {
    const staged = { ...api, stages: { $default: {}, dev: {} } }
    expect(eventOf(await ask(staged, '/dev/pets/7')).requestContext.stage).toBe('dev')
    expect(eventOf(await ask(staged, '/pets/7')).requestContext.stage).toBe('$default')
  })
  it('route.http-raw-path holds a named stage', async () => {
    const staged = { ...api, stages: { dev: {} } }
    expect(eventOf(await ask(staged, '/dev/pets/7')).rawPath).toBe('/dev/pets/7')
    expect(eventOf(await ask(api, '/pets/7')).rawPath).toBe('/pets/7')
  })
  it('route.http-trailing-slash stays in rawPath only', async () => {
    const event = eventOf(await ask(api, '/pets/7/'))
    expect(event.rawPath).toBe('/pets/7/')
    expect(event.pathParameters).toEqual({ id: '7' })
  })
  it('http.not-found is 404 without route or stage', async () => {
    const none = http({ 'GET /pets': 'ok' }, { stages: { dev: {} } })
    for (const path of ['/dev/none', '/none']) {
      const exchange = await ask(none, path)
      expect(statusOf(exchange)).toBe(404)
      expect(jsonOf(exchange)).toEqual({ message: 'Not Found' })
    }
  })
})

describe('stages', () => {
  const integration = proxy('${stageVariables.fn}')
  it('stagevar.in-uri is replaced, and a missing one in a host is 500', async () => {
    const api = one({ integration }, { stages: { prod: { variables: { fn: 'other' } } } })
    expect(bodyOf(await ask(api))).toBe('other')
    const uri = 'https://${stageVariables.host}/x'
    const broken = one({ integration: { type: 'HTTP_PROXY', uri } })
    expect(statusOf(await ask(broken))).toBe(500)
  })
  it('stagevar.null without variables', async () => {
    expect(eventOf(await ask(one())).stageVariables).toBeNull()
  })
  it('stagevar.value refuses other characters', () => {
    const api = one(method(), { stages: { prod: { variables: { a: 'ü' } } } })
    expect(() => world(api)).toThrow('stages.prod.variables.a')
  })
  it('limit.stage-variables are 100', () => {
    const variables = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`v${i}`, 'x']))
    expect(() => world(one(method(), { stages: { prod: { variables } } }))).toThrow('at most 100')
  })
  const canary = (percentTraffic: number) => ({
    prod: {
      variables: { a: '1', b: '1' },
      canary: { percentTraffic, stageVariableOverrides: { b: '2', c: '3' } },
    },
  })
  it('canary.variables are added or take their place', async () => {
    const api = one(method(), { stages: canary(100) })
    expect(eventOf(await ask(api)).stageVariables).toEqual({ a: '1', b: '2', c: '3' })
  })
  it('canary.flag is true or false', async () => {
    const stages = canary(0)
    const template = { 'application/json': '$context.isCanaryRequest' }
    const integration = mock({ responses: [{ statusCode: 200, responseTemplates: template }] })
    expect(bodyOf(await ask(one({ integration }, { stages })))).toBe('false')
    expect(bodyOf(await ask(one({ integration }, { stages: canary(100) })))).toBe('true')
  })
  it('canary.traffic is its share', async () => {
    const on = world(one(method(), { stages: canary(25) }))
    let hits = 0
    for (let i = 0; i < 400; i++)
      if ((await ask(on)).context instanceof Object && eventOf(await ask(on)).stageVariables.c)
        hits++
    expect(hits / 400).toBeGreaterThan(0.17)
    expect(hits / 400).toBeLessThan(0.33)
  })
  it('deploy.snapshot holds edits back until deployed', async () => {
    const on = world(one())
    on.edit(one(method('other')))
    expect(bodyOf(await ask(on))).toBe('ok')
    on.deploy('prod')
    expect(bodyOf(await ask(on))).toBe('other')
  })
  it('deploy.http-auto takes edits of $default at once', async () => {
    const on = world(http({ 'GET /x': 'ok' }))
    on.edit(http({ 'GET /x': 'other' }))
    expect(bodyOf(await ask(on, '/x'))).toBe('other')
  })
  it('stops at the route without touching what comes later', async () => {
    expect(stopped(await ask(one(), '/prod/none'))).toBe('rest.unknown-route')
  })
})
