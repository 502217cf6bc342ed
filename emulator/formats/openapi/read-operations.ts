import {
  booleanOf,
  entriesOf,
  get,
  isBlank,
  itemsOf,
  type Node,
  refuse,
  textOf,
  textsOf,
} from '../node'
import type { Reading } from '../reading'
import type { Scheme } from './read-authorizers'
import { dereferenced } from './references'

const VERBS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']
const ANY = 'x-amazon-apigateway-any-method'
/** What may stand in a path beside its verbs. */
const BESIDE = new Set(['$ref', 'summary', 'description', 'servers', 'parameters'])

export interface Operation {
  path: string
  /** `GET`, …, `ANY`. */
  verb: string
  node: Node
  /** Those of the path, then its own. */
  parameters: Node[]
}

/**
 * All operations of a document in their order, and all paths, those without a verb as well.
 * @throws {FormatError}
 * @see https://spec.openapis.org/oas/v3.0.3#path-item-object
 */
export function readOperations(root: Node): { path: string; operations: Operation[] }[] {
  const paths = get(root, 'paths') ?? refuse(root, 'paths')
  return entriesOf(paths)
    .filter(([path]) => !path.startsWith('x-'))
    .map(([path, given]) => {
      const item = isBlank(given) ? given : dereferenced(root, given)
      if (!path.startsWith('/') && path !== '$default') {
        refuse(given, 'a path that begins with a slash', JSON.stringify(path))
      }
      const shared = itemsOf(get(item, 'parameters'))
      const operations = entriesOf(item).flatMap(([name, node]): Operation[] => {
        const known = VERBS.includes(name) || name === ANY
        if (!known && (BESIDE.has(name) || name.startsWith('x-'))) return []
        if (!known) return refuse(node, `a verb: ${VERBS.join(', ')} or ${ANY}`, name)
        const verb = name === ANY ? 'ANY' : name.toUpperCase()
        const own = itemsOf(get(node, 'parameters'))
        return [{ path, verb, node, parameters: [...shared, ...own] }]
      })
      return { path, operations }
    })
}

const PLACES: Record<string, string> = { query: 'querystring', header: 'header', path: 'path' }

/**
 * Parameters as a REST API declares them: `method.request.querystring.x` → required? Body
 * parameters of version 2.0 are left to the models.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function readParameters(
  root: Node,
  { parameters }: Operation,
  reading: Reading,
): Record<string, boolean> | undefined {
  const found = parameters.flatMap((given): [string, boolean][] => {
    const node = dereferenced(root, given)
    const name = textOf(get(node, 'name') ?? refuse(node, 'a name'))
    const where = get(node, 'in') ?? refuse(node, 'in: query, header or path')
    const place = textOf(where)
    if (place === 'body' || place === 'formData') return []
    const kind = PLACES[place]
    if (kind === undefined) {
      reading.warn(where, `API Gateway takes no parameters in: ${place}`)
      return []
    }
    const required = get(node, 'required')
    return [[`method.request.${kind}.${name}`, required ? booleanOf(required) : false]]
  })
  return found.length === 0 ? undefined : Object.fromEntries(found)
}

/**
 * Status → the headers it may have.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-response.html
 */
export function readMethodResponses(root: Node, node: Node, reading: Reading) {
  const responses = entriesOf(get(node, 'responses')).flatMap(([status, given]) => {
    const response = dereferenced(root, given)
    const headers = entriesOf(get(response, 'headers')).map(([name]) => name)
    if (!/^\d{3}$/.test(status)) {
      if (headers.length > 0) reading.warn(given, `API Gateway has no response for ${status}`)
      return []
    }
    return [[status, headers.length === 0 ? {} : { headers }] as const]
  })
  return responses.length === 0 ? undefined : Object.fromEntries(responses)
}

/** What the security of an operation comes to. */
export interface Security {
  authorizer?: string
  scopes?: string[]
  iam?: boolean
  none?: boolean
  apiKeyRequired?: boolean
}

/**
 * Who may call an operation, from its own `security` or else the document's.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
 */
export function readSecurity<A>(
  root: Node,
  node: Node,
  schemes: Map<string, Scheme<A>>,
  reading: Reading,
): Security {
  const auth = get(node, 'x-amazon-apigateway-auth', 'type')
  const found: Security = auth
    ? textOf(auth).toUpperCase() === 'AWS_IAM'
      ? { iam: true }
      : { none: true }
    : {}
  for (const item of itemsOf(get(node, 'security') ?? get(root, 'security'))) {
    for (const [name, scopes] of entriesOf(item)) {
      const scheme = schemes.get(name)
      if (scheme === undefined) {
        refuse(scopes, 'a security scheme of this document', JSON.stringify(name))
      } else if (scheme.kind === 'api key') found.apiKeyRequired = true
      else if (scheme.kind === 'iam') found.iam = true
      else if (scheme.kind === 'other') {
        reading.warn(item, `${name} has no x-amazon-apigateway-authorizer, so nothing is checked`)
      } else {
        found.authorizer = name
        const texts = textsOf(scopes)
        if (texts.length > 0) found.scopes = texts
      }
    }
  }
  return found
}
