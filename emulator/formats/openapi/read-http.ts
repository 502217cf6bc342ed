import type { Cors, HttpRoute } from '../../schema/api'
import type { HttpAuthorizer } from '../../schema/authorizer'
import { defined, unlessEmpty } from '../defined'
import { booleanOf, get, integerOf, type Node, textOf, textsOf } from '../node'
import type { Reading } from '../reading'
import { readHttpAuthorizer, readSchemes, type Scheme } from './read-authorizers'
import { readHttpIntegration } from './read-integration'
import { type Operation, readOperations, readSecurity } from './read-operations'
import { dereferenced } from './references'

/** How a document writes the route `$default`. */
const DEFAULT_PATHS = ['/$default', '$default']

const list = (node: Node | undefined) => (node ? textsOf(node) : undefined)

/**
 * CORS of an HTTP API; names are those of the OpenAPI extension, or with capitals as templates
 * write them.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-cors-configuration.html
 */
export function readCors(node: Node): Cors {
  const part = (name: string) =>
    get(node, name) ?? get(node, name.charAt(0).toUpperCase() + name.slice(1))
  const credentials = part('allowCredentials')
  const maxAge = part('maxAge')
  return defined({
    allowOrigins: list(part('allowOrigins')),
    allowMethods: list(part('allowMethods')),
    allowHeaders: list(part('allowHeaders')),
    exposeHeaders: list(part('exposeHeaders')),
    allowCredentials: credentials && booleanOf(credentials),
    maxAge: maxAge && integerOf(maxAge, -1),
  })
}

function readRoute(
  root: Node,
  { path, verb, node }: Operation,
  schemes: Map<string, Scheme<HttpAuthorizer>>,
  reading: Reading,
): [string, HttpRoute] | null {
  const key = DEFAULT_PATHS.includes(path) ? '$default' : `${verb} ${path}`
  const integration = get(node, 'x-amazon-apigateway-integration')
  if (integration === undefined) {
    reading.warn(node, `${key} has no x-amazon-apigateway-integration, so it is left out`)
    return null
  }
  reading.places.set(`routes.${key}`, node)
  const security = readSecurity(root, node, schemes, reading)
  const scheme = schemes.get(security.authorizer ?? '')
  const jwt = scheme?.kind === 'authorizer' && scheme.authorizer.type === 'JWT'
  const named = jwt ? ('JWT' as const) : ('CUSTOM' as const)
  const open = security.iam ? ('AWS_IAM' as const) : security.none ? ('NONE' as const) : undefined
  if (security.apiKeyRequired) reading.warn(node, 'an HTTP API has no API keys')
  const route = defined({
    integration: readHttpIntegration(dereferenced(root, integration), reading),
    authorizationType: security.authorizer === undefined ? open : named,
    authorizer: security.authorizer,
    authorizationScopes: security.scopes,
  })
  return [key, route]
}

/**
 * An HTTP API's own part of a document: all but its id and stages.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function readHttp(root: Node, reading: Reading) {
  const schemes = readSchemes<HttpAuthorizer>(root, readHttpAuthorizer)
  const routes = readOperations(root).flatMap(({ operations }) =>
    operations.flatMap((operation) => {
      const route = readRoute(root, operation, schemes, reading)
      return route ? [route] : []
    }),
  )
  const authorizers = [...schemes].flatMap(([name, scheme]) =>
    scheme.kind === 'authorizer' ? [[name, scheme.authorizer] as const] : [],
  )
  const cors = get(root, 'x-amazon-apigateway-cors')
  if (cors) reading.places.set('cors', cors)
  return defined({
    type: 'HTTP' as const,
    routes: Object.fromEntries(routes),
    authorizers: unlessEmpty(Object.fromEntries(authorizers)),
    cors: cors && readCors(cors),
  })
}

/**
 * Whether a document describes an HTTP API: it says what only HTTP APIs have.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function isHttpDocument(root: Node): boolean {
  const marks = ['x-amazon-apigateway-cors', 'x-amazon-apigateway-importexport-version']
  if (marks.some((name) => get(root, name) !== undefined)) return true
  return readOperations(root).some(
    ({ path, operations }) =>
      DEFAULT_PATHS.includes(path) ||
      operations.some(({ node }) => {
        const integration = get(node, 'x-amazon-apigateway-integration')
        const version = integration && get(dereferenced(root, integration), 'payloadFormatVersion')
        return version !== undefined && textOf(version) === '2.0'
      }),
  )
}
