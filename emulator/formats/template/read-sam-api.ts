import type { RestApi, RestMethod } from '../../schema/api'
import type { Policy } from '../../schema/policy'
import { defined, unlessEmpty } from '../defined'
import {
  booleanOf,
  entriesOf,
  get,
  integerOf,
  itemsOf,
  jsonOf,
  type Node,
  refuse,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import { readSchema } from '../openapi/models'
import { readDescription } from '../openapi/read-openapi'
import { readGatewayResponses } from '../openapi/read-rest'
import { bodyOf } from './body'
import { type Draft, readingOf, renamed } from './draft'
import type { ReadFunction } from './read-functions'
import { readRestStage, readThrottle } from './read-stages'
import { apiIdOf, type Resource, type Scope } from './resource'
import { readSamAuthorizers } from './sam-authorizers'

const ENDPOINTS = ['EDGE', 'REGIONAL', 'PRIVATE'] as const

/** `EndpointConfiguration: REGIONAL`, or a map with Type or Types. */
export const endpointOf = (node: Node | undefined): RestApi['endpointType'] => {
  if (node === undefined) return undefined
  const type = node.kind === 'scalar' ? node : (get(node, 'Type') ?? itemsOf(get(node, 'Types'))[0])
  return type && wordOf(type, ENDPOINTS)
}

/** A plan that SAM makes with a key of its own, whose value only AWS would know. */
function samPlan(node: Node | undefined, id: string, stage: string, draft: Draft<RestApi>): void {
  if (node === undefined) return
  const created = get(node, 'CreateUsagePlan')
  if (!created || textOf(created).toUpperCase() === 'NONE') return
  const value = `${id}ApiKey`.padEnd(20, '0')
  draft.reading.warn(node, `AWS draws the API key’s value; here it is ${value}`)
  const limit = get(node, 'Quota', 'Limit')
  const period = get(node, 'Quota', 'Period')
  draft.api.apiKeys = { [`${id}ApiKey`]: { value } }
  draft.api.usagePlans = {
    [`${id}UsagePlan`]: defined({
      keys: [`${id}ApiKey`],
      stages: [stage],
      throttle: readThrottle(get(node, 'Throttle')),
      quota:
        limit && period
          ? { limit: integerOf(limit), period: wordOf(period, ['DAY', 'WEEK', 'MONTH'] as const) }
          : undefined,
    }),
  }
}

const SAM_PATH_SLASH = '~1'

/**
 * A SAM Api without the events of its functions.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-api.html
 */
export function readSamApi(scope: Scope, resource: Resource): Draft<RestApi> {
  const properties = scope.propertiesOf(resource)
  const at = (...path: string[]) => get(properties, ...path)
  const reading = readingOf(scope)
  const id = apiIdOf(resource.id)
  const body = bodyOf(scope, at('DefinitionBody'), at('DefinitionUri'))
  const base = body
    ? (readDescription(body, 'REST', id, reading) as Omit<RestApi, 'id' | 'stages'>)
    : { type: 'REST' as const, resources: {} }
  const stage = textOf(at('StageName') ?? refuse(resource.node, 'a StageName'))
  const name = at('Name')
  const models = entriesOf(at('Models')).map(([one, node]) => [
    one,
    { schema: readSchema(node, id, one) },
  ])
  const responses = entriesOf(at('GatewayResponses')).map(([type, node]): [string, Node] => [
    type,
    samResponse(node),
  ])
  const policy = at('Auth', 'ResourcePolicy', 'CustomStatements')
  const api = {
    ...base,
    ...defined({
      id,
      name: name && textOf(name),
      endpointType: endpointOf(at('EndpointConfiguration')),
      binaryMediaTypes:
        at('BinaryMediaTypes') &&
        textsOf(at('BinaryMediaTypes')).map((one) => one.replaceAll(SAM_PATH_SLASH, '/')),
      apiKeySource:
        at('ApiKeySourceType') &&
        wordOf(at('ApiKeySourceType') as Node, ['HEADER', 'AUTHORIZER'] as const),
      authorizers: unlessEmpty({ ...base.authorizers, ...readSamAuthorizers(at('Auth')) }),
      models: unlessEmpty({ ...base.models, ...Object.fromEntries(models) }),
      gatewayResponses: unlessEmpty({
        ...base.gatewayResponses,
        ...readGatewayResponses({
          kind: 'map',
          entries: new Map(responses),
          at: resource.node.at,
        }),
      }),
      resourcePolicy: policy
        ? ({ Version: '2012-10-17', Statement: jsonOf(policy) } as unknown as Policy)
        : base.resourcePolicy,
    }),
    stages: { [stage]: readRestStage(properties) },
  }
  const draft: Draft<RestApi> = { id, resource, api, reading }
  samPlan(at('Auth', 'UsagePlan'), resource.id, stage, draft)
  return draft
}

/** SAM writes headers, paths and query strings apart and without their prefix. */
function samResponse(node: Node): Node {
  const parameters = get(node, 'ResponseParameters')
  const plain = renamed(node)
  if (parameters === undefined || plain.kind !== 'map') return plain
  const entries = entriesOf(parameters).flatMap(([kind, map]) =>
    kind.startsWith('gatewayresponse.')
      ? [[kind, map] as const]
      : entriesOf(map).map(([name, value]) => {
          const prefix = `gatewayresponse.${kind.toLowerCase().replace(/s$/, '')}`
          return [`${prefix}.${name}`, value] as const
        }),
  )
  const responseParameters: Node = { kind: 'map', entries: new Map(entries), at: parameters.at }
  return { ...plain, entries: new Map(plain.entries).set('responseParameters', responseParameters) }
}

/** Names that SAM gives to the validators it makes. */
function validatorFor(draft: Draft<RestApi>, body: boolean, parameters: boolean): string {
  const name = body && parameters ? 'body-and-params' : body ? 'body-only' : 'params-only'
  draft.api.validators = {
    ...draft.api.validators,
    [name]: { validateRequestBody: body, validateRequestParameters: parameters },
  }
  return name
}

function requestOf(draft: Draft<RestApi>, event: Node): Partial<RestMethod> {
  const flag = (name: string) => {
    const node = get(event, 'RequestModel', name)
    return node !== undefined && booleanOf(node)
  }
  const model = get(event, 'RequestModel', 'Model')
  const wanted = flag('ValidateBody') || flag('ValidateParameters')
  const parameters = itemsOf(get(event, 'RequestParameters')).flatMap(
    (item): [string, boolean][] =>
      item.kind === 'scalar'
        ? [[textOf(item), false]]
        : entriesOf(item).map(([name, options]) => {
            const required = get(options, 'Required')
            return [name, required !== undefined && booleanOf(required)]
          }),
  )
  return defined({
    requestParameters: unlessEmpty(Object.fromEntries(parameters)),
    requestModels: model && { 'application/json': textOf(model) },
    validator: wanted
      ? validatorFor(draft, flag('ValidateBody'), flag('ValidateParameters'))
      : undefined,
  })
}

/**
 * Adds an Api event of a function: a Lambda proxy method with the API's authorizer or its own.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-api.html
 */
export function addApiEvent(
  draft: Draft<RestApi>,
  auth: Node | undefined,
  { name, spec }: ReadFunction,
  event: Node,
): void {
  const path = textOf(get(event, 'Path') ?? refuse(event, 'a Path'))
  const verb = textOf(get(event, 'Method') ?? refuse(event, 'a Method')).toUpperCase()
  const own = get(event, 'Auth')
  const chosen = get(own, 'Authorizer') ?? get(auth, 'DefaultAuthorizer')
  const authorizer = chosen ? textOf(chosen) : 'NONE'
  const plain = authorizer === 'NONE' || authorizer === 'AWS_IAM'
  const kind = draft.api.authorizers?.[authorizer]?.type
  const scopes = textsOf(get(own, 'AuthorizationScopes'))
  const key = get(own, 'ApiKeyRequired') ?? get(auth, 'ApiKeyRequired')
  const timeout = get(event, 'TimeoutInMillis')
  const [alias] = Object.keys(spec.aliases ?? {})
  const method: RestMethod = defined({
    authorizationType:
      authorizer === 'AWS_IAM'
        ? ('AWS_IAM' as const)
        : authorizer === 'NONE'
          ? undefined
          : kind === 'COGNITO_USER_POOLS'
            ? kind
            : ('CUSTOM' as const),
    authorizer: plain ? undefined : authorizer,
    authorizationScopes: scopes.length === 0 ? undefined : scopes,
    apiKeyRequired: key && booleanOf(key) ? true : undefined,
    ...requestOf(draft, event),
    integration: defined({
      type: 'AWS_PROXY' as const,
      function: alias === undefined ? name : `${name}:${alias}`,
      timeoutInMillis: timeout && integerOf(timeout, 50, 300_000),
    }),
  })
  draft.reading.places.set(`resources.${path}.${verb === 'ANY' ? 'ANY' : verb}`, event)
  const methods = { ...draft.api.resources[path], [verb]: method }
  draft.api.resources = { ...draft.api.resources, [path]: methods }
}
