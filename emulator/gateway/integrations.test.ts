import { describe, expect, it } from 'vitest'
import type { Integration } from '../schema/integration'
import {
  ask,
  bodyOf,
  custom,
  eventOf,
  header,
  jsonOf,
  mock,
  one,
  policy,
  rest,
  ruleOf,
  statusOf,
} from './fixtures/worlds'

const json = (template: string) => ({ 'application/json': template })
const echo = 'https://backend.example.com'
const data = { http: { [echo]: { echo: true } } }
const on = (integration: Integration, more = {}) => one({ integration }, more)
const postJson = (value: unknown, headers = {}) => ({
  method: 'POST',
  body: JSON.stringify(value),
  headers: { 'Content-Type': 'application/json', ...headers },
})
const give = (value: unknown) => ({ answers: { f: { value: value as never } } })

describe('passthrough', () => {
  const api = (more: Partial<Integration>) => on(custom('f', more))
  const sent = (type: string) => ({
    method: 'POST',
    body: '"raw"',
    headers: { 'Content-Type': type },
  })
  it('pass.template-first whatever the behaviour', async () => {
    for (const passthroughBehavior of ['NEVER', 'WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES'] as const) {
      const exchange = await ask(
        api({ passthroughBehavior, requestTemplates: json('{"t":1}') }),
        sent('application/json'),
        give(1),
      )
      expect(eventOf(exchange)).toEqual({ t: 1 })
    }
  })
  it('pass.when-no-match passes the body on', async () => {
    expect(
      eventOf(await ask(api({ requestTemplates: json('{}') }), sent('text/plain'), give(1))),
    ).toBe('raw')
  })
  it('pass.when-no-templates only without any', async () => {
    const passthroughBehavior = 'WHEN_NO_TEMPLATES'
    expect(statusOf(await ask(api({ passthroughBehavior }), sent('text/plain'), give(1)))).toBe(200)
    const exchange = await ask(
      api({ passthroughBehavior, requestTemplates: json('{}') }),
      sent('text/plain'),
      give(1),
    )
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([
      415,
      '{"message":"Unsupported Media Type"}',
    ])
  })
  it('pass.never is 415', async () => {
    expect(
      statusOf(await ask(api({ passthroughBehavior: 'NEVER' }), sent('text/plain'), give(1))),
    ).toBe(415)
  })
  it('pass.default-content-type is JSON', async () => {
    const exchange = await ask(
      api({ passthroughBehavior: 'NEVER', requestTemplates: json('{"t":1}') }),
      { method: 'POST', body: '{}' },
      give(1),
    )
    expect(eventOf(exchange)).toEqual({ t: 1 })
  })
  it('pass.default-template comes after the content type', async () => {
    const requestTemplates = { $default: '{"d":1}', ...json('{"j":1}') }
    expect(eventOf(await ask(api({ requestTemplates }), sent('text/plain'), give(1)))).toEqual({
      d: 1,
    })
    expect(
      eventOf(
        await ask(api({ requestTemplates }), sent('application/json; charset=utf-8'), give(1)),
      ),
    ).toEqual({ j: 1 })
  })
  it('pass.response-template is that of the content type, else JSON, else the first', async () => {
    const responses = (responseTemplates: Record<string, string>) => [
      { statusCode: 200, responseTemplates },
    ]
    expect(
      bodyOf(await ask(on(mock({ responses: responses({ 'text/x': 'x', ...json('j') }) })))),
    ).toBe('j')
    expect(bodyOf(await ask(on(mock({ responses: responses({ 'text/x': 'x' }) }))))).toBe('x')
  })
})

describe('Mock', () => {
  it('mock.status must be a whole number', async () => {
    expect(statusOf(await ask(on(mock({ requestTemplates: json('{"statusCode": "no"}') }))))).toBe(
      500,
    )
    expect(statusOf(await ask(on(mock({ requestTemplates: json('hello') }))))).toBe(500)
    const responses = [{ statusCode: 200 }, { statusCode: 404, selectionPattern: '404' }]
    expect(
      statusOf(await ask(on(mock({ responses, requestTemplates: json('{"statusCode": 404}') })))),
    ).toBe(404)
  })
  it('mock.lenient reads bare keys', async () => {
    expect(statusOf(await ask(on(mock({ requestTemplates: json('{statusCode: 200}') }))))).toBe(200)
  })
  it('mock.body is the response template', async () => {
    expect(bodyOf(await ask(on(mock()), postJson({ a: 1 })))).toBe('')
    const responses = [{ statusCode: 200, responseTemplates: json('hi') }]
    expect(bodyOf(await ask(on(mock({ responses }))))).toBe('hi')
  })
})

describe('selection', () => {
  const patterns = (...list: [number, string?][]) =>
    list.map(([statusCode, selectionPattern]) => ({
      statusCode,
      ...(selectionPattern && { selectionPattern }),
    }))
  const failing = { answers: { f: { error: { errorType: 'E', errorMessage: 'Bad: id 7' } } } }
  it('select.whole-string', async () => {
    expect(
      statusOf(
        await ask(on(custom('f', { responses: patterns([200], [400, 'Bad']) })), {}, failing),
      ),
    ).toBe(200)
    expect(
      statusOf(
        await ask(on(custom('f', { responses: patterns([200], [400, 'Bad.*']) })), {}, failing),
      ),
    ).toBe(400)
  })
  it('select.lambda-message and no status', async () => {
    expect(
      statusOf(
        await ask(
          on(custom('f', { responses: patterns([200], [500, '200|5\\d\\d']) })),
          {},
          failing,
        ),
      ),
    ).toBe(200)
  })
  it('select.status for HTTP', async () => {
    const response = { status: 404, headers: {}, body: '', isBase64Encoded: false }
    const integration: Integration = {
      type: 'HTTP',
      uri: `${echo}/x`,
      responses: patterns([200], [410, '4\\d\\d']),
    }
    expect(
      statusOf(await ask(on(integration), {}, { data: { http: { [echo]: { response } } } })),
    ).toBe(410)
  })
  it('select.success-default even with .+', async () => {
    const exchange = await ask(
      on(custom('f', { responses: patterns([201], [500, '.+']) })),
      {},
      give('x'),
    )
    expect(statusOf(exchange)).toBe(201)
  })
  it('select.order is by status code, the default last', async () => {
    const responses = patterns([200], [502, 'Bad.*'], [400, '.*7'])
    expect(statusOf(await ask(on(custom('f', { responses })), {}, failing))).toBe(400)
  })
  it('select.error-as-200 with only a default', async () => {
    const exchange = await ask(on(custom('fails')))
    expect(statusOf(exchange)).toBe(200)
    expect(jsonOf(exchange).errorMessage).toBe('boom')
  })
  it('select.timeout-text', async () => {
    const responses = patterns([200], [504, '.*Task timed out.*'])
    expect(statusOf(await ask(on(custom('hangs', { responses }))))).toBe(504)
  })
  it('rest.no-integration-response is 500', async () => {
    const exchange = await ask(on(custom('f', { responses: patterns([400, 'x']) })), {}, give(1))
    expect([statusOf(exchange), header(exchange, 'x-amzn-ErrorType')]).toEqual([
      500,
      'ApiConfigurationException',
    ])
  })
  it('limit.pattern is linear in time', async () => {
    const answers = { f: { error: { errorType: 'E', errorMessage: `${'a'.repeat(5_000)}!` } } }
    const responses = patterns([200], [400, '(a+)+b'])
    const before = performance.now()
    expect(statusOf(await ask(on(custom('f', { responses })), {}, { answers }))).toBe(200)
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})

describe('custom Lambda', () => {
  it('custom.return-value is the body as JSON', async () => {
    expect(bodyOf(await ask(on(custom('f')), {}, give('hi')))).toBe('"hi"')
    expect(bodyOf(await ask(on(custom('f')), {}, give({ a: 1 })))).toBe('{"a":1}')
  })
  it('custom.async is 200 and empty', async () => {
    const requestParameters = { 'integration.request.header.X-Amz-Invocation-Type': "'Event'" }
    const exchange = await ask(on(custom('f', { requestParameters })), {}, give(1))
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([200, ''])
    expect(ruleOf(exchange, 'integration')).toBe('custom.async')
  })
  it('custom.path-overrides change request and answer', async () => {
    const requestTemplates = json(
      '#set($context.requestOverride.header.X-Over = "1")#set($context.responseOverride.status = 418)#set($context.responseOverride.header.X-Tea = "pot"){}',
    )
    const integration: Integration = {
      type: 'HTTP',
      uri: `${echo}/x`,
      requestTemplates,
      responses: [{ statusCode: 200 }],
    }
    const exchange = await ask(on(integration), {}, { data })
    expect(statusOf(exchange)).toBe(418)
    expect(header(exchange, 'X-Tea')).toBe('pot')
    expect(jsonOf(exchange).headers['X-Over']).toBe('1')
  })
  it('rest.bad-json-for-template is 400', async () => {
    const requestTemplates = json('$input.json("$.a")')
    const exchange = await ask(
      on(custom('f', { requestTemplates })),
      { method: 'POST', body: '{"a":' },
      give(1),
    )
    expect(statusOf(exchange)).toBe(400)
    expect(jsonOf(exchange).message).toMatch(/^Could not process payload/)
  })
  it('rest.bad-json-for-mapping is 400', async () => {
    const requestParameters = { 'integration.request.header.X-A': 'method.request.body.a' }
    const exchange = await ask(
      on(custom('f', { requestParameters })),
      { method: 'POST', body: 'nope' },
      give(1),
    )
    expect([statusOf(exchange), jsonOf(exchange).message]).toEqual([
      400,
      'Invalid JSON in request body',
    ])
  })
})

describe('parameter mapping', () => {
  const backend = (more: Partial<Integration> = {}): Integration => ({
    type: 'HTTP',
    uri: `${echo}/x`,
    responses: [{ statusCode: 200 }],
    ...more,
  })
  const proxied = (more: Partial<Integration> = {}): Integration => ({
    type: 'HTTP_PROXY',
    uri: `${echo}/x`,
    ...more,
  })
  const mapped = (requestParameters: Record<string, string>, more: Partial<Integration> = {}) =>
    backend({ requestParameters, ...more })
  it('map.forbidden-header is 500 without a call', async () => {
    for (const [type, name] of [
      ['HTTP', 'Content-Length'],
      ['AWS', 'Authorization'],
      ['AWS', 'TE'],
    ] as const) {
      const integration = {
        ...backend(),
        type,
        ...(type === 'AWS' && { function: 'f' }),
        requestParameters: { [`integration.request.header.${name}`]: "'x'" },
      }
      const exchange = await ask(on(integration), {}, { data, ...give(1) })
      expect(statusOf(exchange)).toBe(500)
      expect(exchange.steps.some((s) => s.name === 'integration')).toBe(false)
    }
  })
  it('map.dropped-header is invisible', async () => {
    const requestParameters = {
      'integration.request.header.X-A': 'method.request.header.TE',
      'integration.request.header.X-B': 'method.request.header.Own',
    }
    const exchange = await ask(
      on(mapped(requestParameters)),
      { headers: { TE: 't', Own: 'o' } },
      { data },
    )
    expect(jsonOf(exchange).headers).not.toHaveProperty('X-A')
    expect(jsonOf(exchange).headers['X-B']).toBe('o')
  })
  it('map.http-sends nothing of the client', async () => {
    const { headers } = jsonOf(await ask(on(backend()), { headers: { 'X-Own': '1' } }, { data }))
    expect(headers).not.toHaveProperty('X-Own')
    expect(headers).toMatchObject({
      Accept: 'application/json',
      'User-Agent': 'AmazonAPIGateway_a1b2c3d4e5',
      Host: 'backend.example.com',
      'X-Amzn-Apigateway-Api-Id': 'a1b2c3d4e5',
    })
  })
  it('map.http-proxy-sends the client headers, mappings over them', async () => {
    const requestParameters = { 'integration.request.header.X-Own': "'mapped'" }
    const { headers } = jsonOf(
      await ask(
        on(proxied({ requestParameters })),
        { headers: { 'X-Own': '1', 'X-Two': '2' } },
        { data },
      ),
    )
    expect(headers).toMatchObject({ 'X-Own': 'mapped', 'X-Two': '2' })
  })
  const answering = (headers: Record<string, string>, status = 200) => ({
    data: {
      http: { [echo]: { response: { status, headers, body: 'b', isBase64Encoded: false } } },
    },
  })
  it('map.response-remapped', async () => {
    const responses = [
      {
        statusCode: 200,
        responseParameters: {
          'method.response.header.Date': "'d'",
          'method.response.header.Age': "'1'",
          'method.response.header.User-Agent': "'u'",
        },
      },
    ]
    const exchange = await ask(on(mock({ responses })))
    expect(exchange.response?.headers).toMatchObject({
      'x-amzn-Remapped-Date': 'd',
      'x-amzn-Remapped-User-Agent': 'u',
      Age: '1',
    })
  })
  it('map.response-dropped', async () => {
    const responses = [
      {
        statusCode: 200,
        responseParameters: {
          'method.response.header.Via': "'v'",
          'method.response.header.Transfer-Encoding': "'t'",
        },
      },
    ]
    const names = Object.keys((await ask(on(mock({ responses })))).response?.headers ?? {}).join()
    expect(names).not.toMatch(/via|transfer/i)
  })
  it('map.backend-remapped', async () => {
    const exchange = await ask(
      on(proxied()),
      {},
      answering({ Server: 's', 'x-amzn-RequestId': 'r', 'X-Own': 'o' }),
    )
    expect(exchange.response?.headers).toMatchObject({
      'x-amzn-Remapped-Server': 's',
      'x-amzn-Remapped-x-amzn-RequestId': 'r',
      'X-Own': 'o',
    })
  })
  it('map.sources are request, context, stage variables and static texts', async () => {
    const requestParameters = {
      'integration.request.header.A': 'method.request.querystring.q',
      'integration.request.header.B': 'context.stage',
      'integration.request.header.C': 'stageVariables.v',
      'integration.request.header.D': "'static'",
      'integration.request.header.E': 'method.request.multivaluequerystring.q',
    }
    const api = on(mapped(requestParameters), { stages: { prod: { variables: { v: 'var' } } } })
    expect(jsonOf(await ask(api, '/prod/pets?q=1&q=2', { data })).headers).toMatchObject({
      A: '2',
      B: 'prod',
      C: 'var',
      D: 'static',
      E: '1,2',
    })
  })
  it('map.body-path takes a part', async () => {
    const requestParameters = { 'integration.request.header.A': 'method.request.body.pet.name' }
    const exchange = await ask(on(mapped(requestParameters)), postJson({ pet: { name: 'Rex' } }), {
      data,
    })
    expect(jsonOf(exchange).headers.A).toBe('Rex')
  })
  it('map.missing-omitted', async () => {
    const requestParameters = { 'integration.request.header.A': 'method.request.header.None' }
    expect(
      jsonOf(await ask(on(mapped(requestParameters)), {}, { data })).headers,
    ).not.toHaveProperty('A')
  })
  it('map.query-merge joins URI, mapping and client', async () => {
    const requestParameters = { 'integration.request.querystring.a': "'2'" }
    const exchange = await ask(
      on(proxied({ uri: `${echo}/x?a=1`, requestParameters })),
      '/prod/pets?a=3&b=4',
      { data },
    )
    expect(jsonOf(exchange).url).toBe(`${echo}/x?a=1%2C2%2C3&b=4`)
  })
  it('map.uri-placeholder is an integration parameter', async () => {
    const requestParameters = { 'integration.request.path.p': 'method.request.path.id' }
    const at = (more: Partial<Integration>) =>
      rest({ '/pets/{id}': { GET: { integration: backend({ uri: `${echo}/{p}`, ...more }) } } })
    expect(jsonOf(await ask(at({ requestParameters }), '/prod/pets/7', { data })).url).toBe(
      `${echo}/7`,
    )
    expect(jsonOf(await ask(at({ uri: `${echo}/{id}` }), '/prod/pets/7', { data })).url).toBe(
      `${echo}/{id}`,
    )
  })
  it('map.backend-verb', async () => {
    expect(jsonOf(await ask(on(backend({ httpMethod: 'PATCH' })), {}, { data })).method).toBe(
      'PATCH',
    )
  })
  it('map.http-status is that of the response chosen', async () => {
    expect(statusOf(await ask(on(backend()), {}, answering({}, 404)))).toBe(200)
  })
  it('map.http-proxy-status is the backend status', async () => {
    expect(statusOf(await ask(on(proxied()), {}, answering({}, 404)))).toBe(404)
  })
  it('rest.unreachable is 500', async () => {
    const exchange = await ask(on(backend()))
    expect([statusOf(exchange), ruleOf(exchange, 'integration')]).toEqual([500, 'rest.unreachable'])
  })
})

describe('AWS services', () => {
  const uri = (tail: string) => `arn:aws:apigateway:us-east-1:${tail}`
  const service = (tail: string, template: string, more: Partial<Integration> = {}) =>
    on({
      type: 'AWS',
      uri: uri(tail),
      httpMethod: 'POST',
      requestTemplates: json(template),
      responses: [{ statusCode: 200 }],
      ...more,
    })
  const seeded = {
    data: {
      tables: { Pets: { partitionKey: 'id' } },
      queues: { work: {} },
      topics: ['news'],
      stateMachines: ['flow'],
      buckets: { docs: {} },
    },
  }
  it('service.call puts and gets an item', async () => {
    const put = service(
      'dynamodb:action/PutItem',
      '{"TableName":"Pets","Item":{"id":{"S":"$input.path(\'$.id\')"}}}',
    )
    const exchange = await ask(put, postJson({ id: '7' }), seeded)
    expect([statusOf(exchange), bodyOf(exchange)]).toEqual([200, '{}'])
    const none = await ask(
      service('dynamodb:action/GetItem', '{"TableName":"None","Key":{}}'),
      postJson({}),
      seeded,
    )
    expect(jsonOf(none).__type).toBe('ResourceNotFoundException')
    const start = await ask(
      service('states:action/StartExecution', '{"stateMachineArn":"flow","input":"{}"}'),
      postJson({}),
      seeded,
    )
    expect(jsonOf(start).executionArn).toContain('execution:flow')
    const s3 = await ask(
      service('s3:path/docs/a.txt', '{}', { httpMethod: 'PUT' }),
      postJson({}),
      seeded,
    )
    expect(statusOf(s3)).toBe(200)
  })
  it('service.content-type reaches the client as JSON', async () => {
    const exchange = await ask(
      service('dynamodb:action/Scan', '{"TableName":"Pets"}'),
      postJson({}),
      seeded,
    )
    expect(header(exchange, 'Content-Type')).toBe('application/json')
    expect(header(exchange, 'X-Amzn-Trace-Id')).toBeDefined()
  })
  it('service.query-json unless XML is asked for', async () => {
    const send = (more = {}) =>
      service('sqs:path/123456789012/work', 'Action=SendMessage&MessageBody=hi', more)
    expect(
      jsonOf(await ask(send(), postJson({}), seeded)).SendMessageResponse.SendMessageResult
        .MessageId,
    ).toBeDefined()
    const requestParameters = { 'integration.request.header.Accept': "'application/xml'" }
    expect(bodyOf(await ask(send({ requestParameters }), postJson({}), seeded))).toContain(
      '<SendMessageResponse>',
    )
  })
})

describe('content handling', () => {
  const binaryMediaTypes = ['image/png']
  const png = {
    method: 'POST',
    headers: { 'Content-Type': 'image/png' },
    body: 'iVA=',
    isBase64Encoded: true,
  }
  const back = (more: Partial<Integration> = {}) =>
    on(
      { type: 'HTTP', uri: `${echo}/x`, responses: [{ statusCode: 200 }], ...more },
      { binaryMediaTypes },
    )
  it('content.request-text is decoded to bytes on demand, or 500', async () => {
    const contentHandling = 'CONVERT_TO_BINARY'
    expect(
      jsonOf(await ask(back({ contentHandling }), { method: 'POST', body: 'aGk=' }, { data })).data,
    ).toBe('hi')
    expect(
      statusOf(await ask(back({ contentHandling }), { method: 'POST', body: '%%' }, { data })),
    ).toBe(500)
    expect(jsonOf(await ask(back(), { method: 'POST', body: 'hi' }, { data })).data).toBe('hi')
  })
  it('content.request-binary keeps its bytes or becomes base64', async () => {
    expect(eventOf(await ask(back(), png, { data }))).toMatchObject({
      body: 'iVA=',
      isBase64Encoded: true,
    })
    expect(
      jsonOf(await ask(back({ contentHandling: 'CONVERT_TO_TEXT' }), png, { data })).data,
    ).toBe('iVA=')
  })
  it('content.binary-template is 500', async () => {
    const api = back({
      contentHandling: 'CONVERT_TO_BINARY',
      requestTemplates: { 'image/png': 'x' },
    })
    expect(statusOf(await ask(api, png, { data }))).toBe(500)
  })
  const answering = (type: string, body: string, isBase64Encoded = false) => ({
    data: {
      http: {
        [echo]: {
          response: { status: 200, headers: { 'Content-Type': type }, body, isBase64Encoded },
        },
      },
    },
  })
  it('content.response-text is decoded for a binary Accept', async () => {
    const headers = { Accept: 'image/png' }
    expect(bodyOf(await ask(back(), { headers }, answering('text/plain', 'aGk=')))).toBe('hi')
    expect(statusOf(await ask(back(), { headers }, answering('text/plain', '%%')))).toBe(500)
  })
  it('content.response-binary is base64 for a text Accept', async () => {
    expect((await ask(back(), {}, answering('image/png', 'iVA=', true))).response).toMatchObject({
      body: 'iVA=',
      isBase64Encoded: false,
    })
    const headers = { Accept: 'image/png' }
    expect(
      (await ask(back(), { headers }, answering('image/png', 'iVA=', true))).response
        ?.isBase64Encoded,
    ).toBe(true)
  })
})

describe('gateway responses', () => {
  const none = (gatewayResponses: NonNullable<Parameters<typeof one>[1]>['gatewayResponses']) =>
    ask(one(undefined, gatewayResponses ? { gatewayResponses } : {}), '/prod/none?q=1')
  it('response.fallback takes DEFAULT_4XX', async () => {
    const exchange = await none({
      DEFAULT_4XX: { responseTemplates: json('{"m":$context.error.messageString}') },
    })
    expect(jsonOf(exchange)).toEqual({ m: 'Missing Authentication Token' })
  })
  it('response.status-of-default changes the class', async () => {
    expect(statusOf(await none({ DEFAULT_4XX: { statusCode: 404 } }))).toBe(404)
  })
  it('response.template replaces variables', async () => {
    const template = json(
      '{"t":"$context.error.responseType","r":"${context.requestId}","m":"$context.error.message"}',
    )
    const exchange = await none({ MISSING_AUTHENTICATION_TOKEN: { responseTemplates: template } })
    expect(jsonOf(exchange)).toEqual({
      t: 'MISSING_AUTHENTICATION_TOKEN',
      r: exchange.id,
      m: 'Missing Authentication Token',
    })
  })
  it('response.no-vtl leaves directives', async () => {
    const template = json('#if(true)$context.stage#end')
    expect(bodyOf(await none({ DEFAULT_4XX: { responseTemplates: template } }))).toBe(
      '#if(true)prod#end',
    )
  })
  it('response.parameters come from request, context, stage variables, static', async () => {
    const responseParameters = {
      'gatewayresponse.header.X-Q': 'method.request.querystring.q',
      'gatewayresponse.header.X-S': 'context.stage',
      'gatewayresponse.header.X-T': "'t'",
    }
    expect((await none({ DEFAULT_4XX: { responseParameters } })).response?.headers).toMatchObject({
      'X-Q': '1',
      'X-S': 'prod',
      'X-T': 't',
    })
  })
  it('response.access-denied-capital', async () => {
    const api = one(undefined, { resourcePolicy: policy('Deny', '*', { Principal: '*' }) })
    expect(bodyOf(await ask(api))).toMatch(/^\{"Message":/)
  })
  it('response.no-cors unless configured', async () => {
    expect(Object.keys((await none(undefined)).response?.headers ?? {}).join()).not.toMatch(
      /access-control/i,
    )
  })
})
