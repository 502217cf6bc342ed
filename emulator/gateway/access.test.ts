import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { HttpApi, RestApi } from '../schema/api'
import type { Principal } from '../schema/backends'
import type { HttpRequest } from '../schema/http'
import {
  ask,
  bodyOf,
  type Extra,
  eventOf,
  header,
  http,
  jsonOf,
  method,
  one,
  policy,
  rest,
  ruleOf,
  START,
  spying,
  statusOf,
  stopped,
  world,
} from './fixtures/worlds'
import { signatureFor } from './sigv4'

const ARN = 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod'
const allow = (resource: string | string[] = '*', more = {}) => ({
  principalId: 'user',
  policyDocument: policy('Allow', resource),
  ...more,
})
const deny = { principalId: 'user', policyDocument: policy('Deny', '*') }
const guarded = (
  authorizer: NonNullable<RestApi['authorizers']>[string],
  more: Partial<RestApi> = {},
) =>
  one(method('ok', { authorizationType: 'CUSTOM', authorizer: 'a' }), {
    authorizers: { a: authorizer },
    ...more,
  })
const token = (more = {}) => guarded({ type: 'TOKEN', function: 'auth', ...more })
const request = (more = {}) =>
  guarded({
    type: 'REQUEST',
    function: 'auth',
    identitySource: 'method.request.header.X-A',
    ...more,
  })
const gives = (value: unknown): Extra => ({ answers: { auth: { value: value as never } } })
const bearer = { headers: { Authorization: 't' } }

describe('Lambda authorizers of REST APIs', () => {
  it('auth.missing-token is 401 without a call', async () => {
    const exchange = await ask(token(), {}, gives(allow()))
    expect([statusOf(exchange), bodyOf(exchange), exchange.invocations.length]).toEqual([
      401,
      '{"message":"Unauthorized"}',
      0,
    ])
    expect(stopped(exchange)).toBe('auth.missing-token')
  })
  it('auth.token-pattern must match the whole token', async () => {
    const api = token({ identityValidationExpression: 'Bearer .+' })
    expect(
      stopped(await ask(api, { headers: { Authorization: 'xBearer y' } }, gives(allow()))),
    ).toBe('auth.token-pattern')
    expect(
      statusOf(await ask(api, { headers: { Authorization: 'Bearer y' } }, gives(allow()))),
    ).toBe(200)
  })
  it('auth.request-sources are needed with caching only', async () => {
    expect(statusOf(await ask(request(), {}, gives(allow())))).toBe(401)
    expect(statusOf(await ask(request({ resultTtlInSeconds: 0 }), {}, gives(allow())))).toBe(200)
  })
  it('auth.unauthorized is the exact word', async () => {
    const thrown = (errorMessage: string) =>
      ask(token(), bearer, { answers: { auth: { error: { errorType: 'Error', errorMessage } } } })
    expect(statusOf(await thrown('Unauthorized'))).toBe(401)
    expect(statusOf(await thrown('unauthorized'))).toBe(500)
  })
  it('auth.failure is 500 with message null', async () => {
    for (const extra of [
      gives('x'),
      gives({ principalId: 'u' }),
      { answers: { auth: { fate: 'hang' as const } } },
    ]) {
      const exchange = await ask(token(), bearer, extra)
      expect([statusOf(exchange), bodyOf(exchange)]).toEqual([500, '{"message":null}'])
      expect(header(exchange, 'x-amzn-ErrorType')).toBe('AuthorizerConfigurationException')
    }
  })
  it('auth.explicit-deny', async () => {
    const exchange = await ask(token(), bearer, gives(deny))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny"}',
    ])
  })
  it('auth.implicit-deny', async () => {
    const exchange = await ask(token(), bearer, gives(allow(`${ARN}/GET/other`)))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      403,
      '{"Message":"User is not authorized to access this resource"}',
    ])
  })
  it('auth.principal-id is required', async () => {
    expect(
      stopped(await ask(token(), bearer, gives({ policyDocument: policy('Allow', '*') }))),
    ).toBe('auth.principal-id')
  })
  it('auth.context-strings', async () => {
    const event = eventOf(
      await ask(token(), bearer, gives(allow('*', { context: { n: 1, b: true, s: 'x' } }))),
    )
    expect(event.requestContext.authorizer).toMatchObject({ n: '1', b: 'true', s: 'x' })
  })
  it('auth.context-flat refuses objects', async () => {
    expect(stopped(await ask(token(), bearer, gives(allow('*', { context: { o: {} } }))))).toBe(
      'auth.context-flat',
    )
  })
  it('auth.result-size is 8 KB', async () => {
    expect(
      stopped(
        await ask(token(), bearer, gives(allow('*', { context: { big: 'x'.repeat(8_200) } }))),
      ),
    ).toBe('auth.result-size')
  })
  it('policy.resource-length is 512 characters', async () => {
    expect(stopped(await ask(token(), bearer, gives(allow('x'.repeat(513)))))).toBe(
      'policy.resource-length',
    )
  })
  it('auth.event-authorizer holds principal, latency and context', async () => {
    const event = eventOf(
      await ask(token(), bearer, gives(allow('*', { context: { tenant: 'a' } }))),
    )
    expect(event.requestContext.authorizer).toEqual({
      principalId: 'user',
      integrationLatency: 10,
      tenant: 'a',
    })
  })
  const keyed = {
    apiKeys: { k: { value: 'abcdefghijklmnopqrstuv' } },
    usagePlans: { p: { keys: ['k'], stages: ['prod'] } },
    apiKeySource: 'AUTHORIZER' as const,
  }
  const keyedApi = () =>
    one(method('ok', { authorizationType: 'CUSTOM', authorizer: 'a', apiKeyRequired: true }), {
      ...keyed,
      authorizers: { a: { type: 'TOKEN', function: 'auth' } },
    })
  it('auth.usage-key comes from the authorizer', async () => {
    expect(
      statusOf(
        await ask(
          keyedApi(),
          bearer,
          gives(allow('*', { usageIdentifierKey: 'abcdefghijklmnopqrstuv' })),
        ),
      ),
    ).toBe(200)
  })
  it('key.source-authorizer ignores the header', async () => {
    const headers = { ...bearer.headers, 'x-api-key': 'abcdefghijklmnopqrstuv' }
    expect(statusOf(await ask(keyedApi(), { headers }, gives(allow())))).toBe(403)
  })
  it('event.request-authorizer has no body and {} for absent maps', async () => {
    const { sent, makeInvoker } = spying(allow())
    const headers = { 'X-A': '1', 'Content-Length': '1' }
    await ask(world(request(), { makeInvoker }), { method: 'POST', body: 'x', headers })
    const event = JSON.parse(sent[0] ?? '')
    expect(event).toMatchObject({
      type: 'REQUEST',
      methodArn: `${ARN}/POST/pets`,
      resource: '/pets',
      queryStringParameters: {},
      pathParameters: {},
      stageVariables: {},
    })
    expect(event.headers['Content-Length']).toBe('1')
    expect(event).not.toHaveProperty('body')
  })
  it('event.method-arn has the request path', async () => {
    const m = method('ok', { authorizationType: 'CUSTOM', authorizer: 'a' })
    const api = rest(
      { '/pets/{id}': { GET: m } },
      { authorizers: { a: { type: 'TOKEN', function: 'auth' } } },
    )
    expect(
      statusOf(
        await ask(api, { path: '/prod/pets/7', ...bearer }, gives(allow(`${ARN}/GET/pets/7`))),
      ),
    ).toBe(200)
  })
  const two = rest(
    {
      '/a': { GET: method('ok', { authorizationType: 'CUSTOM', authorizer: 'g' }) },
      '/b': { GET: method('ok', { authorizationType: 'CUSTOM', authorizer: 'g' }) },
    },
    { authorizers: { g: { type: 'TOKEN', function: 'auth' } } },
  )
  it('auth.cache-policy denies the next path with a narrow policy', async () => {
    const on = world(two, gives(allow(`${ARN}/GET/a`)))
    expect(statusOf(await ask(on, { path: '/prod/a', ...bearer }))).toBe(200)
    const exchange = await ask(on, { path: '/prod/b', ...bearer })
    expect([statusOf(exchange), stopped(exchange)]).toEqual([403, 'auth.cache-policy'])
  })
  it('auth.cache-key is the identity', async () => {
    const on = world(token(), gives(allow()))
    await ask(on, bearer)
    expect(ruleOf(await ask(on, { headers: { Authorization: 'u' } }), 'authorizer')).toBe(
      'auth.event-authorizer',
    )
    expect(ruleOf(await ask(on, bearer), 'authorizer')).toBe('auth.cache-policy')
  })
  it('auth.cache-ttl is 300 s unless told', async () => {
    const on = world(token(), gives(allow()))
    await ask(on, bearer)
    await on.advance(299_000)
    expect(ruleOf(await ask(on, bearer), 'authorizer')).toBe('auth.cache-policy')
    await on.advance(2_000)
    expect(ruleOf(await ask(on, bearer), 'authorizer')).toBe('auth.event-authorizer')
    const off = world(token({ resultTtlInSeconds: 0 }), gives(allow()))
    await ask(off, bearer)
    expect(ruleOf(await ask(off, bearer), 'authorizer')).toBe('auth.event-authorizer')
    expect(() => world(token({ resultTtlInSeconds: 3_601 }))).toThrow('at most 3600')
  })
  it('auth.cache-failures are not kept', async () => {
    const on = world(token(), gives('bad'))
    expect(statusOf(await ask(on, bearer))).toBe(500)
    on.updateFunction('auth', { code: { kind: 'canned', value: allow() } })
    expect(statusOf(await ask(on, bearer))).toBe(200)
  })
  it('auth.cache-deploy does not flush, flushing does', async () => {
    const on = world(token(), gives(allow()))
    await ask(on, bearer)
    on.deploy('prod')
    expect(ruleOf(await ask(on, bearer), 'authorizer')).toBe('auth.cache-policy')
    on.flushAuthorizers()
    expect(ruleOf(await ask(on, bearer), 'authorizer')).toBe('auth.event-authorizer')
  })
})

describe('Lambda authorizers of HTTP APIs', () => {
  const api = (more = {}, routes = ['GET /a', 'GET /b']): HttpApi =>
    http(
      Object.fromEntries(
        routes.map((key) => [
          key,
          {
            integration: { type: 'AWS_PROXY', function: 'ok' },
            authorizationType: 'CUSTOM',
            authorizer: 'g',
          },
        ]),
      ),
      {
        authorizers: {
          g: { type: 'REQUEST', function: 'auth', enableSimpleResponses: true, ...more } as never,
        },
      },
    )
  const at = (path = '/a') => ({ path, headers: { Authorization: 'Bearer t' } })
  it('auth.http-missing is 401 without a call', async () => {
    expect(stopped(await ask(api(), '/a', gives({ isAuthorized: true })))).toBe('auth.http-missing')
  })
  it('auth.http-simple needs a boolean', async () => {
    expect(statusOf(await ask(api(), at(), gives({ isAuthorized: true })))).toBe(200)
    const denied = await ask(api(), at(), gives({ isAuthorized: false }))
    expect([statusOf(denied), bodyOf(denied)]).toEqual([403, '{"message":"Forbidden"}'])
    expect(statusOf(await ask(api(), at(), gives({ isAuthorized: 'true' })))).toBe(500)
  })
  it('auth.http-policy decides without simple responses', async () => {
    const arn = 'arn:aws:execute-api:us-east-1:123456789012:h1h2h3h4h5/$default/GET/a'
    const more = { enableSimpleResponses: false }
    expect(statusOf(await ask(api(more), at(), gives(allow(arn))))).toBe(200)
    expect(statusOf(await ask(api(more), at('/b'), gives(allow(arn))))).toBe(403)
  })
  it('auth.http-failure is 500', async () => {
    const exchange = await ask(api({ function: 'fails' }), at())
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      500,
      '{"message":"Internal Server Error"}',
    ])
  })
  it('auth.http-cache serves all routes unless the route key is a source', async () => {
    const more = { resultTtlInSeconds: 300 }
    const on = world(api(more), gives({ isAuthorized: true }))
    await ask(on, at())
    expect(ruleOf(await ask(on, at('/b')), 'authorizer')).toBe('auth.http-cache')
    const keyed = world(
      api({ ...more, identitySource: ['$request.header.Authorization', '$context.routeKey'] }),
      gives({ isAuthorized: true }),
    )
    await ask(keyed, at())
    expect(ruleOf(await ask(keyed, at('/b')), 'authorizer')).toBe('auth.http-simple')
    const off = world(api(), gives({ isAuthorized: true }))
    await ask(off, at())
    expect(ruleOf(await ask(off, at()), 'authorizer')).toBe('auth.http-simple')
  })
  it('auth.http-context keeps types, null without', async () => {
    const full = eventOf(
      await ask(api(), at(), gives({ isAuthorized: true, context: { n: 1, o: { a: true } } })),
    )
    expect(full.requestContext.authorizer).toEqual({ lambda: { n: 1, o: { a: true } } })
    expect(
      eventOf(await ask(api(), at(), gives({ isAuthorized: true }))).requestContext.authorizer,
    ).toEqual({ lambda: null })
  })
  it('event.v2-authorizer is there only with one', async () => {
    expect(eventOf(await ask(http({ 'GET /a': 'ok' }), '/a')).requestContext).not.toHaveProperty(
      'authorizer',
    )
    expect(
      eventOf(await ask(api(), at(), gives({ isAuthorized: true }))).requestContext,
    ).toHaveProperty('authorizer')
  })
  const input = async (payloadFormatVersion: string) => {
    const { sent, makeInvoker } = spying(deny)
    const identitySource = ['$request.header.Authorization', '$request.querystring.q']
    const guardedApi = api({ enableSimpleResponses: false, identitySource, payloadFormatVersion })
    await ask(world(guardedApi, { makeInvoker }), { ...at('/a?q=1'), body: 'x' })
    return JSON.parse(sent[0] ?? '')
  }
  it('event.http-authorizer has routeArn and identitySource in order, no body', async () => {
    const event = await input('2.0')
    expect(event).toMatchObject({
      version: '2.0',
      type: 'REQUEST',
      routeKey: 'GET /a',
      identitySource: ['Bearer t', '1'],
    })
    expect(event.routeArn).toBe(
      'arn:aws:execute-api:us-east-1:123456789012:h1h2h3h4h5/$default/GET/a',
    )
    expect(event).not.toHaveProperty('body')
    expect(event).not.toHaveProperty('isBase64Encoded')
  })
  it('event.http-authorizer-v1 joins the identity sources', async () => {
    const event = await input('1.0')
    expect(event).toMatchObject({
      version: '1.0',
      type: 'REQUEST',
      identitySource: 'Bearer t,1',
      authorizationToken: 'Bearer t,1',
      stageVariables: {},
    })
  })
})

describe('tokens', () => {
  const issuer = 'https://issuer.example.com'
  let sign: (claims: Record<string, unknown>, alg?: string) => Promise<string>
  let issuers: Record<string, { keys: never[] }>
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    issuers = {
      [issuer]: { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' }] as never[] },
    }
    sign = (claims, alg = 'RS256') => {
      const key =
        alg === 'HS256'
          ? new TextEncoder().encode('secret-secret-secret-secret-secret')
          : privateKey
      return new SignJWT({ iss: issuer, aud: 'app', exp: START / 1000 + 60, ...claims })
        .setProtectedHeader({ alg, kid: 'k1' })
        .sign(key)
    }
  })
  const api = (authorizationScopes?: string[]): HttpApi =>
    http(
      {
        'GET /a': {
          integration: { type: 'AWS_PROXY', function: 'ok' },
          authorizationType: 'JWT',
          authorizer: 'j',
          ...(authorizationScopes && { authorizationScopes }),
        },
      },
      { authorizers: { j: { type: 'JWT', issuer, audience: ['app'] } } },
    )
  const with_ = async (
    claims: Record<string, unknown>,
    scopes?: string[],
    prefix = 'Bearer ',
    alg?: string,
  ) =>
    ask(
      api(scopes),
      { path: '/a', headers: { Authorization: prefix + (await sign(claims, alg)) } },
      { issuers },
    )

  it('jwt.valid needs signature, issuer, audience or client_id, and times', async () => {
    expect(statusOf(await with_({}))).toBe(200)
    expect(statusOf(await with_({ aud: undefined, client_id: 'app' }))).toBe(200)
    expect(statusOf(await with_({ nbf: START / 1000 + 30 }))).toBe(401)
    expect(statusOf(await with_({ iat: START / 1000 + 30 }))).toBe(401)
    const forged = `${(await sign({})).slice(0, -8)}AAAAAAAA`
    expect(
      statusOf(await ask(api(), { path: '/a', headers: { Authorization: forged } }, { issuers })),
    ).toBe(401)
  })
  it('jwt.bearer-optional', async () => {
    expect(statusOf(await with_({}, undefined, ''))).toBe(200)
  })
  it('jwt.rsa-only', async () => {
    expect(statusOf(await with_({}, undefined, 'Bearer ', 'HS256'))).toBe(401)
  })
  it('jwt.invalid is 401 with www-authenticate', async () => {
    const exchange = await with_({ exp: START / 1000 - 1 }, ['read'])
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([401, '{"message":"Unauthorized"}'])
    expect(header(exchange, 'www-authenticate')).toBe(
      'Bearer scope="read" error="invalid_token" error_description="the token has expired"',
    )
  })
  it('jwt.reason-audience', async () => {
    expect(header(await with_({ aud: 'x' }), 'www-authenticate')).toContain(
      'the token does not have a valid audience',
    )
  })
  it('jwt.reason-others', async () => {
    expect(header(await with_({ iss: 'https://x.example' }), 'www-authenticate')).toContain(
      'the token does not have a valid issuer',
    )
  })
  it('jwt.scope missing is 403', async () => {
    expect(statusOf(await with_({ scope: 'read' }, ['write', 'read']))).toBe(200)
    const exchange = await with_({ scope: 'read' }, ['write'])
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([403, '{"message":"Forbidden"}'])
  })
  it('jwt.scope-header says insufficient_scope', async () => {
    expect(header(await with_({}, ['write']), 'www-authenticate')).toContain('insufficient_scope')
  })
  it('event.v2-claims travel as text', async () => {
    const event = eventOf(await with_({ n: 1, b: true, list: ['a', 'b'], o: { x: 1 }, none: null }))
    expect(event.requestContext.authorizer.jwt.claims).toMatchObject({
      n: '1',
      b: 'true',
      list: '[a b]',
      o: '{"x":1}',
    })
    expect(event.requestContext.authorizer.jwt.claims).not.toHaveProperty('none')
  })
  it('event.v2-scopes are null or the whole list', async () => {
    expect(eventOf(await with_({ scope: 'a b' })).requestContext.authorizer.jwt.scopes).toBeNull()
    expect(
      eventOf(await with_({ scope: 'a b' }, ['b'])).requestContext.authorizer.jwt.scopes,
    ).toEqual(['a', 'b'])
  })
  const pool = (authorizationScopes?: string[], more: Partial<RestApi> = {}) =>
    one(
      method('ok', {
        authorizationType: 'COGNITO_USER_POOLS',
        authorizer: 'c',
        ...(authorizationScopes && { authorizationScopes }),
      }),
      { authorizers: { c: { type: 'COGNITO_USER_POOLS', issuers: [issuer] } }, ...more },
    )
  const withPool = async (claims: Record<string, unknown>, scopes?: string[], more = {}) =>
    ask(
      pool(scopes, more),
      { headers: { Authorization: await sign({ token_use: 'id', ...claims }) } },
      { issuers },
    )
  it('cognito.unauthorized', async () => {
    expect(bodyOf(await ask(pool(), {}, { issuers }))).toBe('{"message":"Unauthorized"}')
    expect(statusOf(await withPool({ iss: 'https://x.example' }))).toBe(401)
  })
  it('cognito.expired has its own message', async () => {
    expect(bodyOf(await withPool({ exp: START / 1000 - 1 }))).toBe(
      '{"message":"The incoming token has expired"}',
    )
  })
  it('cognito.token-use is id without scopes, access with them', async () => {
    expect(statusOf(await withPool({}))).toBe(200)
    expect(statusOf(await withPool({ token_use: 'access' }))).toBe(401)
    expect(statusOf(await withPool({ token_use: 'access', scope: 'read' }, ['read']))).toBe(200)
    expect(statusOf(await withPool({}, ['read']))).toBe(401)
  })
  it('cognito.claims are texts in the event', async () => {
    expect(
      eventOf(await withPool({ sub: 's', n: 1 })).requestContext.authorizer.claims,
    ).toMatchObject({ sub: 's', n: '1' })
  })
  it('policy.cognito-both must allow', async () => {
    const resourcePolicy = policy('Allow', `${ARN}/GET/other`, { Principal: '*' })
    expect(statusOf(await withPool({}, undefined, { resourcePolicy }))).toBe(403)
  })
})

describe('signed requests', () => {
  const principal = (more: Partial<Principal> = {}): Principal => ({
    secretAccessKey: 'secret',
    arn: 'arn:aws:iam::123456789012:user/ann',
    userId: 'AIDAEXAMPLE',
    policies: [policy('Allow', `${ARN}/GET/pets`)],
    ...more,
  })
  const signed = async (
    more: Partial<HttpRequest> = {},
    secret = 'secret',
    date = '20261122T093000Z',
  ) => {
    const host = 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com'
    const given: HttpRequest = { method: 'GET', path: '/prod/pets?b=2&a=1', ...more }
    const parts = {
      scope: '20261122/us-east-1/execute-api/aws4_request',
      signedHeaders: ['host', 'x-amz-date'],
      date,
    }
    const signature = await signatureFor(
      {
        verb: given.method,
        headers: [['x-amz-date', date]],
        body: { text: given.body ?? '' },
        host,
        request: given,
      },
      parts,
      secret,
    )
    return {
      ...given,
      headers: {
        'X-Amz-Date': date,
        Authorization: `AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/${parts.scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
      },
    }
  }
  const api = (more: Partial<RestApi> = {}) =>
    one(method('ok', { authorizationType: 'AWS_IAM' }), more)
  const extra = (more: Partial<Principal> = {}): Extra => ({
    credentials: { AKIAEXAMPLE: principal(more) },
  })
  it('iam.unsigned is 403 Missing Authentication Token', async () => {
    expect(bodyOf(await ask(api(), {}, extra()))).toBe('{"message":"Missing Authentication Token"}')
  })
  it('iam.bad-signature', async () => {
    const exchange = await ask(api(), await signed({}, 'wrong'), extra())
    expect([statusOf(exchange), header(exchange, 'x-amzn-ErrorType')]).toEqual([
      403,
      'InvalidSignatureException',
    ])
  })
  it('iam.expired after five minutes', async () => {
    const exchange = await ask(api(), await signed({}, 'secret', '20261122T092400Z'), extra())
    expect(header(exchange, 'x-amzn-ErrorType')).toBe('ExpiredTokenException')
  })
  it('iam.signed covers method, path, query, headers and body', async () => {
    expect(statusOf(await ask(api(), await signed(), extra()))).toBe(200)
    for (const change of [{ path: '/prod/pets?a=2&b=2' }, { body: 'x' }, { method: 'POST' }]) {
      expect(statusOf(await ask(api(), { ...(await signed()), ...change }, extra()))).toBe(403)
    }
  })
  it('iam.identity-policy must allow', async () => {
    expect(statusOf(await ask(api(), await signed(), extra({ policies: [] })))).toBe(403)
  })
  it('event.v1-iam names the caller and hides the header', async () => {
    const event = eventOf(await ask(api(), await signed(), extra()))
    expect(event.requestContext.identity).toMatchObject({
      accessKey: 'AKIAEXAMPLE',
      caller: 'AIDAEXAMPLE',
      userArn: 'arn:aws:iam::123456789012:user/ann',
    })
    expect(event.headers).not.toHaveProperty('Authorization')
  })
  const grant = policy('Allow', `${ARN}/*`, {
    Principal: { AWS: 'arn:aws:iam::123456789012:user/ann' },
  })
  it('policy.same-account either may allow', async () => {
    expect(
      statusOf(await ask(api({ resourcePolicy: grant }), await signed(), extra({ policies: [] }))),
    ).toBe(200)
    expect(
      statusOf(
        await ask(
          api({ resourcePolicy: policy('Deny', '*', { Principal: '*' }) }),
          await signed(),
          extra(),
        ),
      ),
    ).toBe(403)
  })
  it('policy.cross-account both must allow', async () => {
    const other = { arn: 'arn:aws:iam::210987654321:user/bob', accountId: '210987654321' }
    const resourcePolicy = policy('Allow', `${ARN}/*`, { Principal: { AWS: '210987654321' } })
    expect(statusOf(await ask(api({ resourcePolicy }), await signed(), extra(other)))).toBe(200)
    expect(
      statusOf(
        await ask(api({ resourcePolicy }), await signed(), extra({ ...other, policies: [] })),
      ),
    ).toBe(403)
    expect(statusOf(await ask(api({ resourcePolicy: grant }), await signed(), extra(other)))).toBe(
      403,
    )
  })
})

describe('resource policies', () => {
  it('policy.no-authorizer must allow', async () => {
    expect(
      statusOf(
        await ask(
          one(undefined, {
            resourcePolicy: policy('Allow', 'execute-api:/prod/GET/*', { Principal: '*' }),
          }),
        ),
      ),
    ).toBe(200)
    expect(
      statusOf(
        await ask(
          one(undefined, {
            resourcePolicy: policy('Allow', 'execute-api:/prod/GET/x', { Principal: '*' }),
          }),
        ),
      ),
    ).toBe(403)
  })
  it('policy.anonymous-denied names the masked ARN', async () => {
    const exchange = await ask(
      one(undefined, { resourcePolicy: policy('Deny', '*', { Principal: '*' }) }),
    )
    expect(jsonOf(exchange).Message).toBe(
      'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/prod/GET/pets with an explicit deny',
    )
  })
  it('policy.lambda-first-deny comes before the call', async () => {
    const api = guarded(
      { type: 'TOKEN', function: 'auth' },
      {
        resourcePolicy: policy('Deny', '*', {
          Principal: '*',
          Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
        }),
      },
    )
    const exchange = await ask(api, bearer, gives(allow()))
    expect(exchange.steps.map((s) => s.name)).not.toContain('authorizer')
    expect(statusOf(exchange)).toBe(403)
  })
  it('limit.policy-size is 8,192 characters', () => {
    expect(() =>
      world(one(undefined, { resourcePolicy: policy('Allow', 'x'.repeat(8_200)) })),
    ).toThrow('resourcePolicy')
  })
})
