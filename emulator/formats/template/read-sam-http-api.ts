import type { HttpApi, HttpRoute } from '../../schema/api'
import { defined, unlessEmpty } from '../defined'
import { get, integerOf, type Node, textOf, textsOf, wordOf } from '../node'
import { readCors } from '../openapi/read-http'
import { readDescription } from '../openapi/read-openapi'
import { bodyOf } from './body'
import { type Draft, readingOf } from './draft'
import type { ReadFunction } from './read-functions'
import { readHttpStage } from './read-stages'
import { apiIdOf, type Resource, type Scope } from './resource'
import { readSamHttpAuthorizers } from './sam-authorizers'

/** `CorsConfiguration: true` allows every origin. */
const corsOf = (node: Node | undefined) => {
  if (node === undefined) return undefined
  if (node.kind === 'map') return readCors(node)
  return node.kind === 'scalar' && node.value === true ? { allowOrigins: ['*'] } : undefined
}

/**
 * A SAM HttpApi without the events of its functions.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-httpapi.html
 */
export function readSamHttpApi(scope: Scope, resource: Resource): Draft<HttpApi> {
  const properties = scope.propertiesOf(resource)
  const at = (...path: string[]) => get(properties, ...path)
  const reading = readingOf(scope)
  const id = apiIdOf(resource.id)
  const body = bodyOf(scope, at('DefinitionBody'), at('DefinitionUri'))
  const base = body
    ? (readDescription(body, 'HTTP', id, reading) as Omit<HttpApi, 'id' | 'stages'>)
    : { type: 'HTTP' as const, routes: {} }
  const stage = at('StageName')
  const name = at('Name')
  const api = {
    ...base,
    ...defined({
      id,
      name: name && textOf(name),
      cors: corsOf(at('CorsConfiguration')) ?? base.cors,
      authorizers: unlessEmpty({ ...base.authorizers, ...readSamHttpAuthorizers(at('Auth')) }),
    }),
    stages: { [stage ? textOf(stage) : '$default']: readHttpStage(properties) },
  }
  return { id, resource, api, reading }
}

function authOf(draft: Draft<HttpApi>, auth: Node | undefined, own: Node | undefined) {
  const chosen = get(own, 'Authorizer') ?? get(auth, 'DefaultAuthorizer')
  const authorizer = chosen ? textOf(chosen) : 'NONE'
  if (authorizer === 'NONE') return {}
  if (authorizer === 'AWS_IAM') return { authorizationType: 'AWS_IAM' as const }
  const jwt = draft.api.authorizers?.[authorizer]?.type === 'JWT'
  const common = get(auth, 'Authorizers', authorizer, 'AuthorizationScopes')
  const scopes = textsOf(get(own, 'AuthorizationScopes') ?? common)
  return defined({
    authorizationType: jwt ? ('JWT' as const) : ('CUSTOM' as const),
    authorizer,
    authorizationScopes: scopes.length === 0 ? undefined : scopes,
  })
}

/**
 * Adds an HttpApi event of a function: a Lambda proxy route. Without a path it is `$default`.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-httpapi.html
 */
export function addHttpApiEvent(
  draft: Draft<HttpApi>,
  auth: Node | undefined,
  { name, spec }: ReadFunction,
  event: Node,
): void {
  const path = get(event, 'Path')
  const verb = get(event, 'Method')
  const plain = path === undefined || textOf(path) === '$default'
  const key = plain ? '$default' : `${verb ? verbOf(verb) : 'ANY'} ${textOf(path)}`
  const version = get(event, 'PayloadFormatVersion')
  const timeout = get(event, 'TimeoutInMillis')
  const [alias] = Object.keys(spec.aliases ?? {})
  const route: HttpRoute = {
    integration: defined({
      type: 'AWS_PROXY' as const,
      function: alias === undefined ? name : `${name}:${alias}`,
      payloadFormatVersion: version ? wordOf(version, ['1.0', '2.0'] as const) : ('2.0' as const),
      timeoutInMillis: timeout && integerOf(timeout, 50, 30_000),
    }),
    ...authOf(draft, auth, get(event, 'Auth')),
  }
  draft.reading.places.set(`routes.${key}`, event)
  draft.api.routes = { ...draft.api.routes, [key]: route }
}

const verbOf = (node: Node) => (textOf(node) === '*' ? 'ANY' : textOf(node).toUpperCase())
