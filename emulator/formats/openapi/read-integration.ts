import type { HttpIntegration, Integration } from '../../schema/integration'
import { defined } from '../defined'
import { functionNamed } from '../lambda-uri'
import {
  entriesOf,
  get,
  integerOf,
  type Node,
  refuse,
  textMapOf,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import type { Reading } from '../reading'

const TYPES = ['AWS_PROXY', 'AWS', 'HTTP_PROXY', 'HTTP', 'MOCK'] as const
const PASSTHROUGH = ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'] as const
const CONTENT = ['CONVERT_TO_TEXT', 'CONVERT_TO_BINARY'] as const
const VERSIONS = ['1.0', '2.0'] as const
/** Without an effect on what a request goes through here. */
const WITHOUT_EFFECT = ['cacheNamespace', 'connectionId', 'connectionType', 'tlsConfig']

type Response = NonNullable<Integration['responses']>[number]

const maybe = <T>(node: Node | undefined, read: (node: Node) => T): T | undefined =>
  node === undefined ? undefined : read(node)

function readResponse(pattern: string, node: Node): Response {
  const status = get(node, 'statusCode') ?? refuse(node, 'a statusCode')
  return defined({
    selectionPattern: pattern === 'default' ? undefined : pattern,
    statusCode: integerOf(status, 100, 599),
    responseParameters: textMapOf(get(node, 'responseParameters')),
    responseTemplates: textMapOf(get(node, 'responseTemplates')),
    contentHandling: maybe(get(node, 'contentHandling'), (one) => wordOf(one, CONTENT)),
  })
}

function targetOf(type: string, node: Node): { function?: string; uri?: string } {
  const uri = get(node, 'uri')
  if (uri === undefined) {
    const needed = type === 'HTTP' || type === 'HTTP_PROXY' || type === 'AWS'
    return needed ? refuse(node, `a uri, which an ${type} integration needs`) : {}
  }
  const text = textOf(uri)
  const named = type.startsWith('AWS') && /:lambda:/.test(text) ? functionNamed(text) : null
  return named === null ? { uri: text } : { function: named }
}

function warnWithoutEffect(node: Node, reading: Reading): void {
  for (const name of WITHOUT_EFFECT) {
    const one = get(node, name)
    if (one) reading.warn(one, `${name} has no effect here`)
  }
}

/** Lambda is invoked with POST, which therefore says nothing. */
function verbOf(node: Node, target: { function?: string }): string | undefined {
  const verb = maybe(get(node, 'httpMethod'), (one) => textOf(one).toUpperCase())
  return target.function !== undefined && verb === 'POST' ? undefined : verb
}

/**
 * `x-amazon-apigateway-integration` of a REST API's method.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readIntegration(node: Node, reading: Reading): Integration {
  const type = wordOf(get(node, 'type') ?? refuse(node, `a type: ${TYPES.join(', ')}`), TYPES)
  warnWithoutEffect(node, reading)
  const target = targetOf(type, node)
  const responses = get(node, 'responses')
  const keys = get(node, 'cacheKeyParameters')
  return defined({
    type,
    ...target,
    httpMethod: verbOf(node, target),
    requestParameters: textMapOf(get(node, 'requestParameters')),
    requestTemplates: textMapOf(get(node, 'requestTemplates')),
    passthroughBehavior: maybe(get(node, 'passthroughBehavior'), (one) => wordOf(one, PASSTHROUGH)),
    contentHandling: maybe(get(node, 'contentHandling'), (one) => wordOf(one, CONTENT)),
    timeoutInMillis: maybe(get(node, 'timeoutInMillis'), (one) => integerOf(one, 50, 300_000)),
    cacheKeyParameters: keys && textsOf(keys),
    responses:
      responses && entriesOf(responses).map(([pattern, one]) => readResponse(pattern, one)),
  })
}

/**
 * `x-amazon-apigateway-integration` of an HTTP API's route.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function readHttpIntegration(node: Node, reading: Reading): HttpIntegration {
  const types = ['AWS_PROXY', 'HTTP_PROXY'] as const
  const type = wordOf(get(node, 'type') ?? refuse(node, `a type: ${types.join(', ')}`), types)
  warnWithoutEffect(node, reading)
  const target = targetOf(type, node)
  const parameters = get(node, 'responseParameters')
  return defined({
    type,
    ...target,
    subtype: maybe(get(node, 'integrationSubtype'), textOf),
    httpMethod: verbOf(node, target),
    payloadFormatVersion: maybe(get(node, 'payloadFormatVersion'), (one) => wordOf(one, VERSIONS)),
    timeoutInMillis: maybe(get(node, 'timeoutInMillis'), (one) => integerOf(one, 50, 30_000)),
    requestParameters: textMapOf(get(node, 'requestParameters')),
    responseParameters:
      parameters &&
      Object.fromEntries(
        entriesOf(parameters).map(([status, map]) => [status, textMapOf(map) ?? {}]),
      ),
  })
}
