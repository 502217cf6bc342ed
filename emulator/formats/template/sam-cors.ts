import type { RestApi, RestMethod } from '../../schema/api'
import { get, type Node, textOf } from '../node'

const HEADERS: Record<string, string> = {
  AllowOrigin: 'Access-Control-Allow-Origin',
  AllowHeaders: 'Access-Control-Allow-Headers',
  AllowMethods: 'Access-Control-Allow-Methods',
  MaxAge: 'Access-Control-Max-Age',
}

/** `Cors: "'*'"` is short for the origin alone; values have their quotes, as in a mapping. */
function valuesOf(cors: Node, verbs: string[]): [string, string][] {
  const methods = `'${[...new Set([...verbs, 'OPTIONS'])].sort().join(',')}'`
  const given: [string, string][] =
    cors.kind === 'map'
      ? Object.entries(HEADERS).flatMap(([name, header]): [string, string][] => {
          const node = get(cors, name)
          return node ? [[header, textOf(node)]] : []
        })
      : [['Access-Control-Allow-Origin', textOf(cors)]]
  const all = new Map<string, string>([['Access-Control-Allow-Methods', methods], ...given])
  const credentials = cors.kind === 'map' ? get(cors, 'AllowCredentials') : undefined
  if (credentials && textOf(credentials).replaceAll("'", '') === 'true') {
    all.set('Access-Control-Allow-Credentials', "'true'")
  }
  return [...all]
}

function preflight(cors: Node, verbs: string[]): RestMethod {
  const values = valuesOf(cors, verbs)
  const parameters = values.map(([name, value]) => [`method.response.header.${name}`, value])
  return {
    integration: {
      type: 'MOCK',
      requestTemplates: { 'application/json': '{\n  "statusCode" : 200\n}\n' },
      responses: [
        {
          statusCode: 200,
          responseParameters: Object.fromEntries(parameters),
          responseTemplates: { 'application/json': '{}\n' },
        },
      ],
    },
    methodResponses: { '200': { headers: values.map(([name]) => name) } },
  }
}

/**
 * SAM's `Cors`: a Mock OPTIONS for every path that has none. The functions must answer with the
 * headers themselves.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
 */
export function withPreflights(resources: RestApi['resources'], cors: Node): RestApi['resources'] {
  const paths = Object.entries(resources).map(([path, methods]) => {
    if (Object.hasOwn(methods, 'OPTIONS')) return [path, methods]
    const every = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT']
    const verbs = Object.hasOwn(methods, 'ANY') ? every : Object.keys(methods)
    return [path, { ...methods, OPTIONS: preflight(cors, verbs) }]
  })
  return Object.fromEntries(paths)
}
