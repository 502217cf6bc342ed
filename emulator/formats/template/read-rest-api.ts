import type { RestApi, RestMethod } from '../../schema/api'
import type { Policy } from '../../schema/policy'
import { defined, unlessEmpty } from '../defined'
import { MAX_DEPTH } from '../limits'
import {
  booleanOf,
  entriesOf,
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
import { readAuthorizer } from '../openapi/read-authorizers'
import { readIntegration } from '../openapi/read-integration'
import { readDescription } from '../openapi/read-openapi'
import { readGatewayResponses } from '../openapi/read-rest'
import { bodyOf } from './body'
import { type Draft, partsOf, readingOf, renamed, responsesByPattern, withEntry } from './draft'
import { endpointOf } from './read-sam-api'
import { readRestStage } from './read-stages'
import { apiIdOf, type Resource, type Scope } from './resource'

const TYPE = 'AWS::ApiGateway'

/** Paths by the logical id of their resource; the API's own id stands for the root. */
function readPaths(scope: Scope, draft: Draft<RestApi>): Map<string, string> {
  const parts = partsOf(scope, draft.id, `${TYPE}::Resource`)
  const byId = new Map(parts.map((part) => [part.resource.id, part]))
  const pathOf = (id: string, from: Node, depth = 0): string => {
    if (id === draft.resource.id) return ''
    const part = byId.get(id) ?? refuse(from, 'a resource of this API', JSON.stringify(id))
    const { resource, properties } = part
    if (depth > MAX_DEPTH) refuse(resource.node, 'parents that do not lead back to themselves')
    const parent = get(properties, 'ParentId') ?? refuse(properties, 'a ParentId')
    const name = get(properties, 'PathPart') ?? refuse(properties, 'a PathPart')
    return `${pathOf(textOf(parent), parent, depth + 1)}/${textOf(name)}`
  }
  const paths = parts.map(({ resource }): [string, string] => [
    resource.id,
    pathOf(resource.id, resource.node),
  ])
  return new Map([[draft.resource.id, '/'], ...paths])
}

function responsesOf(node: Node | undefined): RestMethod['methodResponses'] {
  const responses = itemsOf(node).map((one) => {
    const status = textOf(get(one, 'StatusCode') ?? refuse(one, 'a StatusCode'))
    const headers = entriesOf(get(one, 'ResponseParameters')).map(([name]) =>
      name.replace(/^method\.response\.header\./, ''),
    )
    return [status, headers.length === 0 ? {} : { headers }]
  })
  return unlessEmpty(Object.fromEntries(responses))
}

/** `AuthorizerId` and the like name a resource; the API knows it by its name. */
function named(scope: Scope, node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  const resource = scope.resources.get(textOf(node))
  return resource ? scope.nameOf(resource) : textOf(node)
}

function readMethod(scope: Scope, draft: Draft<RestApi>, node: Node): RestMethod {
  const at = (name: string) => get(node, name)
  const integration = at('Integration') ?? refuse(node, 'an Integration')
  const type = at('AuthorizationType')
  const words = ['NONE', 'AWS_IAM', 'CUSTOM', 'COGNITO_USER_POOLS'] as const
  const kind = type && wordOf(type, words)
  const scopes = textsOf(at('AuthorizationScopes'))
  const key = at('ApiKeyRequired')
  const required = entriesOf(at('RequestParameters')).map(([name, one]) => [name, booleanOf(one)])
  const written = get(integration, 'IntegrationResponses')
  const plain = withEntry(
    renamed(integration, {
      IntegrationHttpMethod: 'httpMethod',
      IntegrationResponses: 'responses',
    }),
    'responses',
    written && responsesByPattern(written),
  )
  return defined({
    authorizationType: kind === 'NONE' ? undefined : kind,
    authorizer: named(scope, at('AuthorizerId')),
    authorizationScopes: scopes.length === 0 ? undefined : scopes,
    apiKeyRequired: key && booleanOf(key) ? true : undefined,
    requestParameters: unlessEmpty(Object.fromEntries(required)),
    requestModels: textMapOf(at('RequestModels')),
    validator: named(scope, at('RequestValidatorId')),
    integration: readIntegration(plain, draft.reading),
    methodResponses: responsesOf(at('MethodResponses')),
  })
}

function readResources(scope: Scope, draft: Draft<RestApi>): RestApi['resources'] {
  const paths = readPaths(scope, draft)
  const resources: RestApi['resources'] = { ...draft.api.resources }
  for (const { properties } of partsOf(scope, draft.id, `${TYPE}::Method`)) {
    const id = get(properties, 'ResourceId') ?? refuse(properties, 'a ResourceId')
    const path = paths.get(textOf(id)) ?? refuse(id, 'a resource of this API')
    const verb = textOf(get(properties, 'HttpMethod') ?? refuse(properties, 'an HttpMethod'))
    const method = readMethod(scope, draft, properties)
    draft.reading.places.set(`resources.${path}.${verb}`, properties)
    resources[path] = { ...resources[path], [verb]: method }
  }
  return resources
}

/** Parts that are resources of their own: authorizers, validators, models, gateway responses. */
function readParts(scope: Scope, { id }: Draft<RestApi>) {
  const parts = (type: string) => partsOf(scope, id, `${TYPE}::${type}`)
  const byName = <T>(type: string, read: (node: Node) => T): Record<string, T> =>
    Object.fromEntries(
      parts(type).map(({ resource, properties }) => [scope.nameOf(resource), read(properties)]),
    )
  const flag = (node: Node | undefined) => node && booleanOf(node)
  const responses = parts('GatewayResponse').map(({ properties }): [string, Node] => {
    const type = get(properties, 'ResponseType') ?? refuse(properties, 'a ResponseType')
    return [textOf(type), renamed(properties)]
  })
  const top = scalarAt({ path: '', line: 1, column: 1 }, null)
  return {
    authorizers: byName('Authorizer', (node) => readAuthorizer(renamed(node), top)),
    validators: byName('RequestValidator', (node) =>
      defined({
        validateRequestBody: flag(get(node, 'ValidateRequestBody')),
        validateRequestParameters: flag(get(node, 'ValidateRequestParameters')),
      }),
    ),
    models: byName('Model', (node) => {
      const type = get(node, 'ContentType')
      const schema = get(node, 'Schema') ?? refuse(node, 'a Schema')
      return defined({ contentType: type && textOf(type), schema: jsonOf(schema) })
    }),
    gatewayResponses:
      readGatewayResponses({ kind: 'map', entries: new Map(responses), at: top.at }) ?? {},
  }
}

/** Stages of their own, or the one a deployment names. */
function readStages(scope: Scope, { id, resource, reading }: Draft<RestApi>): RestApi['stages'] {
  const own = partsOf(scope, id, `${TYPE}::Stage`).map((part) => [
    scope.nameOf(part.resource),
    readRestStage(part.properties),
  ])
  const deployed = partsOf(scope, id, `${TYPE}::Deployment`).flatMap(({ properties }) => {
    const name = get(properties, 'StageName')
    return name ? [[textOf(name), {}]] : []
  })
  const stages = Object.fromEntries([...deployed, ...own])
  if (Object.keys(stages).length > 0) return stages
  reading.warn(resource.node, `the API is deployed to no stage; here it is ${DEFAULT_STAGE}`)
  return { [DEFAULT_STAGE]: {} }
}

const DEFAULT_STAGE = 'prod'

/**
 * A REST API of CloudFormation: a document in its Body, resources and methods of their own, or both.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGateway.html
 */
export function readRestApi(scope: Scope, resource: Resource): Draft<RestApi> {
  const properties = scope.propertiesOf(resource)
  const at = (...path: string[]) => get(properties, ...path)
  const id = apiIdOf(resource.id)
  const reading = readingOf(scope)
  const body = bodyOf(scope, at('Body'), at('BodyS3Location'))
  const base = body
    ? (readDescription(body, 'REST', id, reading) as Omit<RestApi, 'id' | 'stages'>)
    : { type: 'REST' as const, resources: {} }
  const name = at('Name')
  const binary = at('BinaryMediaTypes')
  const source = at('ApiKeySourceType')
  const policy = at('Policy')
  const api: RestApi = {
    ...base,
    ...defined({
      id,
      name: name ? textOf(name) : base.name,
      endpointType: endpointOf(at('EndpointConfiguration')),
      binaryMediaTypes: binary ? textsOf(binary) : base.binaryMediaTypes,
      apiKeySource: source ? wordOf(source, ['HEADER', 'AUTHORIZER'] as const) : base.apiKeySource,
      resourcePolicy: policy ? (jsonOf(policy) as Policy) : base.resourcePolicy,
    }),
    stages: {},
  }
  if (policy) reading.places.set('resourcePolicy', policy)
  const draft: Draft<RestApi> = { id, resource, api, reading }
  const parts = readParts(scope, draft)
  Object.assign(
    api,
    defined({
      authorizers: unlessEmpty({ ...base.authorizers, ...parts.authorizers }),
      validators: unlessEmpty({ ...base.validators, ...parts.validators }),
      models: unlessEmpty({ ...base.models, ...parts.models }),
      gatewayResponses: unlessEmpty({ ...base.gatewayResponses, ...parts.gatewayResponses }),
    }),
  )
  api.resources = readResources(scope, draft)
  api.stages = readStages(scope, draft)
  return draft
}
