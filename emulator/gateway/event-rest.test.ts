import { describe, expect, it } from 'vitest'
import {
  ask,
  bodyOf,
  eventOf,
  header,
  method,
  mock,
  one,
  policy,
  proxy,
  rest,
  spying,
  statusOf,
  world,
} from './fixtures/worlds'

const bytes = (...values: number[]) => ({
  body: btoa(String.fromCharCode(...values)),
  isBase64Encoded: true,
})

describe('payload 1.0 of a REST API', () => {
  it('event.v1-keys are twelve without version', async () => {
    expect(Object.keys(eventOf(await ask(one()))).sort()).toEqual(
      'body headers httpMethod isBase64Encoded multiValueHeaders multiValueQueryStringParameters path pathParameters queryStringParameters requestContext resource stageVariables'.split(
        ' ',
      ),
    )
  })
  it('event.v1-null for what is absent', async () => {
    const event = eventOf(await ask(one()))
    for (const key of [
      'queryStringParameters',
      'multiValueQueryStringParameters',
      'pathParameters',
      'stageVariables',
      'body',
    ]) {
      expect(event[key]).toBeNull()
    }
  })
  it('event.v1-headers change two names, drop two, add five', async () => {
    const headers = {
      authorization: 'x',
      'user-agent': 'curl',
      'X-Own': '1',
      'Content-Length': '3',
      Connection: 'close',
    }
    const event = eventOf(await ask(one(), { headers, sourceIp: '192.0.2.1' }))
    expect(event.headers).toMatchObject({
      Authorization: 'x',
      'User-Agent': 'curl',
      'X-Own': '1',
      'X-Forwarded-For': '192.0.2.1',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    })
    expect(event.headers.Host).toBe('a1b2c3d4e5.execute-api.us-east-1.amazonaws.com')
    expect(event.headers['X-Amzn-Trace-Id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/)
    expect(Object.keys(event.headers)).not.toContain('Content-Length')
    expect(Object.keys(event.headers)).not.toContain('Connection')
  })
  it('event.v1-cloudfront at the edge only', async () => {
    const edge = eventOf(await ask(one(method(), { endpointType: 'EDGE' })))
    expect(edge.headers['CloudFront-Viewer-Country']).toBe('US')
    expect(edge.headers['X-Forwarded-For'].split(', ')).toHaveLength(2)
    expect(eventOf(await ask(one())).headers).not.toHaveProperty('Via')
  })
  it('event.v1-never-forwarded', async () => {
    const headers = {
      TE: 'trailers',
      Expect: '100-continue',
      Upgrade: 'h2c',
      'Max-Forwards': '3',
      'X-Own': '1',
    }
    const names = Object.keys(eventOf(await ask(one(), { headers })).headers)
    expect(names).toContain('X-Own')
    for (const name of ['TE', 'Expect', 'Upgrade', 'Max-Forwards'])
      expect(names).not.toContain(name)
  })
  it('event.v1-repeated-header last and all', async () => {
    const event = eventOf(await ask(one(), { headers: { 'X-A': ['1', '2'] } }))
    expect(event.headers['X-A']).toBe('2')
    expect(event.multiValueHeaders['X-A']).toEqual(['1', '2'])
  })
  it('event.v1-binary is base64', async () => {
    const api = one(method(), { binaryMediaTypes: ['image/png'] })
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'image/png' },
      ...bytes(0x89, 0x50),
    }
    expect(eventOf(await ask(api, request))).toMatchObject({ body: 'iVA=', isBase64Encoded: true })
  })
  it('event.v1-bad-utf8 becomes U+FFFD', async () => {
    const request = {
      method: 'POST',
      headers: { 'Content-Type': 'image/png' },
      ...bytes(0x41, 0xff),
    }
    expect(eventOf(await ask(one(), request))).toMatchObject({
      body: 'A\uFFFD',
      isBase64Encoded: false,
    })
  })
  it('event.v1-context has ids, times and a mostly null identity', async () => {
    const { requestContext } = eventOf(await ask(one()))
    expect(requestContext).toMatchObject({
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      httpMethod: 'GET',
      path: '/prod/pets',
      protocol: 'HTTP/1.1',
      requestTime: '22/Nov/2026:09:30:00 +0000',
      requestTimeEpoch: Date.parse('2026-11-22T09:30:00Z'),
      resourcePath: '/pets',
      stage: 'prod',
      domainPrefix: 'a1b2c3d4e5',
    })
    expect(requestContext.identity).toMatchObject({
      accessKey: null,
      sourceIp: '198.51.100.7',
      userArn: null,
      cognitoIdentityId: null,
    })
    expect(requestContext.identity).not.toHaveProperty('apiKey')
    expect(requestContext).not.toHaveProperty('authorizer')
  })
  it('event.v1-api-key appears when used', async () => {
    const api = one(method('ok', { apiKeyRequired: true }), {
      apiKeys: { k: { value: 'abcdefghijklmnopqrstuv' } },
      usagePlans: { p: { keys: ['k'], stages: ['prod'] } },
    })
    const { identity } = eventOf(
      await ask(api, { headers: { 'x-api-key': 'abcdefghijklmnopqrstuv' } }),
    ).requestContext
    expect(identity.apiKey).toBe('abcdefghijklmnopqrstuv')
    expect(identity.apiKeyId).toMatch(/^[a-z0-9]{10}$/)
  })
  it('event.v1-parameters-ignored', async () => {
    const integration = proxy('ok', {
      requestParameters: { 'integration.request.header.X-Mapped': "'1'" },
    })
    expect(eventOf(await ask(one({ integration }))).headers).not.toHaveProperty('X-Mapped')
  })
  it('event.token-authorizer has three keys', async () => {
    const { sent, makeInvoker } = spying({ principalId: 'u', policyDocument: policy('Allow', '*') })
    const api = one(method('ok', { authorizationType: 'CUSTOM', authorizer: 'a' }), {
      authorizers: { a: { type: 'TOKEN', function: 'auth' } },
    })
    await ask(world(api, { makeInvoker }), { headers: { Authorization: 't' } })
    expect(JSON.parse(sent[0] ?? '')).toEqual({
      type: 'TOKEN',
      methodArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/GET/pets',
      authorizationToken: 't',
    })
  })
  it('event.console-test has its own stage and identity and skips the guards', async () => {
    const guarded = method('ok', { authorizationType: 'AWS_IAM', apiKeyRequired: true })
    const exchange = await world(one(guarded)).test('/pets', 'GET', {})
    expect(eventOf(exchange)).toMatchObject({ headers: null, multiValueHeaders: null, body: null })
    expect(eventOf(exchange).requestContext).toMatchObject({
      stage: 'test-invoke-stage',
      path: '/pets',
      domainName: 'testPrefix.testDomainName',
      domainPrefix: 'testPrefix',
      identity: { apiKey: 'test-invoke-api-key', sourceIp: 'test-invoke-source-ip' },
    })
    expect(exchange.steps.some((s) => s.name === 'authorizer' || s.name === 'api key')).toBe(false)
  })
  it('event.console-test-path need not fit', async () => {
    const on = world(rest({ '/pets/{id}': { GET: method() } }))
    expect(
      eventOf(await on.test('/pets/{id}', 'GET', { path: '/else/where/x' })).pathParameters,
    ).toBeNull()
    expect(eventOf(await on.test('/pets/{id}', 'GET', {})).pathParameters).toEqual({ id: '{id}' })
  })
})

describe('what a proxy function may return', () => {
  const returns = (value: unknown, more = {}, request = {}) =>
    ask(one(method('f'), more), request, { answers: { f: { value: value as never } } })
  const malformed = async (value: unknown) => {
    const exchange = await returns(value)
    expect(statusOf(exchange)).toBe(502)
    expect(bodyOf(exchange)).toBe('{"message":"Internal server error"}')
    return exchange
  }
  it('proxy.unknown-key is 502', async () => {
    const exchange = await malformed({ statusCode: 200, data: 1 })
    expect(exchange.executionLog.join()).toContain('Malformed Lambda proxy response')
  })
  it('proxy.not-an-object is 502', async () => {
    for (const value of ['text', 7, null, [1]]) await malformed(value)
  })
  it('proxy.nothing-required', async () => {
    const exchange = await returns({})
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([200, ''])
  })
  it('proxy.status is a number or numeric text', async () => {
    expect(statusOf(await returns({ statusCode: '201' }))).toBe(201)
    await malformed({ statusCode: 'ok' })
    await malformed({ statusCode: 200.5 })
  })
  it('proxy.headers are texts and booleans', async () => {
    expect(header(await returns({ headers: { 'X-A': true, 'X-B': 'b' } }), 'X-A')).toBe('true')
    expect(statusOf(await returns({ headers: null }))).toBe(200)
    await malformed({ headers: { 'X-A': {} } })
    await malformed({ headers: 'x' })
  })
  it('proxy.number-header is accepted with a warning', async () => {
    const exchange = await returns({ headers: { 'X-A': 5 } })
    expect(header(exchange, 'X-A')).toBe('5')
    expect(exchange.warnings[0]?.rule).toBe('proxy.number-header')
  })
  it('proxy.multi-headers is an object of lists', async () => {
    expect(header(await returns({ multiValueHeaders: { 'X-A': ['1', '2'] } }), 'X-A')).toEqual([
      '1',
      '2',
    ])
    await malformed({ multiValueHeaders: { 'X-A': '1' } })
  })
  it('proxy.header-merge puts the multi values first', async () => {
    const exchange = await returns({
      headers: { 'x-a': '3' },
      multiValueHeaders: { 'X-A': ['1', '2'] },
    })
    expect(exchange.response?.headers['X-A']).toEqual(['1', '2', '3'])
  })
  it('proxy.body that is an object is 502, null is empty', async () => {
    await malformed({ statusCode: 200, body: { a: 1 } })
    expect(bodyOf(await returns({ body: null }))).toBe('')
  })
  const png = {
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    body: 'iVA=',
    isBase64Encoded: true,
  }
  it('proxy.base64 decodes by the first type of Accept', async () => {
    const more = { binaryMediaTypes: ['image/png'] }
    const decoded = await returns(png, more, { headers: { Accept: 'image/png, */*' } })
    expect(decoded.response).toMatchObject({ isBase64Encoded: true, body: 'iVA=' })
    const kept = await returns(png, more, { headers: { Accept: 'text/html, image/png' } })
    expect(kept.response).toMatchObject({ isBase64Encoded: false, body: 'iVA=' })
    expect((await returns(png, more)).response?.isBase64Encoded).toBe(false)
  })
  it('proxy.base64-wildcard', async () => {
    const decoded = async (types: string[], Accept: string) =>
      (await returns(png, { binaryMediaTypes: types }, { headers: { Accept } })).response
        ?.isBase64Encoded
    expect(await decoded(['image/*'], 'image/png')).toBe(true)
    expect(await decoded(['*/*'], 'image/png')).toBe(true)
    expect(await decoded(['*/png'], 'image/png')).toBe(false)
    expect(await decoded(['image/png'], 'image/*')).toBe(false)
    expect(await decoded(['image/png'], '*/*')).toBe(false)
  })
  it('proxy.base64-undecodable is 500', async () => {
    const exchange = await returns(
      { ...png, body: '%%%' },
      { binaryMediaTypes: ['*/*'] },
      { headers: { Accept: 'image/png' } },
    )
    expect(statusOf(exchange)).toBe(500)
  })
  it('proxy.remapped', async () => {
    const exchange = await returns({
      headers: { Date: 'x', Server: 's', Connection: 'c', 'Transfer-Encoding': 'chunked' },
    })
    expect(exchange.response?.headers).toMatchObject({
      'x-amzn-Remapped-Date': 'x',
      'x-amzn-Remapped-Server': 's',
    })
    expect(header(exchange, 'Transfer-Encoding')).toBeUndefined()
  })
  it('header.rest-content-type is JSON by default', async () => {
    expect(header(await returns({}), 'Content-Type')).toBe('application/json')
  })
})

describe('errors of the proxy integration', () => {
  it('rest.function-error is 502', async () => {
    const exchange = await ask(one(method('fails')))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      502,
      '{"message":"Internal server error"}',
    ])
    expect(header(exchange, 'x-amzn-ErrorType')).toBe('InternalServerErrorException')
  })
  it('rest.function-timeout is 502', async () => {
    expect(statusOf(await ask(one(method('hangs'))))).toBe(502)
  })
  it('rest.function-throttled is 502 and logged', async () => {
    const exchange = await ask(one(method('off')))
    expect(statusOf(exchange)).toBe(502)
    expect(exchange.executionLog.join()).toContain('429')
  })
  it('rest.no-permission is 500 with a log line', async () => {
    const exchange = await ask(one({ integration: proxy('ok', { permitted: false }) }))
    expect(statusOf(exchange)).toBe(500)
    expect(exchange.executionLog.join()).toContain('Invalid permissions on Lambda function')
  })
  it('rest.post-only', async () => {
    expect(statusOf(await ask(one({ integration: proxy('ok', { httpMethod: 'GET' }) })))).toBe(500)
  })
  it('rest.integration-timeout is 504 after 29 s', async () => {
    const exchange = await ask(one(method('slow')))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      504,
      '{"message":"Endpoint request timed out"}',
    ])
    expect(exchange.durationMs).toBeGreaterThanOrEqual(29_000)
    expect(exchange.durationMs).toBeLessThan(29_100)
  })
  it('limit.timeout can be raised, not below 50 ms, and not over 30 s for HTTP APIs', async () => {
    expect(
      statusOf(await ask(one({ integration: proxy('slow', { timeoutInMillis: 90_000 }) }))),
    ).toBe(200)
    expect(() => world(one({ integration: proxy('ok', { timeoutInMillis: 10 }) }))).toThrow(
      'at least 50',
    )
  })
  it('rest.too-large is 413', async () => {
    const exchange = await ask(one(), { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) })
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([413, '{"message":"Request Too Long"}'])
  })
  it('limit.headers are 10,240 bytes', async () => {
    expect(statusOf(await ask(one(), { headers: { 'X-Big': 'x'.repeat(10_241) } }))).toBe(431)
  })
  it('rest.waf-block is 403', async () => {
    const exchange = await ask(one(method(), { wafBlocks: ['198.51.100.0/24'] }))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([403, '{"message":"Forbidden"}'])
  })
  it('step.waf-first before the authorizer', async () => {
    const m = method('ok', { authorizationType: 'AWS_IAM' })
    const exchange = await ask(one(m, { wafBlocks: ['198.51.100.7'] }))
    expect(bodyOf(exchange)).toBe('{"message":"Forbidden"}')
    expect(exchange.steps.map((s) => s.name)).not.toContain('authorizer')
  })
  it('rest.arn-too-long is 414', async () => {
    const api = rest({ '/{proxy+}': { GET: method() } })
    expect(statusOf(await ask(api, `/prod/${'x'.repeat(1_600)}`))).toBe(414)
  })
})

describe('headers of the gateway', () => {
  it('header.rest-success', async () => {
    const exchange = await ask(one())
    expect(header(exchange, 'x-amzn-RequestId')).toMatch(/^[0-9a-f-]{36}$/)
    expect(header(exchange, 'x-amz-apigw-id')).toMatch(/=$/)
  })
  it('header.rest-error has a type and no trace', async () => {
    const exchange = await ask(one(), '/prod/none')
    expect(header(exchange, 'x-amzn-ErrorType')).toBeDefined()
    expect(header(exchange, 'Content-Type')).toBe('application/json')
    expect(header(exchange, 'X-Amzn-Trace-Id')).toBeUndefined()
  })
  it('header.trace-by-type', async () => {
    expect(header(await ask(one()), 'X-Amzn-Trace-Id')).toMatch(/^Root=/)
    expect(header(await ask(one({ integration: mock() })), 'X-Amzn-Trace-Id')).toBeUndefined()
  })
  it('header.trace-kept', async () => {
    const sent = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
    expect(
      header(await ask(one(), { headers: { 'X-Amzn-Trace-Id': sent } }), 'X-Amzn-Trace-Id'),
    ).toBe(sent)
  })
  it('header.trace-parent-made', async () => {
    const sent = 'Root=1-5759e988-bd862e3fe1be46a994272793'
    const got = header(
      await ask(one(), { headers: { 'X-Amzn-Trace-Id': sent } }),
      'X-Amzn-Trace-Id',
    )
    expect(got).toMatch(new RegExp(`^${sent};Parent=[0-9a-f]{16};Sampled=0$`))
  })
})
