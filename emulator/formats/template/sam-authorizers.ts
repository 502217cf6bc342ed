import type { Authorizer, HttpAuthorizer } from '../../schema/authorizer'
import { issuerOfPool } from '../cognito'
import { defined, unlessEmpty } from '../defined'
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

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

const functionOf = (node: Node) =>
  functionNamed(textOf(node)) ?? refuse(node, 'the ARN of a function')

const ttlOf = (identity: Node | undefined) =>
  maybe(get(identity, 'ReauthorizeEvery'), (one) => integerOf(one, 0, 3600))

/** What SAM calls the parts of a request, and what identity sources call them. */
function sourcesOf(identity: Node | undefined, names: Record<string, string>): string[] {
  return Object.entries(names).flatMap(([name, prefix]) =>
    textsOf(get(identity, name)).map((one) => `${prefix}.${one}`),
  )
}

const REST_SOURCES = {
  Headers: 'method.request.header',
  QueryStrings: 'method.request.querystring',
  StageVariables: 'stageVariables',
  Context: 'context',
}
const HTTP_SOURCES = {
  Headers: '$request.header',
  QueryStrings: '$request.querystring',
  StageVariables: '$stageVariables',
  Context: '$context',
}

function readRest(node: Node): Authorizer {
  const identity = get(node, 'Identity')
  const header = maybe(get(identity, 'Header'), textOf) ?? 'Authorization'
  const source = `method.request.header.${header}`
  const pools = get(node, 'UserPoolArn')
  if (pools) {
    const issuers = textsOf(pools).map(
      (arn) => issuerOfPool(arn) ?? refuse(pools, 'the ARN of a user pool', arn),
    )
    return { type: 'COGNITO_USER_POOLS', issuers, identitySource: source }
  }
  const named = functionOf(get(node, 'FunctionArn') ?? refuse(node, 'UserPoolArn or FunctionArn'))
  const type = maybe(get(node, 'FunctionPayloadType'), (one) =>
    wordOf(one, ['TOKEN', 'REQUEST'] as const),
  )
  if (type === 'REQUEST') {
    const sources = sourcesOf(identity, REST_SOURCES).join(', ')
    return defined({
      type,
      function: named,
      identitySource: sources === '' ? undefined : sources,
      resultTtlInSeconds: ttlOf(identity),
    })
  }
  return defined({
    type: 'TOKEN' as const,
    function: named,
    identitySource: source,
    identityValidationExpression: maybe(get(identity, 'ValidationExpression'), textOf),
    resultTtlInSeconds: ttlOf(identity),
  })
}

/**
 * `Auth.Authorizers` of a SAM Api.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
 */
export function readSamAuthorizers(auth: Node | undefined): Record<string, Authorizer> | undefined {
  const entries = entriesOf(get(auth, 'Authorizers'))
  return unlessEmpty(Object.fromEntries(entries.map(([name, node]) => [name, readRest(node)])))
}

function readHttp(node: Node): HttpAuthorizer {
  const jwt = get(node, 'JwtConfiguration')
  if (jwt) {
    const issuer = get(jwt, 'issuer') ?? get(jwt, 'Issuer') ?? refuse(jwt, 'an issuer')
    const source = maybe(get(node, 'IdentitySource'), textsOf)
    const audience = textsOf(get(jwt, 'audience') ?? get(jwt, 'Audience'))
    return defined({
      type: 'JWT' as const,
      issuer: textOf(issuer),
      audience,
      identitySource: source,
    })
  }
  const target = get(node, 'FunctionArn') ?? refuse(node, 'JwtConfiguration or FunctionArn')
  const identity = get(node, 'Identity')
  const sources = sourcesOf(identity, HTTP_SOURCES)
  const version = get(node, 'AuthorizerPayloadFormatVersion')
  return defined({
    type: 'REQUEST' as const,
    function: functionOf(target),
    identitySource: sources.length === 0 ? undefined : sources,
    payloadFormatVersion: version && wordOf(version, ['1.0', '2.0'] as const),
    enableSimpleResponses: maybe(get(node, 'EnableSimpleResponses'), booleanOf),
    resultTtlInSeconds: ttlOf(identity),
  })
}

/**
 * `Auth.Authorizers` of a SAM HttpApi.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-httpapiauth.html
 */
export function readSamHttpAuthorizers(
  auth: Node | undefined,
): Record<string, HttpAuthorizer> | undefined {
  const entries = entriesOf(get(auth, 'Authorizers'))
  return unlessEmpty(Object.fromEntries(entries.map(([name, node]) => [name, readHttp(node)])))
}
