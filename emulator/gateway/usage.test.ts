import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RestApi, RestMethod } from '../schema/api'
import type { MethodSetting, Throttle } from '../schema/stage'
import { takeToken } from './bucket'
import { FIGURES } from './fixtures/figures'
import {
  ask,
  bodyOf,
  custom,
  header,
  http,
  jsonOf,
  method,
  one,
  policy,
  proxy,
  rest,
  ruleOf,
  statusOf,
  stopped,
  world,
} from './fixtures/worlds'
import type { Bucket } from './memory'

const KEY = 'abcdefghijklmnopqrstuv'
const withKey = { headers: { 'x-api-key': KEY } }
const plan = (more = {}, api: Partial<RestApi> = {}) =>
  one(method('ok', { apiKeyRequired: true }), {
    apiKeys: { k: { value: KEY } },
    usagePlans: { p: { keys: ['k'], stages: ['prod', 'dev'], ...more } },
    stages: { prod: {}, dev: {} },
    ...api,
  })
const concurrent = { concurrent: true }
const get = { method: 'GET', path: '/prod/pets' }

describe('API keys', () => {
  it('key.missing, unknown or disabled is 403', async () => {
    for (const [request, api] of [
      [{}, plan()],
      [{ headers: { 'x-api-key': 'nobodys-key-nobodys-key' } }, plan()],
      [withKey, plan({}, { apiKeys: { k: { value: KEY, enabled: false } } })],
    ] as const) {
      const exchange = await ask(api, request)
      expect([statusOf(exchange), bodyOf(exchange)]).toEqual([403, '{"message":"Forbidden"}'])
    }
  })
  it('key.plan must hold key and stage', async () => {
    expect(statusOf(await ask(plan(), withKey))).toBe(200)
    expect(stopped(await ask(plan({ stages: ['dev'] }), withKey))).toBe('key.plan')
    expect(stopped(await ask(plan({ keys: [] }), withKey))).toBe('key.plan')
  })
  it('key.length is 20 to 128', () => {
    expect(() => world(plan({}, { apiKeys: { k: { value: 'short' } } }))).toThrow(
      'apiKeys.k.value: expected at least 20',
    )
  })
})

describe('throttling', () => {
  const limited = (throttle: Throttle) =>
    one(undefined, { stages: { prod: { settings: { '*/*': { throttle } } } } })
  it('throttle.bucket never grants more than rate × time + burst', () => {
    const gaps = fc.array(fc.nat({ max: 400 }), { maxLength: 200 })
    const throttle = fc.record({
      rate: fc.double({ min: 0, max: 50, noNaN: true }),
      burst: fc.integer({ min: 0, max: 20 }),
    })
    fc.assert(
      fc.property(throttle, gaps, (limit, waits) => {
        const buckets = new Map<string, Bucket>()
        let at = 0
        let granted = 0
        for (const wait of waits) {
          at += wait
          if (takeToken(buckets, 'b', limit, at)) granted++
        }
        return granted <= limit.rate * (at / 1000) + limit.burst + 0.01
      }),
    )
  })
  it('throttle.refused is 429', async () => {
    const on = world(limited({ rate: 1, burst: 2 }))
    const statuses = []
    for (let i = 0; i < 3; i++) statuses.push(statusOf(await on.handle(get, concurrent)))
    expect(statuses).toEqual([200, 200, 429])
    expect(bodyOf(await on.handle(get, concurrent))).toBe('{"message":"Too Many Requests"}')
    await on.advance(1_000)
    expect(statusOf(await on.handle(get, concurrent))).toBe(200)
  })
  it('throttle.fraction of a token a second', async () => {
    const on = world(limited({ rate: 0.5, burst: 1 }))
    await on.handle(get, concurrent)
    await on.advance(1_000)
    expect(statusOf(await on.handle(get, concurrent))).toBe(429)
    await on.advance(1_000)
    expect(statusOf(await on.handle(get, concurrent))).toBe(200)
  })
  it('throttle.order is key and method, key, stage, account', async () => {
    const told = async (api: RestApi) => {
      const on = world(api)
      await on.handle({ ...get, ...withKey }, concurrent)
      return (await on.handle({ ...get, ...withKey }, concurrent)).steps.find(
        (s) => s.verdict === 'stop',
      )?.because.sentence
    }
    const tight = { rate: 0, burst: 1 }
    const all = { throttle: tight, methodThrottles: { '/pets/GET': tight } }
    const stages = { prod: { settings: { '*/*': { throttle: tight } } } }
    expect(await told(plan(all))).toContain('key and method')
    expect(await told(plan({ throttle: tight }, { stages }))).toContain('of the key (')
    expect(await told(plan({}, { stages, accountThrottle: tight }))).toContain('stage or method')
    expect(await told(plan({}, { accountThrottle: tight }))).toContain('account')
  })
  it('throttle.no-later-tokens are taken by a refused request', async () => {
    const on = world(
      plan({ throttle: { rate: 1, burst: 1 } }, { accountThrottle: { rate: 0, burst: 2 } }),
    )
    const send = () => on.handle({ ...get, ...withKey }, concurrent)
    expect([statusOf(await send()), statusOf(await send())]).toEqual([200, 429])
    await on.advance(1_000)
    expect(statusOf(await send())).toBe(200)
  })
  it('throttle.account is 10,000 a second and 5,000 at once', async () => {
    expect([FIGURES.limits.accountRate, FIGURES.limits.accountBurst]).toEqual([10_000, 5_000])
    const on = world(one(undefined, { accountThrottle: { rate: 0, burst: 1 } }))
    await on.handle(get, concurrent)
    expect(statusOf(await on.handle(get, concurrent))).toBe(429)
  })
  it('throttle.no-retry-after', async () => {
    expect(header(await ask(limited({ rate: 0, burst: 0 })), 'Retry-After')).toBeUndefined()
  })
  it('throttle.http-route, stage and account', async () => {
    const tight = { throttle: { rate: 0, burst: 0 } }
    const api = http(
      { 'GET /a': 'ok', 'GET /b': 'ok' },
      { stages: { $default: { settings: { 'GET /a': tight } } } },
    )
    expect(statusOf(await ask(api, '/a'))).toBe(429)
    expect(statusOf(await ask(api, '/b'))).toBe(200)
  })
  it('http.throttled is 429', async () => {
    const exchange = await ask(
      http({ 'GET /a': 'ok' }, { accountThrottle: { rate: 0, burst: 0 } }),
      '/a',
    )
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([429, '{"message":"Too Many Requests"}'])
  })
})

describe('quotas', () => {
  const quota = (limit: number, more = {}) => ({
    quota: { limit, period: 'DAY' as const, ...more },
  })
  it('quota.exceeded is 429 Limit Exceeded', async () => {
    const on = world(plan(quota(1)))
    await ask(on, withKey)
    const exchange = await ask(on, withKey)
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([429, '{"message":"Limit Exceeded"}'])
  })
  it('quota.across-stages of the plan', async () => {
    const on = world(plan(quota(1)))
    await ask(on, withKey)
    expect(statusOf(await ask(on, { ...withKey, path: '/dev/pets' }))).toBe(429)
  })
  it('quota.offset lowers the first period', async () => {
    const on = world(plan(quota(3, { offset: 2 })))
    expect([statusOf(await ask(on, withKey)), statusOf(await ask(on, withKey))]).toEqual([200, 429])
    await on.advance(86_400_000)
    expect([statusOf(await ask(on, withKey)), statusOf(await ask(on, withKey))]).toEqual([200, 200])
  })
  it('quota.reset is at midnight UTC', async () => {
    const on = world(plan(quota(1)), { startAt: '2026-11-22T23:59:50Z' })
    await ask(on, withKey)
    expect(statusOf(await ask(on, withKey))).toBe(429)
    await on.advance(10_000)
    expect(statusOf(await ask(on, withKey))).toBe(200)
  })
  it('quota.throttled-free', async () => {
    const on = world(plan({ ...quota(2), throttle: { rate: 1, burst: 1 } }))
    const send = () => on.handle({ ...get, ...withKey }, concurrent)
    expect([statusOf(await send()), statusOf(await send())]).toEqual([200, 429])
    await on.advance(1_000)
    expect(statusOf(await send())).toBe(200)
  })
})

describe('response cache', () => {
  const cached = (more: Partial<RestMethod> = {}, settings: Record<string, MethodSetting> = {}) =>
    rest(
      { '/pets': { GET: { ...method(), ...more }, POST: method() } },
      { stages: { prod: { cache: { sizeGb: 0.5 }, settings } } },
    )
  const hit = async (on: ReturnType<typeof world>, request = {}) =>
    ruleOf(await ask(on, request), 'cache') === 'cache.hit-skips'
  it('cache.get-only unless a method says otherwise', async () => {
    const on = world(cached())
    await ask(on, { method: 'POST' })
    expect(ruleOf(await ask(on, { method: 'POST' }), 'cache')).toBe('cache.get-only')
    const off = world(
      cached(
        {},
        { '/pets/GET': { cachingEnabled: false }, '/pets/POST': { cachingEnabled: true } },
      ),
    )
    await ask(off, { method: 'POST' })
    expect(await hit(off, { method: 'POST' })).toBe(true)
    await ask(off)
    expect(await hit(off)).toBe(false)
  })
  it('cache.ttl is 300 s, 0 is not at all', async () => {
    const on = world(cached())
    await ask(on)
    await on.advance(299_000)
    expect(await hit(on)).toBe(true)
    await on.advance(2_000)
    expect(await hit(on)).toBe(false)
    const off = world(cached({}, { '*/*': { cacheTtlInSeconds: 0 } }))
    await ask(off)
    expect(await hit(off)).toBe(false)
  })
  it('cache.key holds the chosen parameters only', async () => {
    const on = world(
      cached({
        integration: proxy('ok', { cacheKeyParameters: ['method.request.querystring.a'] }),
      }),
    )
    await ask(on, '/prod/pets?a=1&b=1')
    expect(await hit(on, { path: '/prod/pets?a=1&b=2' })).toBe(true)
    expect(await hit(on, { path: '/prod/pets?a=2&b=1' })).toBe(false)
  })
  it('cache.size is 1 MiB', async () => {
    const on = world(cached({ integration: proxy('big') }), {
      answers: { big: { value: { body: 'x'.repeat(1024 * 1024 + 1) } } },
    })
    await ask(on)
    expect(await hit(on)).toBe(false)
  })
  it('cache.hit-skips the integration', async () => {
    const on = world(cached())
    await ask(on)
    on.updateFunction('ok', null)
    const exchange = await ask(on)
    expect([
      bodyOf(exchange),
      exchange.steps.find((s) => s.name === 'integration')?.verdict,
    ]).toEqual(['ok', 'skip'])
  })
  const authorized = () =>
    one(method('ok', { authorizationType: 'CUSTOM', authorizer: 'a' }), {
      stages: { prod: { cache: { sizeGb: 0.5 } } },
      authorizers: { a: { type: 'TOKEN', function: 'auth' } },
    })
  const allow = {
    answers: { auth: { value: { principalId: 'u', policyDocument: policy('Allow', '*') } } },
  }
  it('cache.user-mix gives the second user the first one s answer', async () => {
    const on = world(authorized(), allow)
    await ask(on, { headers: { Authorization: 'ann' } })
    expect(await hit(on, { headers: { Authorization: 'bob' } })).toBe(true)
  })
  it('step.authorizer-before-cache', async () => {
    const on = world(authorized(), allow)
    await ask(on, { headers: { Authorization: 'ann' } })
    const names = (await ask(on, { headers: { Authorization: 'ann' } })).steps.map((s) => s.name)
    expect(names.indexOf('authorizer')).toBeLessThan(names.indexOf('cache'))
  })
  const renew = { headers: { 'Cache-Control': 'max-age=0' } }
  it('cache.invalidate renews the entry if allowed', async () => {
    const on = world(cached({}, { '*/*': { requireAuthorizationForCacheControl: false } }))
    await ask(on)
    on.updateFunction('ok', { code: { kind: 'canned', value: { body: 'new' } } })
    expect(bodyOf(await ask(on, renew))).toBe('new')
    expect(bodyOf(await ask(on))).toBe('new')
  })
  it('cache.invalidate-denied by the strategy', async () => {
    const told = async (
      unauthorizedCacheControlHeaderStrategy: NonNullable<
        MethodSetting['unauthorizedCacheControlHeaderStrategy']
      >,
    ) => {
      const on = world(cached({}, { '*/*': { unauthorizedCacheControlHeaderStrategy } }))
      await ask(on)
      return ask(on, renew)
    }
    expect(statusOf(await told('FAIL_WITH_403'))).toBe(403)
    expect(header(await told('SUCCEED_WITH_RESPONSE_HEADER'), 'Warning')).toContain('199')
    expect(header(await told('SUCCEED_WITHOUT_RESPONSE_HEADER'), 'Warning')).toBeUndefined()
  })
  it('cache.errors are not kept', async () => {
    const on = world(cached({ integration: proxy('bad') }), {
      answers: { bad: { value: { statusCode: 404 } } },
    })
    await ask(on)
    expect(await hit(on)).toBe(false)
  })
})

describe('request validation', () => {
  const validators = { v: { validateRequestParameters: true, validateRequestBody: true } }
  const checked = (m: Partial<RestMethod>, more: Partial<RestApi> = {}) =>
    one(method('ok', { validator: 'v', ...m }), { validators, ...more })
  const required = (...names: string[]) => ({
    requestParameters: Object.fromEntries(names.map((name) => [`method.request.${name}`, true])),
  })
  const modelled = (schema: object, models = {}) =>
    checked(
      { requestModels: { 'application/json': 'M' } },
      { models: { M: { schema: schema as never }, ...models } },
    )
  const pet = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      age: { type: 'integer', minimum: 0, exclusiveMinimum: true },
    },
  }
  it('validate.parameters names the missing in key order', async () => {
    const exchange = await ask(checked(required('querystring.z', 'header.B', 'querystring.a')))
    expect([statusOf(exchange), jsonOf(exchange).message]).toEqual([
      400,
      'Missing required request parameters: [B, a, z]',
    ])
  })
  it('validate.blank counts as missing', async () => {
    expect(statusOf(await ask(checked(required('querystring.a')), '/prod/pets?a=%20'))).toBe(400)
  })
  it('validate.no-validator looks at nothing', async () => {
    expect(statusOf(await ask(one(method('ok', required('querystring.a')))))).toBe(200)
  })
  it('validate.unknown-path is always missing', async () => {
    expect(jsonOf(await ask(checked(required('path.id')))).message).toContain('[id]')
  })
  it('validate.case matters in queries only', async () => {
    expect(
      statusOf(await ask(checked(required('header.X-Own')), { headers: { 'x-own': '1' } })),
    ).toBe(200)
    expect(statusOf(await ask(checked(required('querystring.Own')), '/prod/pets?own=1'))).toBe(400)
  })
  it('validate.params-first', async () => {
    const api = checked(
      { ...required('querystring.a'), requestModels: { 'application/json': 'M' } },
      { models: { M: { schema: pet } } },
    )
    expect(jsonOf(await ask(api, { data: {} })).message).toContain('Missing required')
  })
  it('validate.body is 400', async () => {
    expect(statusOf(await ask(modelled(pet), { data: { name: 'Rex' } }))).toBe(200)
    expect(jsonOf(await ask(modelled(pet), { data: {} })).message).toBe('Invalid request body')
  })
  it('validate.model-by-type else $default else none', async () => {
    const api = (requestModels: Record<string, string>) =>
      checked({ requestModels }, { models: { M: { schema: pet } } })
    const text = { data: {}, headers: { 'Content-Type': 'text/plain' } }
    expect(statusOf(await ask(api({ 'application/json': 'M' }), text))).toBe(200)
    expect(statusOf(await ask(api({ $default: 'M' }), text))).toBe(400)
  })
  it('validate.empty-body is {}', async () => {
    expect(statusOf(await ask(modelled({ type: 'array' }), { method: 'POST' }))).toBe(400)
    expect(statusOf(await ask(modelled({ type: 'object' }), { method: 'POST' }))).toBe(200)
  })
  it('validate.draft4 combinators and null', async () => {
    const schema = {
      oneOf: [{ type: 'null' }, { allOf: [{ type: 'object' }, { not: { required: ['bad'] } }] }],
    }
    expect(statusOf(await ask(modelled(schema), { data: null }))).toBe(200)
    expect(statusOf(await ask(modelled(schema), { data: {} }))).toBe(200)
    expect(statusOf(await ask(modelled(schema), { data: { bad: 1 } }))).toBe(400)
  })
  it('validate.ref reaches models and definitions, a circle is refused', async () => {
    const other = { Other: { schema: { type: 'string' } } }
    const schema = {
      definitions: { n: { type: 'integer' } },
      type: 'object',
      properties: {
        n: { $ref: '#/definitions/n' },
        o: { $ref: 'https://apigateway.amazonaws.com/restapis/a1b2c3d4e5/models/Other' },
      },
    }
    expect(statusOf(await ask(modelled(schema, other), { data: { n: 1, o: 'x' } }))).toBe(200)
    expect(statusOf(await ask(modelled(schema, other), { data: { n: 'x' } }))).toBe(400)
    expect(statusOf(await ask(modelled(schema, other), { data: { o: 1 } }))).toBe(400)
    expect(() => world(modelled({ $ref: '#' }))).toThrow('models.M')
    const tree = { type: 'object', properties: { child: { $ref: '#' } } }
    expect(statusOf(await ask(modelled(tree), { data: { child: { child: {} } } }))).toBe(200)
  })
  it('validate.unsupported exclusiveMinimum is absent', async () => {
    expect(statusOf(await ask(modelled(pet), { data: { name: 'Rex', age: 0 } }))).toBe(200)
  })
  it('validate.unparsable', async () => {
    expect(jsonOf(await ask(modelled(pet), { method: 'POST', body: '{' })).message).toBe(
      'Invalid request body',
    )
  })
  it('validate.detail is in the gateway response', async () => {
    const template = '{"why":"$context.error.validationErrorString"}'
    const api = {
      ...modelled(pet),
      gatewayResponses: {
        BAD_REQUEST_BODY: { responseTemplates: { 'application/json': template } },
      },
    }
    expect(bodyOf(await ask(api, { data: {} }))).toBe(
      '{"why":"[object has missing required properties (["name"])]"}',
    )
  })
  it('step.key-before-validation', async () => {
    const api = checked({ ...required('querystring.a'), apiKeyRequired: true })
    expect(statusOf(await ask(api))).toBe(403)
  })
  it('step.throttle-after-key', async () => {
    expect(statusOf(await ask(plan({}, { accountThrottle: { rate: 0, burst: 0 } })))).toBe(403)
  })
  it('step.rest-order holds for a request that passes everything', async () => {
    const integration = custom('ok', { requestTemplates: { 'application/json': '{}' } })
    const api = {
      ...plan({ throttle: { rate: 1, burst: 1 }, quota: { limit: 9, period: 'DAY' as const } }),
      wafBlocks: ['192.0.2.1'],
      validators,
    }
    const m: RestMethod = { integration, apiKeyRequired: true, validator: 'v' }
    const exchange = await ask({ ...api, resources: { '/pets': { GET: m } } }, withKey)
    expect(exchange.steps.map((s) => s.name)).toEqual(
      'edge,waf,route,resource policy,authorizer,api key,throttle,quota,validator,cache,request mapping,integration,selection,response mapping,response headers'.split(
        ',',
      ),
    )
  })
})
