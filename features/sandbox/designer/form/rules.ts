import type { Api, Json } from '@/emulator'

/** One thing that can be set, at a path from the API or from one of a group's entries. */
export interface Field {
  path: string[]
  label: string
  kind: 'text' | 'long' | 'number' | 'flag' | 'choice' | 'list' | 'map' | 'json'
  choices?: readonly string[]
}

/** A map of things with names: routes, authorizers, stages. */
export interface Group {
  title: string
  /** What one of them is called on a button. */
  one: string
  /** Where the map stands in the API. */
  path: string[]
  /** What a name looks like. */
  hint: string
  /** Methods of REST resources are two maps deep: their name is `GET /pets`. */
  isMethod?: boolean
  fields: Field[]
  /** What a new one begins as; `name` is the function's. */
  fresh(name: string): Json
}

const text = (path: string, label: string): Field => ({
  path: path.split('.'),
  label,
  kind: 'text',
})
const of = (kind: Field['kind'], path: string, label: string): Field => ({
  ...text(path, label),
  kind,
})
const choice = (path: string, label: string, choices: readonly string[]): Field => ({
  ...of('choice', path, label),
  choices,
})

const INTEGRATION = [
  text('integration.function', 'Function'),
  text('integration.uri', 'URI'),
  text('integration.httpMethod', 'Verb towards the backend'),
  of('number', 'integration.timeoutInMillis', 'Time-out (ms)'),
]
const REST_INTEGRATION = [
  choice('integration.type', 'Integration', ['AWS_PROXY', 'AWS', 'HTTP_PROXY', 'HTTP', 'MOCK']),
  ...INTEGRATION,
  of('map', 'integration.requestParameters', 'Request parameters'),
  of('map', 'integration.requestTemplates', 'Request templates (VTL) by media type'),
  choice('integration.passthroughBehavior', 'Without a template', [
    'WHEN_NO_MATCH',
    'WHEN_NO_TEMPLATES',
    'NEVER',
  ]),
  of('list', 'integration.cacheKeyParameters', 'Cache key parameters'),
  of('json', 'integration.responses', 'Integration responses'),
]
const ACCESS = [text('authorizer', 'Authorizer'), of('list', 'authorizationScopes', 'Scopes')]
const THROTTLE = [
  of('number', 'throttle.rate', 'Requests a second'),
  of('number', 'throttle.burst', 'Burst'),
]
const CORS = [
  of('list', 'cors.allowOrigins', 'Allowed origins'),
  of('list', 'cors.allowMethods', 'Allowed methods'),
  of('list', 'cors.allowHeaders', 'Allowed headers'),
  of('list', 'cors.exposeHeaders', 'Exposed headers'),
  of('flag', 'cors.allowCredentials', 'Credentials'),
  of('number', 'cors.maxAge', 'Max age (s)'),
]

const authorizers = (types: readonly string[], more: Field[], fresh: Group['fresh']): Group => ({
  title: 'Authorizers',
  one: 'authorizer',
  path: ['authorizers'],
  hint: 'login',
  fields: [
    choice('type', 'Type', types),
    text('function', 'Function'),
    ...more,
    of('number', 'resultTtlInSeconds', 'Cache (s)'),
  ],
  fresh,
})
const stages = (more: Field[]): Group => ({
  title: 'Stages',
  one: 'stage',
  path: ['stages'],
  hint: 'prod',
  fields: [
    of('map', 'variables', 'Stage variables'),
    ...more,
    of('json', 'settings', 'Settings by method or route: throttle, cache'),
    text('accessLogFormat', 'Access log format'),
  ],
  fresh: () => ({}),
})
const METER: Group[] = [
  {
    title: 'API keys',
    one: 'API key',
    path: ['apiKeys'],
    hint: 'basic',
    fields: [text('value', 'Value (20 characters or more)'), of('flag', 'enabled', 'Enabled')],
    fresh: () => ({ value: 'change-me-to-a-long-secret' }),
  },
  {
    title: 'Usage plans',
    one: 'usage plan',
    path: ['usagePlans'],
    hint: 'free',
    fields: [
      of('list', 'keys', 'Keys'),
      of('list', 'stages', 'Stages'),
      ...THROTTLE,
      of('number', 'quota.limit', 'Quota'),
      choice('quota.period', 'Quota’s period', ['DAY', 'WEEK', 'MONTH']),
    ],
    fresh: () => ({ keys: [], stages: [] }),
  },
]
const MODELS: Group = {
  title: 'Models',
  one: 'model',
  path: ['models'],
  hint: 'Order',
  fields: [text('contentType', 'Media type'), of('json', 'schema', 'JSON Schema (draft 4)')],
  fresh: () => ({ schema: { type: 'object' } }),
}

/** What the form of each kind of API shows: settings of the whole, then its groups. */
export const FORMS: Record<Api['type'], { fields: Field[]; groups: Group[] }> = {
  REST: {
    fields: [
      text('name', 'Name'),
      choice('endpointType', 'Endpoint', ['EDGE', 'REGIONAL', 'PRIVATE']),
      of('list', 'binaryMediaTypes', 'Binary media types'),
      choice('apiKeySource', 'API key comes from', ['HEADER', 'AUTHORIZER']),
      of('json', 'resourcePolicy', 'Resource policy'),
      of('json', 'gatewayResponses', 'Gateway responses'),
    ],
    groups: [
      {
        title: 'Methods',
        one: 'method',
        path: ['resources'],
        hint: 'GET /pets/{petId}',
        isMethod: true,
        fields: [
          ...REST_INTEGRATION,
          choice('authorizationType', 'Authorization', [
            'NONE',
            'AWS_IAM',
            'CUSTOM',
            'COGNITO_USER_POOLS',
          ]),
          ...ACCESS,
          of('flag', 'apiKeyRequired', 'API key required'),
          text('validator', 'Validator'),
          of('map', 'requestModels', 'Models by media type'),
          of('json', 'requestParameters', 'Required parameters'),
        ],
        fresh: (name) => ({ integration: { type: 'AWS_PROXY', function: name } }),
      },
      authorizers(
        ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'],
        [
          text('identitySource', 'Identity source'),
          text('identityValidationExpression', 'Token must match'),
          of('list', 'issuers', 'User pools’ issuers'),
        ],
        (name) => ({ type: 'TOKEN', function: name }),
      ),
      {
        title: 'Validators',
        one: 'validator',
        path: ['validators'],
        hint: 'body',
        fields: [
          of('flag', 'validateRequestBody', 'Body'),
          of('flag', 'validateRequestParameters', 'Parameters'),
        ],
        fresh: () => ({ validateRequestBody: true }),
      },
      MODELS,
      stages([of('number', 'cache.sizeGb', 'Cache (GB)'), of('json', 'canary', 'Canary')]),
      ...METER,
    ],
  },
  HTTP: {
    fields: [text('name', 'Name'), ...CORS],
    groups: [
      {
        title: 'Routes',
        one: 'route',
        path: ['routes'],
        hint: 'GET /pets/{petId}',
        fields: [
          choice('integration.type', 'Integration', ['AWS_PROXY', 'HTTP_PROXY']),
          ...INTEGRATION,
          choice('integration.payloadFormatVersion', 'Payload', ['1.0', '2.0']),
          text('integration.subtype', 'Service action'),
          of('map', 'integration.requestParameters', 'Request parameters'),
          choice('authorizationType', 'Authorization', ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM']),
          ...ACCESS,
        ],
        fresh: (name) => ({
          integration: { type: 'AWS_PROXY', function: name, payloadFormatVersion: '2.0' },
        }),
      },
      authorizers(
        ['JWT', 'REQUEST'],
        [
          text('issuer', 'Issuer'),
          of('list', 'audience', 'Audience'),
          of('list', 'identitySource', 'Identity sources'),
          choice('payloadFormatVersion', 'Payload', ['1.0', '2.0']),
          of('flag', 'enableSimpleResponses', 'Simple responses'),
        ],
        () => ({ type: 'JWT', issuer: 'https://login.example.com/', audience: ['app'] }),
      ),
      stages([]),
    ],
  },
  WEBSOCKET: {
    fields: [text('name', 'Name'), text('routeSelectionExpression', 'Route selection expression')],
    groups: [
      {
        title: 'Routes',
        one: 'route',
        path: ['routes'],
        hint: 'sendMessage',
        fields: [
          ...REST_INTEGRATION,
          choice('routeResponseSelectionExpression', 'Answer goes back', ['$default']),
          choice('authorizationType', 'Authorization ($connect)', ['NONE', 'AWS_IAM', 'CUSTOM']),
          text('authorizer', 'Authorizer'),
          of('flag', 'apiKeyRequired', 'API key required'),
        ],
        fresh: (name) => ({ integration: { type: 'AWS_PROXY', function: name } }),
      },
      authorizers(['REQUEST'], [text('identitySource', 'Identity source')], (name) => ({
        type: 'REQUEST',
        function: name,
      })),
      MODELS,
      stages([]),
      ...METER,
    ],
  },
  FUNCTION_URL: {
    fields: [
      text('function', 'Function'),
      choice('authType', 'Authorization', ['NONE', 'AWS_IAM']),
      of('list', 'grants', 'Grants'),
      ...CORS,
    ],
    groups: [],
  },
}
