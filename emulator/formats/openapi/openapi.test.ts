import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpApi, RestApi } from '../../schema/api'
import { httpDescription, restDescription } from '../fixtures/arbitrary'
import { FormatError } from '../format-error'
import { readOpenApi } from './read-openapi'
import { writeOpenApi } from './write-openapi'

const FUNCTION =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets:live/invocations'

const PETS = `
openapi: 3.0.1
info: { title: Pets, version: "1" }
servers:
  - url: https://a1b2c3.execute-api.eu-west-1.amazonaws.com/{basePath}
    variables: { basePath: { default: /prod } }
x-amazon-apigateway-binary-media-types: [image/png]
x-amazon-apigateway-api-key-source: HEADER
x-amazon-apigateway-request-validator: all
x-amazon-apigateway-request-validators:
  all: { validateRequestBody: true, validateRequestParameters: true }
x-amazon-apigateway-gateway-responses:
  THROTTLED: { statusCode: 429, responseTemplates: { application/json: '{"m":$context.error.messageString}' } }
x-amazon-apigateway-policy:
  Version: "2012-10-17"
  Statement: [{ Effect: Allow, Principal: "*", Action: "execute-api:Invoke", Resource: "*" }]
paths:
  /pets/{id}:
    parameters:
      - { $ref: "#/components/parameters/id" }
    get:
      security: [{ guard: [], key: [] }]
      parameters: [{ name: full, in: query, required: true, schema: { type: string } }]
      responses: { "200": { description: ok, headers: { X-Total: { schema: { type: integer } } } } }
      x-amazon-apigateway-integration:
        type: aws
        httpMethod: POST
        uri: ${FUNCTION}
        passthroughBehavior: when_no_templates
        requestTemplates: { application/json: '{"id": "$input.params(''id'')"}' }
        responses:
          default: { statusCode: "200" }
          .*NotFound.*: { statusCode: 404 }
    x-amazon-apigateway-any-method:
      security: [{ sigv4: [] }]
      requestBody:
        content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
      x-amazon-apigateway-integration: { type: MOCK }
components:
  parameters:
    id: { name: id, in: path, required: true, schema: { type: string } }
  schemas:
    Pet: { type: object, properties: { friend: { $ref: "#/components/schemas/Pet" } } }
  securitySchemes:
    key: { type: apiKey, name: x-api-key, in: header }
    sigv4: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4 }
    guard:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: ${FUNCTION}
        authorizerResultTtlInSeconds: 60
`

const refusal = (text: string): string => {
  try {
    readOpenApi(text)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return (error as FormatError).message
  }
  return 'read'
}

describe('OpenAPI documents', () => {
  it('format.openapi: a REST API with its extensions', () => {
    const { api, warnings } = readOpenApi(PETS)
    expect(warnings).toEqual([])
    expect(api).toMatchObject({
      type: 'REST',
      id: 'a1b2c3',
      region: 'eu-west-1',
      name: 'Pets',
      stages: { prod: {} },
      binaryMediaTypes: ['image/png'],
      apiKeySource: 'HEADER',
      gatewayResponses: { THROTTLED: { statusCode: 429 } },
      resourcePolicy: { Statement: [{ Effect: 'Allow' }] },
      authorizers: {
        guard: {
          type: 'TOKEN',
          function: 'pets:live',
          identitySource: 'method.request.header.Authorization',
          resultTtlInSeconds: 60,
        },
      },
    })
    const { resources } = api as RestApi
    expect(resources['/pets/{id}']?.GET).toEqual({
      authorizationType: 'CUSTOM',
      authorizer: 'guard',
      apiKeyRequired: true,
      requestParameters: {
        'method.request.path.id': true,
        'method.request.querystring.full': true,
      },
      validator: 'all',
      methodResponses: { '200': { headers: ['X-Total'] } },
      integration: {
        type: 'AWS',
        function: 'pets:live',
        passthroughBehavior: 'WHEN_NO_TEMPLATES',
        requestTemplates: { 'application/json': `{"id": "$input.params('id')"}` },
        responses: [{ statusCode: 200 }, { selectionPattern: '.*NotFound.*', statusCode: 404 }],
      },
    })
    expect(resources['/pets/{id}']?.ANY).toMatchObject({
      authorizationType: 'AWS_IAM',
      requestModels: { 'application/json': 'Pet' },
    })
    expect((api as RestApi).models?.Pet?.schema).toMatchObject({
      properties: {
        friend: { $ref: 'https://apigateway.amazonaws.com/restapis/a1b2c3/models/Pet' },
      },
    })
  })

  it('format.openapi: an HTTP API with its extensions', () => {
    const { api } = readOpenApi(
      JSON.stringify({
        openapi: '3.0.1',
        info: { title: 'Pets' },
        'x-amazon-apigateway-cors': { allowOrigins: ['https://a.example'], maxAge: 60 },
        paths: {
          '/$default': {
            'x-amazon-apigateway-any-method': {
              isDefaultRoute: true,
              security: [{ jwt: ['pets:read'] }],
              'x-amazon-apigateway-integration': {
                $ref: '#/components/x-amazon-apigateway-integrations/one',
              },
            },
          },
        },
        components: {
          'x-amazon-apigateway-integrations': {
            one: {
              type: 'AWS_PROXY',
              uri: FUNCTION,
              httpMethod: 'POST',
              payloadFormatVersion: 2.0,
            },
          },
          securitySchemes: {
            jwt: {
              type: 'oauth2',
              'x-amazon-apigateway-authorizer': {
                type: 'jwt',
                identitySource: '$request.header.Authorization',
                jwtConfiguration: { issuer: 'https://issuer.example', audience: ['me'] },
              },
            },
          },
        },
      }).replace(':2}', ':2.0}'),
    )
    expect(api).toEqual({
      type: 'HTTP',
      id: 'api',
      name: 'Pets',
      stages: { $default: {} },
      cors: { allowOrigins: ['https://a.example'], maxAge: 60 },
      authorizers: {
        jwt: {
          type: 'JWT',
          issuer: 'https://issuer.example',
          audience: ['me'],
          identitySource: ['$request.header.Authorization'],
        },
      },
      routes: {
        $default: {
          authorizationType: 'JWT',
          authorizer: 'jwt',
          authorizationScopes: ['pets:read'],
          integration: { type: 'AWS_PROXY', function: 'pets:live', payloadFormatVersion: '2.0' },
        },
      },
    })
  })

  it('format.openapi: Swagger 2.0 as API Gateway exports it', () => {
    const { api } = readOpenApi(`
swagger: "2.0"
info: { title: Old }
securityDefinitions: { api_key: { type: apiKey, name: x-api-key, in: header } }
definitions: { Pet: { type: object } }
paths:
  /pets:
    post:
      consumes: [application/json]
      parameters: [{ in: body, name: Pet, schema: { $ref: "#/definitions/Pet" } }]
      security: [{ api_key: [] }]
      x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: "${FUNCTION}" }
`)
    expect((api as RestApi).resources['/pets']?.POST).toEqual({
      apiKeyRequired: true,
      requestModels: { 'application/json': 'Pet' },
      integration: { type: 'AWS_PROXY', function: 'pets:live' },
    })
  })

  it('format.openapi: what has no effect is told', () => {
    const { api, warnings } = readOpenApi(
      'openapi: 3.0.1\npaths:\n  /a:\n    get: {}\nx-amazon-apigateway-minimum-compression-size: 10',
    )
    expect((api as RestApi).resources).toEqual({ '/a': {} })
    expect(warnings).toEqual([
      {
        at: 'line 5, column 47 (x-amazon-apigateway-minimum-compression-size)',
        says: 'x-amazon-apigateway-minimum-compression-size has no effect here',
      },
      {
        at: 'line 4, column 10 (paths./a.get)',
        says: 'GET /a has no x-amazon-apigateway-integration, so it is left out',
      },
    ])
  })

  const method = (text: string) => `openapi: 3.0.1\npaths:\n  /a:\n    get:\n${text}`

  it.each([
    ['[1]', 'line 1, column 1: expected a map with openapi, info and paths, found a list'],
    ['openapi: 3.1.0\npaths: {}', 'line 1, column 10 (openapi): expected openapi: 3.0.x'],
    ['openapi: 3.0.1', 'line 1, column 1: expected paths'],
    ['openapi: 3.0.1\npaths: {pets: {}}', 'expected a path that begins with a slash, found "pets"'],
    [
      'openapi: 3.0.1\npaths: {/a: {fetch: {}}}',
      'line 2, column 21 (paths./a.fetch): expected a verb',
    ],
    [
      method('      x-amazon-apigateway-integration: {type: lambda}'),
      'line 5, column 47 (paths./a.get.x-amazon-apigateway-integration.type): expected AWS_PROXY, AWS, HTTP_PROXY, HTTP, MOCK, found "lambda"',
    ],
    [
      method('      x-amazon-apigateway-integration: {type: http}'),
      'expected a uri, which an HTTP integration needs',
    ],
    [
      method('      security: [{guard: []}]\n      x-amazon-apigateway-integration: {type: mock}'),
      'line 5, column 26 (paths./a.get.security[0].guard): expected a security scheme of this document, found "guard"',
    ],
    [
      method(
        '      parameters: [{$ref: other.yaml#/x}]\n      x-amazon-apigateway-integration: {type: mock}',
      ),
      'expected a reference within this document, such as #/components/…, found other.yaml#/x',
    ],
    [
      method(
        '      parameters: [{$ref: "#/paths/~1a/get/parameters/7"}]\n      x-amazon-apigateway-integration: {type: mock}',
      ),
      'expected a reference to what is in this document',
    ],
    [
      `${method('      parameters: [{$ref: "#/components/parameters/p"}]\n      x-amazon-apigateway-integration: {type: mock}')}\ncomponents: {parameters: {p: {$ref: "#/components/parameters/q"}, q: {$ref: "#/components/parameters/p"}}}`,
      'expected a reference that does not lead back to itself',
    ],
    [
      `${method('      x-amazon-apigateway-integration: {type: mock}')}\ncomponents: {schemas: {A: {allOf: [{$ref: "#/components/schemas/A"}]}}}`,
      'expected references that do not lead back to themselves in models.A',
    ],
    [
      method(
        '      x-amazon-apigateway-request-validator: none\n      x-amazon-apigateway-integration: {type: mock}',
      ),
      'line 5, column 7 (paths./a.get): expected a validator of this API in resources./a.GET.validator',
    ],
    [
      `${method('      x-amazon-apigateway-integration: {type: mock}')}\nx-amazon-apigateway-policy: {Statement: [{Effect: Maybe}]}`,
      'line 6, column 29 (x-amazon-apigateway-policy): expected',
    ],
  ])('format.located: %j', (text, expected) => {
    expect(refusal(text)).toContain(expected)
  })

  it('format.openapi-write: a REST API reads the same', () => {
    fc.assert(
      fc.property(restDescription, fc.constantFrom('yaml', 'json'), (api, format) => {
        const { text, warnings } = writeOpenApi(api, { format })
        expect(warnings).toEqual([])
        expect(readOpenApi(text, { type: 'REST' })).toEqual({ api, warnings: [] })
      }),
      { numRuns: 30 },
    )
  })

  it('format.openapi-write: an HTTP API reads the same', () => {
    fc.assert(
      fc.property(httpDescription, fc.constantFrom('yaml', 'json'), (api, format) => {
        const { text, warnings } = writeOpenApi(api, { format })
        expect(warnings).toEqual([])
        expect(readOpenApi(text)).toEqual({ api, warnings: [] })
      }),
      { numRuns: 30 },
    )
  })

  it('format.openapi-write: what a document has no words for is told', () => {
    const api: RestApi = {
      type: 'REST',
      id: 'a1',
      endpointType: 'REGIONAL',
      wafBlocks: ['10.0.0.0/8'],
      apiKeys: { k: { value: 'x'.repeat(20) } },
      resources: {
        '/': { GET: { integration: { type: 'AWS_PROXY', function: 'f', permitted: false } } },
      },
      stages: { prod: { variables: { a: '1' } } },
    }
    expect(writeOpenApi(api).warnings.map(({ at }) => at)).toEqual([
      'apiKeys',
      'endpointType',
      'wafBlocks',
      'stages.prod',
      'resources./.GET.integration.permitted',
    ])
    const { permitted: _, ...integration } = { type: 'AWS_PROXY', function: 'f', permitted: false }
    expect(readOpenApi(writeOpenApi(api).text).api).toEqual({
      type: 'REST',
      id: 'a1',
      region: 'us-east-1',
      resources: { '/': { GET: { integration } } },
      stages: { prod: {} },
    })
    const http: HttpApi = { type: 'HTTP', id: 'h1', routes: {}, stages: { $default: {} } }
    expect(writeOpenApi(http).warnings).toEqual([])
  })

  it('reading throws nothing but a located FormatError', () => {
    const lines = PETS.split('\n')
    const change = fc.record({
      line: fc.nat(lines.length - 1),
      with: fc.oneof(
        fc.constantFrom('', '  - a', 'x: [', '    get: 5', '$ref: "#/paths"', '  {}', 'null'),
        fc.nat(lines.length - 1).map((i) => lines[i] ?? ''),
      ),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const changed = [...lines]
        for (const one of changes) changed[one.line] = one.with
        expect(refusal(changed.join('\n'))).toMatch(/^read$|^line \d+, column \d+/)
      }),
      { numRuns: 150 },
    )
  })
})
