import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HttpApi, RestApi, WebSocketApi } from '../../schema/api'
import { FormatError } from '../format-error'
import { readTemplate, type TemplateOptions } from './read-template'

const SAM = `
AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Memory: { Type: Number, Default: 256 }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Mappings:
  Sizes:
    dev: { timeout: 5 }
    prod: { timeout: 20 }
Globals:
  Function:
    Runtime: nodejs22.x
    MemorySize: !Ref Memory
    Timeout: !FindInMap [Sizes, !Ref Stage, timeout]
    Environment:
      Variables:
        STAGE: !Ref Stage
        TABLE: !Ref Pets
  Api:
    Cors: "'*'"
Resources:
  Pets:
    Type: AWS::Serverless::SimpleTable
    Properties: { TableName: !Sub "pets-\${Stage}", PrimaryKey: { Name: petId, Type: String } }
  Jobs:
    Type: AWS::SQS::Queue
    Properties: { VisibilityTimeout: 30, RedrivePolicy: { maxReceiveCount: 3, deadLetterTargetArn: !GetAtt Dead.Arn } }
  Dead: { Type: AWS::SQS::Queue }
  Extra:
    Type: AWS::SQS::Queue
    Condition: IsProd
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      EndpointConfiguration: REGIONAL
      BinaryMediaTypes: [image~1png]
      Variables: { color: blue }
      MethodSettings:
        - { ResourcePath: /*, HttpMethod: "*", ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }
        - { ResourcePath: /~1pets, HttpMethod: GET, CachingEnabled: yes, CacheTtlInSeconds: 60 }
      Auth:
        DefaultAuthorizer: Guard
        Authorizers:
          Guard: { FunctionArn: !GetAtt Guard.Arn, Identity: { ReauthorizeEvery: 0 } }
          Pool: { UserPoolArn: !GetAtt Users.Arn }
  Users: { Type: AWS::Cognito::UserPool }
  Guard:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, InlineCode: "exports.handler = async () => ({})" }
  List:
    Type: AWS::Serverless::Function
    Properties:
      FunctionName: !Join ["-", [pets, list, !Ref Stage]]
      CodeUri: ./src/list/
      Handler: index.handler
      AutoPublishAlias: live
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: !If [IsProd, 5, 1] }
      Environment: { Variables: { JOBS: !Ref Jobs, EXTRA: !If [IsProd, !Ref Extra, !Ref "AWS::NoValue"] } }
      FunctionUrlConfig: { AuthType: NONE, Cors: { AllowOrigins: ["*"] } }
      EventInvokeConfig: { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: !GetAtt Dead.Arn } } }
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /pets, Method: get } }
        Open: { Type: Api, Properties: { RestApiId: !Ref Api, Path: "/{proxy+}", Method: any, Auth: { Authorizer: NONE, ApiKeyRequired: true } } }
        Web: { Type: HttpApi }
        Work:
          Type: SQS
          Properties: { Queue: !GetAtt Jobs.Arn, BatchSize: 5, FunctionResponseTypes: [ReportBatchItemFailures], FilterCriteria: { Filters: [{ Pattern: '{"body":{"a":[1]}}' }] } }
        Tick: { Type: Schedule, Properties: { Schedule: rate(5 minutes), Enabled: false } }
`

const refusal = (text: string, options: TemplateOptions = {}): string => {
  try {
    readTemplate(text, options)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError)
    return (error as FormatError).message
  }
  return 'read'
}

describe('SAM templates', () => {
  const files = { 'src/list/index.mjs': 'export const handler = async () => ({})' }
  const read = (options: TemplateOptions = {}) => readTemplate(SAM, { files, ...options })

  it('format.sam: functions with their globals, code and events', () => {
    const { functions, warnings } = read()
    expect(warnings).toEqual([])
    expect(Object.keys(functions)).toEqual(['Guard', 'pets-list-dev'])
    expect(functions['pets-list-dev']).toEqual({
      code: {
        kind: 'source',
        language: 'javascript',
        files: { 'index.mjs': files['src/list/index.mjs'] },
      },
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      memoryMb: 256,
      timeoutSeconds: 5,
      environment: {
        STAGE: 'dev',
        TABLE: 'pets-dev',
        JOBS: 'https://sqs.us-east-1.amazonaws.com/123456789012/Jobs',
      },
      async: {
        maximumRetryAttempts: 1,
        onFailure: { type: 'sqs', arn: 'arn:aws:sqs:us-east-1:123456789012:Dead' },
      },
      versions: { '1': {} },
      aliases: { live: { version: '1' } },
      provisionedConcurrency: { live: 1 },
      eventSources: [
        {
          type: 'sqs',
          arn: 'arn:aws:sqs:us-east-1:123456789012:Jobs',
          batchSize: 5,
          reportBatchItemFailures: true,
          filters: [{ body: { a: [1] } }],
        },
        {
          type: 'schedule',
          arn: 'arn:aws:events:us-east-1:123456789012:rule/pets-list-devTick',
          enabled: false,
          scheduleExpression: 'rate(5 minutes)',
        },
      ],
    })
    expect(functions.Guard?.code).toMatchObject({ files: { 'index.js': expect.any(String) } })
  })

  it('format.sam: APIs with their stages, authorizers and preflights', () => {
    const { apis, data } = read()
    expect(Object.keys(apis)).toEqual(['Api', 'ServerlessHttpApi', 'ListUrl'])
    const { resources, ...api } = apis.Api as RestApi
    expect(api).toEqual({
      type: 'REST',
      id: 'api',
      endpointType: 'REGIONAL',
      binaryMediaTypes: ['image/png'],
      authorizers: {
        Guard: {
          type: 'TOKEN',
          function: 'Guard',
          identitySource: 'method.request.header.Authorization',
          resultTtlInSeconds: 0,
        },
        Pool: {
          type: 'COGNITO_USER_POOLS',
          issuers: ['https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Users'],
          identitySource: 'method.request.header.Authorization',
        },
      },
      stages: {
        dev: {
          variables: { color: 'blue' },
          settings: {
            '*/*': { throttle: { rate: 5, burst: 10 } },
            '/pets/GET': { cachingEnabled: true, cacheTtlInSeconds: 60 },
          },
        },
      },
    })
    expect(resources['/pets']?.GET).toEqual({
      authorizationType: 'CUSTOM',
      authorizer: 'Guard',
      integration: { type: 'AWS_PROXY', function: 'pets-list-dev:live' },
    })
    expect(resources['/{proxy+}']?.ANY).toMatchObject({ apiKeyRequired: true })
    expect(resources['/pets']?.OPTIONS?.integration.responses?.[0]?.responseParameters).toEqual({
      'method.response.header.Access-Control-Allow-Methods': "'GET,OPTIONS'",
      'method.response.header.Access-Control-Allow-Origin': "'*'",
    })
    expect((apis.ServerlessHttpApi as HttpApi).routes.$default?.integration).toEqual({
      type: 'AWS_PROXY',
      function: 'pets-list-dev:live',
      payloadFormatVersion: '2.0',
    })
    expect(apis.ListUrl).toEqual({
      type: 'FUNCTION_URL',
      id: 'listurl',
      function: 'pets-list-dev:live',
      authType: 'NONE',
      cors: { allowOrigins: ['*'] },
    })
    expect(data).toEqual({
      tables: { 'pets-dev': { partitionKey: 'petId' } },
      queues: {
        Jobs: { visibilityTimeoutSeconds: 30, maxReceiveCount: 3, deadLetterQueue: 'Dead' },
        Dead: {},
      },
    })
  })

  it('format.sam-tags: parameters choose conditions, mappings and names', () => {
    const { functions } = read({ parameters: { Stage: 'prod' } })
    expect(functions['pets-list-prod']).toMatchObject({
      timeoutSeconds: 20,
      environment: { EXTRA: 'https://sqs.us-east-1.amazonaws.com/123456789012/Extra' },
      provisionedConcurrency: { live: 5 },
    })
  })

  it('format.sam: code that is not at hand is told', () => {
    const { functions, warnings } = read({ files: {} })
    expect(functions['pets-list-dev']?.code.kind).toBe('canned')
    expect(warnings).toEqual([
      {
        at: 'line 58, column 16 (Resources.List.Properties.CodeUri)',
        says: 'the code is not at hand, so an empty answer stands for it',
      },
    ])
  })
})

const CLOUDFORMATION = `
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: { Runtime: python3.14, Handler: index.h, Code: { ZipFile: "def h(e, c): return 1" } }
  Grant:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref F, Principal: apigateway.amazonaws.com, Action: lambda:InvokeFunction }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: Pets } }
  Pets:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets }
  Pet:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !Ref Pets, PathPart: "{id}" }
  Check:
    Type: AWS::ApiGateway::RequestValidator
    Properties: { RestApiId: !Ref Api, Name: body, ValidateRequestBody: true }
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Pet
      HttpMethod: GET
      AuthorizationType: NONE
      ApiKeyRequired: true
      RequestValidatorId: !Ref Check
      MethodResponses: [{ StatusCode: 200, ResponseParameters: { method.response.header.X: true } }]
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations
        IntegrationResponses:
          - { StatusCode: 200 }
          - { StatusCode: 404, SelectionPattern: .*404.* }
  Deployment: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }
  Prod:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Api, StageName: prod, DeploymentId: !Ref Deployment, Variables: { a: "1" } }
  Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: me, Value: abcdefghijklmnopqrstuvwx } }
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties:
      ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Prod }]
      Quota: { Limit: 10, Period: DAY }
  PlanKey:
    Type: AWS::ApiGateway::UsagePlanKey
    Properties: { KeyId: !Ref Key, KeyType: API_KEY, UsagePlanId: !Ref Plan }
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: Talk, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.do }
  ChatRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Chat, RouteKey: $default, Target: !Sub "integrations/\${ChatTo}" }
  ChatTo:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Chat, IntegrationType: AWS_PROXY, IntegrationUri: !Sub "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${F.Arn}/invocations" }
  ChatStage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Chat, StageName: live } }
  Quick:
    Type: AWS::ApiGatewayV2::Api
    Properties: { Name: quick, ProtocolType: HTTP, Target: !GetAtt F.Arn }
`

describe('CloudFormation templates', () => {
  it('format.sam: a REST API from resources and methods', () => {
    const { apis, warnings, functions } = readTemplate(CLOUDFORMATION)
    expect(warnings).toEqual([])
    expect(functions.F?.code).toEqual({
      kind: 'source',
      language: 'python',
      files: { 'index.py': 'def h(e, c): return 1' },
    })
    expect(apis.Api).toEqual({
      type: 'REST',
      id: 'api',
      name: 'Pets',
      validators: { body: { validateRequestBody: true } },
      apiKeys: { me: { value: 'abcdefghijklmnopqrstuvwx' } },
      usagePlans: { Plan: { keys: ['me'], stages: ['prod'], quota: { limit: 10, period: 'DAY' } } },
      stages: { prod: { variables: { a: '1' } } },
      resources: {
        '/pets/{id}': {
          GET: {
            apiKeyRequired: true,
            validator: 'body',
            methodResponses: { '200': { headers: ['X'] } },
            integration: {
              type: 'AWS',
              function: 'F',
              responses: [{ statusCode: 200 }, { statusCode: 404, selectionPattern: '.*404.*' }],
            },
          },
        },
      },
    })
  })

  it('format.sam: WebSocket and quickly made HTTP APIs', () => {
    const { apis } = readTemplate(CLOUDFORMATION)
    expect(apis.Chat).toEqual({
      type: 'WEBSOCKET',
      id: 'chat',
      name: 'Talk',
      routeSelectionExpression: '$request.body.do',
      routes: { $default: { integration: { type: 'AWS_PROXY', function: 'F' } } },
      stages: { live: {} },
    } satisfies WebSocketApi)
    expect((apis.Quick as HttpApi).routes).toEqual({
      $default: {
        integration: { type: 'AWS_PROXY', function: 'F', payloadFormatVersion: '2.0' },
      },
    })
  })

  it('format.sam: without a permission API Gateway may not invoke', () => {
    const { apis, warnings } = readTemplate(CLOUDFORMATION.replace('apigateway.amaz', 's3.amaz'))
    const { resources } = apis.Api as RestApi
    expect(resources['/pets/{id}']?.GET?.integration.permitted).toBe(false)
    expect(warnings[0]?.says).toContain('there is no AWS::Lambda::Permission for it')
  })
})

const inFunction = (text: string) =>
  `Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: x\n      Runtime: nodejs22.x\n${text}`

describe('templates that are wrong', () => {
  it.each([
    ['[]', 'line 1, column 1: expected a map with Resources, found a list'],
    ['a: 1', 'line 1, column 1: expected Resources, found a map'],
    ['Resources: {F: {}}', 'line 1, column 16 (Resources.F): expected a Type'],
    [
      inFunction('      Timeout: soon'),
      'line 7, column 16 (Resources.F.Properties.Timeout): expected a whole number from 1 to 900, found "soon"',
    ],
    [
      inFunction('      MemorySize: !Ref Nothing'),
      'line 7, column 24 (Resources.F.Properties.MemorySize): expected a parameter or resource of this template, found "Nothing"',
    ],
    [
      inFunction(`      FunctionName: !Sub "\${F}"`),
      'line 7, column 26 (Resources.F.Properties.FunctionName): expected resources that do not wait for one another, found F → F',
    ],
    [
      `${inFunction(`      FunctionName: !Sub "\${G}"`)}\n  G:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: !Join ["", [!Ref F]]}`,
      'expected resources that do not wait for one another, found F → G → F',
    ],
    [
      'Conditions: {A: !Condition B, B: !Not [!Condition A]}\nResources: {F: {Type: AWS::SQS::Queue, Condition: A}}',
      'expected conditions that do not lead back to themselves, found A → B → A',
    ],
    [
      `Parameters: {P: {Type: String}}\n${inFunction('      FunctionName: !Ref P')}`,
      'line 1, column 17 (Parameters.P): expected a Default for the parameter P, or a value for it',
    ],
    [
      inFunction(
        '      Events: {A: {Type: SQS, Properties: {Queue: q, FilterCriteria: {Filters: [{Pattern: "{"}]}}}}',
      ),
      'expected JSON in a text, found "{"',
    ],
    [
      inFunction('      Events: {A: {Type: Api, Properties: {Path: /a}}}'),
      'line 7, column 43 (Resources.F.Properties.Events.A.Properties): expected a Method',
    ],
    [
      inFunction(
        '      Events: {A: {Type: Api, Properties: {RestApiId: other, Path: /a, Method: get}}}',
      ),
      'expected an API of this template, found other',
    ],
    [
      inFunction('      Events: {A: {Type: Api, Properties: {Path: a, Method: get}}}'),
      'expected a path that begins with a slash in resources.a',
    ],
    [
      'Resources:\n  A: {Type: AWS::ApiGateway::RestApi}\n  R: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref A, ParentId: !Ref S, PathPart: r}}\n  S: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref A, ParentId: !Ref R, PathPart: s}}',
      'expected resources that do not wait for one another, found R → S → R',
    ],
    [
      `Resources: {${Array.from({ length: 501 }, (_, i) => `Q${i}: {Type: AWS::SQS::Queue}`).join(', ')}}`,
      'expected at most 500 resources, found 501',
    ],
  ])('format.located: %j', (text, expected) => {
    expect(refusal(text)).toContain(expected)
  })

  it('format.located: environments that name one another', () => {
    const one = (other: string) =>
      `{Type: AWS::Serverless::Function, Properties: {InlineCode: x, Runtime: nodejs22.x, Environment: {Variables: {OTHER: !GetAtt ${other}.Arn}}}}`
    expect(refusal(`Resources:\n  A: ${one('B')}\n  B: ${one('A')}`)).toContain(
      'expected resources that do not wait for one another, found A → B → A',
    )
    expect(refusal('Resources: {A: {Type: AWS::SQS::Queue, DependsOn: A}}')).toContain('A → A')
  })

  it('format.located: a value that a parameter does not allow', () => {
    expect(refusal(SAM, { parameters: { Stage: 'test' } })).toContain(
      'expected one of the AllowedValues of Stage, found "test"',
    )
  })

  it('format.located: names that double themselves stop', () => {
    const doubling = Array.from(
      { length: 40 },
      (_, i) =>
        `  Q${i}: {Type: AWS::SQS::Queue, Properties: {QueueName: !Sub "\${Q${i + 1}.QueueName}\${Q${i + 1}.QueueName}"}}`,
    )
    const text = `Resources:\n${doubling.join('\n')}\n  Q40: {Type: AWS::SQS::Queue, Properties: {QueueName: q}}`
    expect(refusal(text)).toMatch(/expected functions that make at most 4,000,000 characters/)
    const deep = Array.from({ length: 20_000 }, (_, i) => `C${i}: !Condition C${i + 1}`)
    expect(
      refusal(
        `Conditions: {${deep.join(', ')}, C20000: !Equals [1, 1]}\nResources: {Q: {Type: AWS::SQS::Queue, Condition: C0}}`,
      ),
    ).toContain('at most 100 conditions that lead to another')
  })

  it('reading throws nothing but a located FormatError', () => {
    const replacement = fc.constantFrom(
      ...[
        '',
        '  - a',
        'x: [',
        '    Type: 5',
        '      Events: !Ref F',
        '  {}',
        'null',
        '      Auth: 1',
      ],
    )
    const change = fc.record({
      at: fc.nat(1_000),
      from: fc.nat(1_000),
      other: fc.boolean(),
      replacement,
    })
    fc.assert(
      fc.property(
        fc.constantFrom(SAM, CLOUDFORMATION),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          const lines = text.split('\n')
          for (const { at, from, other, replacement: one } of changes) {
            lines[at % lines.length] = other ? (lines[from % lines.length] ?? '') : one
          }
          expect(refusal(lines.join('\n'))).toMatch(/^read$|^line \d+, column \d+/)
        },
      ),
      { numRuns: 200 },
    )
  })
})
