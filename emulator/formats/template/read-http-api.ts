import type { HttpApi, HttpRoute, WebSocketApi, WebSocketRoute } from '../../schema/api'
import type { Authorizer, HttpAuthorizer } from '../../schema/authorizer'
import { defined, unlessEmpty } from '../defined'
import {
  booleanOf,
  get,
  itemsOf,
  jsonOf,
  type Node,
  refuse,
  scalarAt,
  textMapOf,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import { readAuthorizer, readHttpAuthorizer } from '../openapi/read-authorizers'
import { readCors } from '../openapi/read-http'
import { readHttpIntegration, readIntegration } from '../openapi/read-integration'
import { readDescription } from '../openapi/read-openapi'
import { bodyOf } from './body'
import { type Draft, joined, partsOf, readingOf, renamed, withEntry } from './draft'
import { readHttpStage } from './read-stages'
import { apiIdOf, type Resource, type Scope } from './resource'

const TYPE = 'AWS::ApiGatewayV2'
const NAMES = {
  IntegrationType: 'type',
  IntegrationUri: 'uri',
  IntegrationMethod: 'httpMethod',
  ContentHandlingStrategy: 'contentHandling',
  AuthorizerType: 'type',
}

/** Response mappings are lists of pairs in templates, maps elsewhere. */
function responseMaps(node: Node | undefined): Node | undefined {
  if (node?.kind !== 'map') return node
  const entries = [...node.entries].map(([status, one]): [string, Node] => {
    const pairs = itemsOf(get(one, 'ResponseParameters')).map((pair): [string, Node] => [
      textOf(get(pair, 'Destination') ?? refuse(pair, 'a Destination')),
      get(pair, 'Source') ?? refuse(pair, 'a Source'),
    ])
    return [status, { kind: 'map', entries: new Map(pairs), at: one.at }]
  })
  return { ...node, entries: new Map(entries) }
}

function integrationOf(scope: Scope, apiId: string, route: Node): Node {
  const target = get(route, 'Target') ?? refuse(route, 'a Target: integrations/…')
  const id = textOf(target).replace(/^integrations\//, '')
  const part = partsOf(scope, apiId, `${TYPE}::Integration`).find(
    ({ resource }) => resource.id === id,
  )
  const node = part?.properties ?? refuse(target, 'an integration of this API', id)
  const plain = renamed(node, NAMES)
  return withEntry(plain, 'responseParameters', responseMaps(get(node, 'ResponseParameters')))
}

function authorizerOf(scope: Scope, route: Node): string | undefined {
  const id = get(route, 'AuthorizerId')
  const resource = id && scope.resources.get(textOf(id))
  return resource ? scope.nameOf(resource) : id && textOf(id)
}

const scopesOf = (route: Node) => {
  const scopes = textsOf(get(route, 'AuthorizationScopes'))
  return scopes.length === 0 ? undefined : scopes
}

const keyOf = (route: Node) => textOf(get(route, 'RouteKey') ?? refuse(route, 'a RouteKey'))

function httpRoutes(scope: Scope, draft: Draft<HttpApi>): HttpApi['routes'] {
  const routes = partsOf(scope, draft.id, `${TYPE}::Route`).map(
    ({ properties: node }): [string, HttpRoute] => {
      const type = get(node, 'AuthorizationType')
      const kind = type && wordOf(type, ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'] as const)
      draft.reading.places.set(`routes.${keyOf(node)}`, node)
      const route = defined({
        integration: readHttpIntegration(integrationOf(scope, draft.id, node), draft.reading),
        authorizationType: kind === 'NONE' ? undefined : kind,
        authorizer: authorizerOf(scope, node),
        authorizationScopes: scopesOf(node),
      })
      return [keyOf(node), route]
    },
  )
  return Object.fromEntries(routes)
}

function webSocketRoutes(scope: Scope, draft: Draft<WebSocketApi>): WebSocketApi['routes'] {
  const routes = partsOf(scope, draft.id, `${TYPE}::Route`).map(
    ({ properties: node }): [string, WebSocketRoute] => {
      const type = get(node, 'AuthorizationType')
      const kind = type && wordOf(type, ['NONE', 'AWS_IAM', 'CUSTOM'] as const)
      const key = get(node, 'ApiKeyRequired')
      const answers = get(node, 'RouteResponseSelectionExpression')
      const models = get(node, 'ModelSelectionExpression')
      draft.reading.places.set(`routes.${keyOf(node)}`, node)
      const route = defined({
        integration: readIntegration(integrationOf(scope, draft.id, node), draft.reading),
        authorizationType: kind === 'NONE' ? undefined : kind,
        authorizer: authorizerOf(scope, node),
        apiKeyRequired: key && booleanOf(key) ? true : undefined,
        routeResponseSelectionExpression: answers && wordOf(answers, ['$default'] as const),
        requestModels: textMapOf(get(node, 'RequestModels')),
        modelSelectionExpression: models && textOf(models),
      })
      return [keyOf(node), route]
    },
  )
  return Object.fromEntries(routes)
}

function byName<T>(scope: Scope, id: string, type: string, read: (node: Node) => T) {
  const parts = partsOf(scope, id, `${TYPE}::${type}`)
  return parts.map(({ resource, properties }): [string, T] => [
    scope.nameOf(resource),
    read(properties),
  ])
}

function httpAuthorizerOf(node: Node): HttpAuthorizer {
  const jwt = get(node, 'JwtConfiguration')
  return readHttpAuthorizer(
    withEntry(renamed(node, NAMES), 'jwtConfiguration', jwt && renamed(jwt)),
  )
}

/** A WebSocket API's identity sources are a list, where REST APIs have one text. */
function webSocketAuthorizerOf(node: Node): Authorizer {
  const sources = get(node, 'IdentitySource')
  const plain = withEntry(renamed(node, NAMES), 'identitySource', sources && joined(sources))
  return readAuthorizer(plain, scalarAt(node.at, null))
}

/** Stages of their own; without one it is `$default`, or `prod` where there can be none such. */
function stagesOf(scope: Scope, id: string, resource: Resource, otherwise: string) {
  const stages = byName(scope, id, 'Stage', readHttpStage)
  if (stages.length > 0) return Object.fromEntries(stages)
  scope.reading.warn(resource.node, `the API is deployed to no stage; here it is ${otherwise}`)
  return { [otherwise]: {} }
}

function readHttpApi(scope: Scope, resource: Resource): Draft<HttpApi> {
  const properties = scope.propertiesOf(resource)
  const id = apiIdOf(resource.id)
  const reading = readingOf(scope)
  const body = bodyOf(scope, get(properties, 'Body'), get(properties, 'BodyS3Location'))
  const base = body
    ? (readDescription(body, 'HTTP', id, reading) as Omit<HttpApi, 'id' | 'stages'>)
    : { type: 'HTTP' as const, routes: {} }
  const name = get(properties, 'Name')
  const cors = get(properties, 'CorsConfiguration')
  const own = Object.fromEntries(byName(scope, id, 'Authorizer', httpAuthorizerOf))
  const api: HttpApi = {
    ...base,
    ...defined({
      id,
      name: name ? textOf(name) : base.name,
      cors: cors ? readCors(cors) : base.cors,
      authorizers: unlessEmpty({ ...base.authorizers, ...own }),
    }),
    stages: {},
  }
  const draft: Draft<HttpApi> = { id, resource, api, reading }
  api.routes = { ...base.routes, ...httpRoutes(scope, draft), ...quickRoute(properties) }
  const quick = get(properties, 'Target') !== undefined
  api.stages = quick ? { $default: {} } : stagesOf(scope, id, resource, '$default')
  return draft
}

/** `Target` makes one route with a Lambda or HTTP proxy integration, and the stage `$default`. */
function quickRoute(properties: Node | undefined): HttpApi['routes'] {
  const target = get(properties, 'Target')
  if (target === undefined) return {}
  const key = get(properties, 'RouteKey')
  const type = /:lambda:/.test(textOf(target)) ? 'AWS_PROXY' : 'HTTP_PROXY'
  const entries = new Map<string, Node>([
    ['type', scalarAt(target.at, type)],
    ['uri', target],
    ...(type === 'AWS_PROXY'
      ? [['payloadFormatVersion', scalarAt(target.at, '2.0')] as [string, Node]]
      : []),
  ])
  const node: Node = { kind: 'map', entries, at: target.at }
  const integration = readHttpIntegration(node, { warnings: [], warn: () => {}, places: new Map() })
  return { [key ? textOf(key) : '$default']: { integration } }
}

function readWebSocketApi(scope: Scope, resource: Resource): Draft<WebSocketApi> {
  const properties = scope.propertiesOf(resource)
  const id = apiIdOf(resource.id)
  const name = get(properties, 'Name')
  const selection = get(properties, 'RouteSelectionExpression')
  const models = byName(scope, id, 'Model', (node) => ({
    schema: jsonOf(get(node, 'Schema') ?? refuse(node, 'a Schema')),
  }))
  const api: WebSocketApi = {
    ...defined({
      type: 'WEBSOCKET' as const,
      id,
      name: name && textOf(name) !== id ? textOf(name) : undefined,
      routeSelectionExpression: selection ? textOf(selection) : '$request.body.action',
      authorizers: unlessEmpty(
        Object.fromEntries(byName(scope, id, 'Authorizer', webSocketAuthorizerOf)),
      ),
      models: unlessEmpty(Object.fromEntries(models)),
    }),
    routes: {},
    stages: stagesOf(scope, id, resource, 'prod'),
  }
  const draft: Draft<WebSocketApi> = { id, resource, api, reading: readingOf(scope) }
  api.routes = webSocketRoutes(scope, draft)
  return draft
}

/**
 * An HTTP or WebSocket API of CloudFormation with its routes, integrations and stages.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html
 */
export function readApiV2(scope: Scope, resource: Resource): Draft<HttpApi> | Draft<WebSocketApi> {
  const protocol = get(scope.propertiesOf(resource), 'ProtocolType')
  const socket = protocol && wordOf(protocol, ['HTTP', 'WEBSOCKET'] as const) === 'WEBSOCKET'
  return socket ? readWebSocketApi(scope, resource) : readHttpApi(scope, resource)
}
