import type { HttpApi, HttpRoute } from '../../schema/api'
import type { Doc, DocObject } from '../write-document'
import {
  IAM_SCHEME,
  type PlainSchemes,
  plainSchemes,
  writeHttpAuthorizer,
} from './write-authorizers'
import { writeHttpIntegration } from './write-integration'
import type { Writing } from './writing'

/** The path under which API Gateway exports the route `$default`. */
const DEFAULT_PATH = '/$default'

function writeRoute(
  key: string,
  route: HttpRoute,
  names: PlainSchemes,
  writing: Writing,
): DocObject {
  const { authorizationType: type, authorizer, authorizationScopes: scopes } = route
  const written: Record<string, string[]> = {}
  if (authorizer !== undefined) written[authorizer] = scopes ?? []
  else if (type === 'JWT' || type === 'CUSTOM') {
    writing.warn(`routes.${key}.authorizationType`, 'names no authorizer, so none is written')
  }
  if (type === 'AWS_IAM') written[names.iam] = []
  const at = `routes.${key}.integration`
  const none = type === 'NONE' && authorizer === undefined
  return {
    responses: { default: { description: '' } },
    security: Object.keys(written).length === 0 ? undefined : [written],
    ...(key === '$default' ? { isDefaultRoute: true } : {}),
    ...(none ? { 'x-amazon-apigateway-auth': { type: 'NONE' } } : {}),
    'x-amazon-apigateway-integration': writeHttpIntegration(route.integration, at, writing),
  }
}

/**
 * An HTTP API's own part of a document: all but its servers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
 */
export function writeHttp(api: HttpApi, writing: Writing): DocObject {
  const names = plainSchemes(api.authorizers)
  const paths = new Map<string, Doc>()
  for (const [key, route] of Object.entries(api.routes)) {
    const [verb = '', path = DEFAULT_PATH] = key === '$default' ? ['ANY'] : key.split(' ')
    const name = verb === 'ANY' ? 'x-amazon-apigateway-any-method' : verb.toLowerCase()
    const known = (paths.get(path) ?? {}) as DocObject
    paths.set(path, { ...known, [name]: writeRoute(key, route, names, writing) })
  }
  const authorizers = Object.entries(api.authorizers ?? {}).map(([name, one]): [string, Doc] => [
    name,
    writeHttpAuthorizer(one, `authorizers.${name}`, writing),
  ])
  const iam = Object.values(api.routes).some((one) => one.authorizationType === 'AWS_IAM')
  if (iam) authorizers.push([names.iam, IAM_SCHEME])
  return {
    paths,
    components:
      authorizers.length === 0 ? undefined : { securitySchemes: Object.fromEntries(authorizers) },
    'x-amazon-apigateway-cors': api.cors,
    'x-amazon-apigateway-importexport-version': '1.0',
  }
}
