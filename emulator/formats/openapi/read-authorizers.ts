import type { Authorizer, HttpAuthorizer } from '../../schema/authorizer'
import { issuerOfPool } from '../cognito'
import { defined } from '../defined'
import { functionNamed } from '../lambda-uri'
import {
  booleanOf,
  entriesOf,
  get,
  integerOf,
  type Node,
  refuse,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import { dereferenced } from './references'

/** What a security scheme stands for on API Gateway. */
export type Scheme<A> =
  | { kind: 'api key' }
  | { kind: 'iam' }
  | { kind: 'authorizer'; authorizer: A }
  | { kind: 'other' }

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

const TTL_SECONDS = 3600
const VERSIONS = ['1.0', '2.0'] as const

function functionOf(node: Node): string {
  const uri = get(node, 'authorizerUri') ?? refuse(node, 'an authorizerUri')
  return functionNamed(textOf(uri)) ?? refuse(uri, 'the URI of a function’s invocations')
}

/** What the header of a TOKEN authorizer or user pool is called in the scheme. */
const headerOf = (scheme: Node) => {
  const name = get(scheme, 'name')
  return name && textOf(name) !== 'Unused' ? `method.request.header.${textOf(name)}` : undefined
}

/**
 * `x-amazon-apigateway-authorizer` of a REST API, in its security scheme.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readAuthorizer(node: Node, scheme: Node): Authorizer {
  const types = ['TOKEN', 'REQUEST', 'COGNITO_USER_POOLS'] as const
  const type = wordOf(get(node, 'type') ?? refuse(node, `a type: ${types.join(', ')}`), types)
  const source = maybe(get(node, 'identitySource'), textOf)
  if (type === 'COGNITO_USER_POOLS') {
    const pools = get(node, 'providerARNs') ?? refuse(node, 'providerARNs')
    const issuers = textsOf(pools).map(
      (arn) => issuerOfPool(arn) ?? refuse(pools, 'ARNs of user pools', arn),
    )
    return defined({ type, issuers, identitySource: source ?? headerOf(scheme) })
  }
  const common = {
    function: functionOf(node),
    resultTtlInSeconds: maybe(get(node, 'authorizerResultTtlInSeconds'), (one) =>
      integerOf(one, 0, TTL_SECONDS),
    ),
  }
  if (type === 'REQUEST') return defined({ type, ...common, identitySource: source })
  return defined({
    type,
    ...common,
    identitySource: source ?? headerOf(scheme),
    identityValidationExpression: maybe(get(node, 'identityValidationExpression'), textOf),
  })
}

const sourcesOf = (node: Node): string[] =>
  textsOf(node).flatMap((text) => text.split(',').map((one) => one.trim()))

/**
 * `x-amazon-apigateway-authorizer` of an HTTP API.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
 */
export function readHttpAuthorizer(node: Node): HttpAuthorizer {
  const types = ['REQUEST', 'JWT'] as const
  const type = wordOf(get(node, 'type') ?? refuse(node, `a type: ${types.join(', ')}`), types)
  const identitySource = maybe(get(node, 'identitySource'), sourcesOf)
  if (type === 'JWT') {
    const jwt = get(node, 'jwtConfiguration') ?? refuse(node, 'a jwtConfiguration')
    const issuer = get(jwt, 'issuer') ?? refuse(jwt, 'an issuer')
    const audience = textsOf(get(jwt, 'audience'))
    return defined({ type, issuer: textOf(issuer), audience, identitySource })
  }
  const version = get(node, 'authorizerPayloadFormatVersion')
  return defined({
    type,
    function: functionOf(node),
    identitySource,
    payloadFormatVersion: maybe(version, (one) => wordOf(one, VERSIONS)),
    enableSimpleResponses: maybe(get(node, 'enableSimpleResponses'), booleanOf),
    resultTtlInSeconds: maybe(get(node, 'authorizerResultTtlInSeconds'), (one) =>
      integerOf(one, 0, TTL_SECONDS),
    ),
  })
}

/**
 * Security schemes by name, read as what API Gateway makes of them.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
 */
export function readSchemes<A>(
  root: Node,
  read: (node: Node, scheme: Node) => A,
): Map<string, Scheme<A>> {
  const schemes = get(root, 'components', 'securitySchemes') ?? get(root, 'securityDefinitions')
  return new Map(
    entriesOf(schemes).map(([name, given]): [string, Scheme<A>] => {
      const node = dereferenced(root, given)
      const authorizer = get(node, 'x-amazon-apigateway-authorizer')
      if (authorizer) return [name, { kind: 'authorizer', authorizer: read(authorizer, node) }]
      const authtype = maybe(get(node, 'x-amazon-apigateway-authtype'), textOf)
      if (authtype?.toLowerCase() === 'awssigv4') return [name, { kind: 'iam' }]
      const header = maybe(get(node, 'name'), textOf)?.toLowerCase()
      return [name, { kind: header === 'x-api-key' ? 'api key' : 'other' }]
    }),
  )
}
