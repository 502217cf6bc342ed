import type { Api, HttpRequest, RestApi } from '@/emulator'

/** The kinds of API that one function can be put behind, in the order in which they are offered. */
export const API_CHOICES = {
  rest: 'REST API',
  http: 'HTTP API, payload 2.0',
  'http-v1': 'HTTP API, payload 1.0',
  url: 'Function URL',
  websocket: 'WebSocket API',
  'rest-templates': 'REST API with mapping templates',
  sam: 'SAM template',
} as const
export type ApiChoice = keyof typeof API_CHOICES

const ID = 'a1b2c3d4e5'

/** The mapping templates of a custom integration, as one begins with them. */
const FIRST_TEMPLATES = {
  request: `{
  "name": "$input.params('name')",
  "method": "$context.httpMethod",
  "body": $input.json('$')
}`,
  response: `#set($out = $input.path('$'))
{
  "message": "$util.escapeJavaScript($out.message)",
  "requestId": "$context.requestId"
}`,
  error: `{"message": "$util.escapeJavaScript($input.path('$.errorMessage'))"}`,
} as const

function restOf(integration: RestApi['resources'][string][string]['integration']): Api {
  return {
    type: 'REST',
    id: ID,
    resources: { '/': { ANY: { integration } }, '/{proxy+}': { ANY: { integration } } },
    stages: { prod: {} },
  }
}

/** An API of a kind in front of one function: everything it receives goes there. */
export function apiFor(choice: Exclude<ApiChoice, 'sam'>, name: string): Api {
  const proxy = { type: 'AWS_PROXY' as const, function: name }
  switch (choice) {
    case 'rest':
      return restOf(proxy)
    case 'http':
    case 'http-v1':
      return {
        type: 'HTTP',
        id: ID,
        routes: {
          $default: {
            integration: {
              ...proxy,
              payloadFormatVersion: choice === 'http' ? '2.0' : '1.0',
            },
          },
        },
        stages: { $default: {} },
      }
    case 'url':
      return { type: 'FUNCTION_URL', id: ID, function: name }
    case 'websocket':
      return {
        type: 'WEBSOCKET',
        id: ID,
        routeSelectionExpression: '$request.body.action',
        routes: Object.fromEntries(
          ['$connect', '$disconnect', '$default'].map((key) => [
            key,
            { integration: proxy, routeResponseSelectionExpression: '$default' as const },
          ]),
        ),
        stages: { prod: {} },
      }
    case 'rest-templates':
      return restOf({
        type: 'AWS',
        function: name,
        requestTemplates: { 'application/json': FIRST_TEMPLATES.request },
        responses: [
          { statusCode: 200, responseTemplates: { 'application/json': FIRST_TEMPLATES.response } },
          {
            statusCode: 500,
            selectionPattern: '(?s).+',
            responseTemplates: { 'application/json': FIRST_TEMPLATES.error },
          },
        ],
      })
  }
}

/** Which of the offered kinds an API is; null for one that was designed by hand. */
export function choiceOf(api: Api): ApiChoice | null {
  if (api.type === 'FUNCTION_URL') return 'url'
  if (api.type === 'WEBSOCKET') return 'websocket'
  if (api.type === 'HTTP') {
    const [[key, route] = [], ...others] = Object.entries(api.routes)
    if (key !== '$default' || !route || others.length > 0) return null
    return route.integration.payloadFormatVersion === '1.0' ? 'http-v1' : 'http'
  }
  if (Object.keys(api.resources).join() !== '/,/{proxy+}') return null
  const type = api.resources['/{proxy+}']?.ANY?.integration.type
  if (type === 'AWS_PROXY') return 'rest'
  return type === 'AWS' ? 'rest-templates' : null
}

/** The mapping templates of an API made for `rest-templates`; null for any other. */
export function templatesOf(api: Api): { request: string; response: string } | null {
  if (choiceOf(api) !== 'rest-templates' || api.type !== 'REST') return null
  const integration = api.resources['/{proxy+}']?.ANY?.integration
  return {
    request: integration?.requestTemplates?.['application/json'] ?? '',
    response: integration?.responses?.[0]?.responseTemplates?.['application/json'] ?? '',
  }
}

/** The same API with one of its mapping templates changed. */
export function withTemplate(api: Api, which: 'request' | 'response', text: string): Api {
  const integration = api.type === 'REST' && api.resources['/{proxy+}']?.ANY?.integration
  if (!integration) return api
  if (which === 'request')
    return restOf({ ...integration, requestTemplates: { 'application/json': text } })
  const [first, ...others] = integration.responses ?? []
  return restOf({
    ...integration,
    responses: [
      {
        ...(first ?? { statusCode: 200 }),
        responseTemplates: { 'application/json': text },
      },
      ...others,
    ],
  })
}

/** The stage of an API that a path begins with: its first, unless that is `$default` or none. */
export function stageOf(api: Api): string | null {
  if (api.type === 'FUNCTION_URL') return null
  const [first] = Object.keys(api.stages)
  return first === undefined || first === '$default' ? null : first
}

/**
 * A request as it must be sent when another API comes into question: the stage in front of its
 * path is the other API's. A path without the first API's stage stays as it is.
 */
export function movedTo(request: HttpRequest, from: string | null, to: string | null): HttpRequest {
  const bare =
    from !== null && `${request.path}/`.startsWith(`/${from}/`)
      ? request.path.slice(from.length + 1)
      : from === null
        ? request.path
        : null
  if (bare === null) return request
  const rest = bare.startsWith('/') ? bare : `/${bare}`
  return { ...request, path: to === null ? rest : `/${to}${rest}` }
}

/** The template that a SAM API begins with: the same function behind an HTTP API. */
export function firstTemplate(name: string, handler: string, runtime: string): string {
  return `AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  ${name}:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: ${runtime}
      Handler: ${handler}
      CodeUri: .
      Events:
        Any:
          Type: HttpApi
          Properties:
            Path: /{proxy+}
            Method: ANY
`
}
