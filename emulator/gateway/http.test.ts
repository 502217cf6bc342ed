import { describe, expect, it } from 'vitest'
import type { FunctionUrl } from '../schema/api'
import { asBrowser } from './browser'
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
  rest,
  statusOf,
  world,
} from './fixtures/worlds'

const echo = 'https://backend.example.com'
const data = { http: { [echo]: { echo: true } } }
const v1 = {
  integration: { type: 'AWS_PROXY' as const, function: 'f', payloadFormatVersion: '1.0' as const },
}
const api = http({ 'GET /a': 'f', 'POST /a': 'f', 'GET /p/{id}': 'f' })
const gives = (value: unknown) => ({ answers: { f: { value: value as never } } })
const returns = (value: unknown) => ask(api, '/a', gives(value))
const event = async (request: object, on = api) =>
  eventOf(await ask(on, { path: '/a', ...request }, gives('x')))

describe('payload 2.0', () => {
  it('event.v2-keys leaves out what is empty', async () => {
    expect(Object.keys(await event({})).sort()).toEqual([
      'headers',
      'isBase64Encoded',
      'rawPath',
      'rawQueryString',
      'requestContext',
      'routeKey',
      'version',
    ])
    const full = await event(
      { path: '/dev/a?x=1', method: 'POST', body: 'b', headers: { Cookie: 'c=1' } },
      { ...api, stages: { dev: { variables: { v: '1' } } } },
    )
    expect(full).toMatchObject({
      cookies: ['c=1'],
      queryStringParameters: { x: '1' },
      stageVariables: { v: '1' },
    })
  })
  it('event.v2-headers are lower-case, joined, without cookies', async () => {
    const { headers, cookies } = await event({ headers: { 'X-A': ['1', '2'], Cookie: 'a=1; b=2' } })
    expect(headers['x-a']).toBe('1,2')
    expect(headers).not.toHaveProperty('cookie')
    expect(cookies).toEqual(['a=1', 'b=2'])
  })
  it('event.v2-content-length is kept', async () => {
    expect((await event({ headers: { 'Content-Length': '3' } })).headers['content-length']).toBe(
      '3',
    )
  })
  it('event.v2-query is raw and decoded', async () => {
    const got = await event({ path: '/a?x=1&x=2&y=a%20b' })
    expect(got.rawQueryString).toBe('x=1&x=2&y=a%20b')
    expect(got.queryStringParameters).toEqual({ x: '1,2', y: 'a b' })
  })
  it('event.v2-path-decoded', async () => {
    expect((await event({ path: '/p/a%20b' })).pathParameters).toEqual({ id: 'a b' })
  })
  it('event.v2-text-types, all else is base64', async () => {
    const sent = (type?: string) =>
      event({ method: 'POST', body: 'a=1', headers: type ? { 'Content-Type': type } : {} })
    for (const type of [
      'text/csv',
      'application/json; charset=utf-8',
      'application/xml',
      'application/javascript',
    ]) {
      expect(await sent(type)).toMatchObject({ body: 'a=1', isBase64Encoded: false })
    }
    for (const type of ['application/x-www-form-urlencoded', 'image/png', undefined]) {
      expect(await sent(type)).toMatchObject({ body: 'YT0x', isBase64Encoded: true })
    }
  })
  it('event.http-v1 adds the version and decodes path parameters', async () => {
    const got = eventOf(
      await ask(http({ 'GET /p/{id}': v1 }), '/p/a%20b', gives({ statusCode: 200 })),
    )
    expect(got).toMatchObject({
      version: '1.0',
      pathParameters: { id: 'a b' },
      body: null,
      queryStringParameters: null,
    })
  })
  it('event.http-v1-header-case stays as received', async () => {
    const got = eventOf(
      await ask(
        http({ 'GET /a': v1 }),
        { path: '/a', headers: { 'X-OWN': '1' } },
        gives({ statusCode: 200 }),
      ),
    )
    expect(got.headers['X-OWN']).toBe('1')
  })
})

describe('format 2.0 answers', () => {
  it('infer.status-code is used as it is', async () => {
    const exchange = await returns({ statusCode: 201, headers: { 'X-A': '1' }, body: 'b' })
    expect([statusOf(exchange), bodyOf(exchange), header(exchange, 'x-a')]).toEqual([201, 'b', '1'])
  })
  it('infer.value is the body of a 200', async () => {
    const exchange = await returns({ a: [1] })
    expect([statusOf(exchange), bodyOf(exchange), header(exchange, 'content-type')]).toEqual([
      200,
      '{"a":[1]}',
      'application/json',
    ])
    expect(bodyOf(await returns('raw'))).toBe('raw')
    expect(bodyOf(await returns(7))).toBe('7')
  })
  it('infer.null is 200 and empty', async () => {
    expect([statusOf(await returns(null)), bodyOf(await returns(null))]).toEqual([200, ''])
  })
  it('infer.base64 always decodes', async () => {
    expect(bodyOf(await returns({ statusCode: 200, body: 'aGk=', isBase64Encoded: true }))).toBe(
      'hi',
    )
  })
  it('infer.cookies come before those of headers', async () => {
    const exchange = await returns({
      statusCode: 200,
      cookies: ['a=1', 'b=2'],
      headers: { 'Set-Cookie': 'c=3' },
    })
    expect(header(exchange, 'set-cookie')).toEqual(['a=1', 'b=2', 'c=3'])
  })
  it('infer.extra-keys are ignored', async () => {
    expect(statusOf(await returns({ statusCode: 200, extra: true }))).toBe(200)
  })
  it('infer.object-body is its JSON text with a warning', async () => {
    const exchange = await returns({ statusCode: 200, body: { a: 1 } })
    expect([bodyOf(exchange), exchange.warnings[0]?.rule]).toEqual(['{"a":1}', 'infer.object-body'])
  })
  it('infer.v1-needs-status', async () => {
    expect(statusOf(await ask(http({ 'GET /a': v1 }), '/a', gives({ body: 'x' })))).toBe(500)
    expect(statusOf(await ask(http({ 'GET /a': v1 }), '/a', gives({ statusCode: 204 })))).toBe(204)
  })
  it('header.v2-explicit-content-type is text', async () => {
    expect(header(await returns({ statusCode: 200, body: 'b' }), 'content-type')).toBe(
      'text/plain; charset=utf-8',
    )
  })
  it('header.http-request-id and nothing else', async () => {
    expect(Object.keys((await returns('x')).response?.headers ?? {})).toEqual([
      'content-type',
      'apigw-requestid',
    ])
  })
})

describe('errors of HTTP APIs', () => {
  const at = (name: string) => ask(http({ 'GET /a': name }), '/a')
  it('http.function-error is 500 with two capitals', async () => {
    expect([statusOf(await at('fails')), bodyOf(await at('fails'))]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ])
    const refused = {
      integration: { type: 'AWS_PROXY' as const, function: 'ok', permitted: false },
    }
    expect(statusOf(await ask(http({ 'GET /a': refused }), '/a'))).toBe(500)
  })
  it('http.timeout is 503', async () => {
    const exchange = await at('slow')
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      503,
      '{"message":"Service Unavailable"}',
    ])
  })
  it('http.throttled-function is 503', async () => {
    expect(statusOf(await at('off'))).toBe(503)
  })
  it('http.too-large is 413', async () => {
    const exchange = await ask(api, {
      path: '/a',
      method: 'POST',
      body: 'x'.repeat(10 * 1024 * 1024 + 1),
    })
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      413,
      '{"message":"Request Entity Too Large"}',
    ])
  })
  it('step.http-order is stage, route, authorizer, throttle, mapping, integration, answer', async () => {
    expect((await at('ok')).steps.map((s) => s.name)).toEqual([
      'edge',
      'route',
      'authorizer',
      'throttle',
      'request mapping',
      'integration',
      'response mapping',
      'response headers',
    ])
  })
})

describe('integrations of HTTP APIs', () => {
  it('map.http-api appends, overwrites and removes', async () => {
    const integration = {
      type: 'HTTP_PROXY' as const,
      uri: `${echo}/x`,
      requestParameters: {
        'append:header.x-a': '$request.querystring.q',
        'overwrite:path': '/pets/$request.path.id',
        'remove:querystring.q': "''",
        'overwrite:header.x-b': 'b',
      },
      responseParameters: {
        '200': { 'append:header.x-c': '$context.stage', 'overwrite:statuscode': '202' },
      },
    }
    const exchange = await ask(
      http({ 'GET /p/{id}': { integration } }),
      { path: '/p/7?q=1', headers: { 'X-B': 'a' } },
      { data },
    )
    expect(jsonOf(exchange)).toMatchObject({
      url: `${echo}/pets/7`,
      headers: { 'x-a': '1', 'x-b': 'b' },
    })
    expect([statusOf(exchange), header(exchange, 'x-c')]).toEqual([202, '$default'])
  })
  it('service.http-subtype sends mapped parameters', async () => {
    const integration = {
      type: 'AWS_PROXY' as const,
      subtype: 'SQS-SendMessage',
      requestParameters: { QueueUrl: 'work', MessageBody: '$request.body.text' },
    }
    const exchange = await ask(
      http({ 'POST /a': { integration } }),
      { path: '/a', data: { text: 'hi' } },
      { data: { queues: { work: {} } } },
    )
    expect(jsonOf(exchange).MessageId).toBeDefined()
    expect(eventOf(exchange).MessageBody).toBe('hi')
  })
})

describe('CORS', () => {
  const cors = {
    allowOrigins: ['https://app.example.com'],
    allowMethods: ['PUT'],
    allowHeaders: ['x-own'],
    maxAge: 60,
    allowCredentials: true,
  }
  const crossed = http({ 'GET /a': 'f', 'PUT /a': 'f' }, { cors })
  const preflight = (origin = 'https://app.example.com', path = '/none') => ({
    method: 'OPTIONS',
    path,
    headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT' },
  })
  it('cors.http-preflight is 204, route or not', async () => {
    const exchange = await ask(crossed, preflight())
    expect(statusOf(exchange)).toBe(204)
    expect(header(exchange, 'access-control-allow-methods')).toBe('PUT')
  })
  it('cors.http-headers are added and the backend s ignored', async () => {
    const value = { statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }
    const exchange = await ask(
      crossed,
      { path: '/a', headers: { Origin: 'https://app.example.com' } },
      gives(value),
    )
    expect(header(exchange, 'access-control-allow-origin')).toBe('https://app.example.com')
    expect(
      header(await ask(crossed, '/a', gives(value)), 'access-control-allow-origin'),
    ).toBeUndefined()
  })
  it('cors.http-foreign-origin gets no headers', async () => {
    const exchange = await ask(crossed, preflight('https://evil.example.com'))
    expect([statusOf(exchange), header(exchange, 'access-control-allow-origin')]).toEqual([
      204,
      undefined,
    ])
  })
  it('cors.http-credentials with * is refused', () => {
    expect(() =>
      world(http({}, { cors: { allowOrigins: ['*'], allowCredentials: true } })),
    ).toThrow('cors.allowOrigins')
  })
  it('cors.http-max-age', async () => {
    expect(header(await ask(crossed, preflight()), 'access-control-max-age')).toBe('60')
  })
  it('cors.http-vary', async () => {
    expect(header(await ask(crossed, '/a', gives('x')), 'vary')).toBe('Origin')
  })
  it('cors.http-no-config lets a preflight reach $default and its authorizer', async () => {
    const guarded = http(
      {
        $default: {
          integration: { type: 'AWS_PROXY', function: 'ok' },
          authorizationType: 'JWT',
          authorizer: 'j',
        },
      },
      { authorizers: { j: { type: 'JWT', issuer: 'https://i', audience: ['a'] } } },
    )
    expect(statusOf(await ask(guarded, preflight()))).toBe(401)
  })
  it('cors.rest-nothing is added by itself', async () => {
    const exchange = await ask(one(), { headers: { Origin: 'https://app.example.com' } })
    expect(header(exchange, 'access-control-allow-origin')).toBeUndefined()
    expect(statusOf(await ask(one(), preflight(undefined, '/prod/pets')))).toBe(403)
  })
  const options = mock({
    responses: [
      {
        statusCode: 200,
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'*'",
          'method.response.header.Access-Control-Allow-Methods': "'PUT'",
        },
      },
    ],
  })
  const withOptions = (more = {}, integration = options) =>
    rest({ '/pets': { PUT: method('f'), GET: method('f'), OPTIONS: { integration } } }, more)
  it('cors.rest-mock answers a preflight', async () => {
    const exchange = await ask(withOptions(), preflight(undefined, '/prod/pets'))
    expect([statusOf(exchange), header(exchange, 'Access-Control-Allow-Origin')]).toEqual([
      200,
      '*',
    ])
  })
  it('cors.binary-mock breaks unless CONVERT_TO_TEXT', async () => {
    const more = { binaryMediaTypes: ['*/*'] }
    expect(statusOf(await ask(withOptions(more), preflight(undefined, '/prod/pets')))).toBe(500)
    const fixed = withOptions(more, { ...options, contentHandling: 'CONVERT_TO_TEXT' })
    expect(statusOf(await ask(fixed, preflight(undefined, '/prod/pets')))).toBe(200)
  })
  it('cors.browser sends a preflight and hides the answer', async () => {
    const origin = 'https://app.example.com'
    const silent = await asBrowser(world(withOptions(), gives({ statusCode: 200 })), origin, {
      method: 'GET',
      path: '/prod/pets',
    })
    expect(silent.preflight).toBeNull()
    expect([silent.exchange?.response?.status, silent.blocked]).toEqual([
      200,
      'No Access-Control-Allow-Origin header is present.',
    ])
    const good = await asBrowser(
      world(
        withOptions(),
        gives({ statusCode: 200, headers: { 'Access-Control-Allow-Origin': '*' } }),
      ),
      origin,
      { method: 'PUT', path: '/prod/pets' },
    )
    expect([good.preflight?.response?.status, good.blocked]).toEqual([200, null])
    const bad = await asBrowser(world(one()), origin, { method: 'DELETE', path: '/prod/pets' })
    expect([bad.exchange, bad.blocked]).toEqual([null, 'The preflight was answered with 403.'])
  })
})

describe('function URLs', () => {
  const url = (more: Partial<FunctionUrl> = {}): FunctionUrl => ({
    type: 'FUNCTION_URL',
    id: 'u1u2u3u4u5',
    function: 'f',
    ...more,
  })
  it('url.event is payload 2.0 and answers are inferred', async () => {
    const exchange = await ask(url(), '/x?a=1', gives({ a: 1 }))
    expect(eventOf(exchange)).toMatchObject({ version: '2.0', rawPath: '/x', routeKey: '$default' })
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([200, '{"a":1}'])
  })
  it('url.function-error is 502 with text', async () => {
    const exchange = await ask(url({ function: 'fails' }), '/')
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([502, 'Internal Server Error'])
  })
  it('url.forbidden is 403 with the long message', async () => {
    const exchange = await ask(url({ authType: 'AWS_IAM' }), '/')
    expect(statusOf(exchange)).toBe(403)
    expect(jsonOf(exchange).Message).toMatch(/^Forbidden\. For troubleshooting Function URL/)
  })
  it('url.two-grants are needed', async () => {
    expect(
      statusOf(await ask(url({ grants: ['lambda:InvokeFunctionUrl'] }), '/', gives('x'))),
    ).toBe(403)
    expect(statusOf(await ask(url(), '/', gives('x')))).toBe(200)
  })
  it('url.multipart is base64', async () => {
    const request = {
      method: 'POST',
      path: '/',
      body: '--x',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
    }
    expect(eventOf(await ask(url(), request, gives('x')))).toMatchObject({
      body: 'LS14',
      isBase64Encoded: true,
    })
  })
  it('url.cors answers preflights', async () => {
    const request = {
      method: 'OPTIONS',
      path: '/',
      headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT' },
    }
    expect(
      header(
        await ask(url({ cors: { allowOrigins: ['*'] } }), request),
        'access-control-allow-origin',
      ),
    ).toBe('*')
  })
})
