import type { Model, RestApi, RestMethod } from '../../schema/api'
import type { Authorizer } from '../../schema/authorizer'
import {
  GATEWAY_RESPONSE_TYPES,
  type GatewayResponse,
  type GatewayResponseType,
} from '../../schema/gateway-response'
import type { Policy } from '../../schema/policy'
import { defined, unlessEmpty } from '../defined'
import {
  booleanOf,
  entriesOf,
  get,
  integerOf,
  jsonOf,
  type Node,
  textMapOf,
  textOf,
  textsOf,
  wordOf,
} from '../node'
import type { Reading } from '../reading'
import { readModels, readSchema } from './models'
import { readAuthorizer, readSchemes, type Scheme } from './read-authorizers'
import { readIntegration } from './read-integration'
import {
  type Operation,
  readMethodResponses,
  readOperations,
  readParameters,
  readSecurity,
} from './read-operations'
import { dereferenced } from './references'

interface Whole {
  root: Node
  id: string
  schemes: Map<string, Scheme<Authorizer>>
  models: Record<string, Model>
  reading: Reading
}

const REF = /^#\/(?:components\/schemas|definitions)\/([^/]+)$/

/** The model that a body's schema names; one is made for a schema that has no name. */
function modelOf(whole: Whole, schema: Node, operation: Operation): string {
  const ref = schema.kind === 'map' ? get(schema, '$ref') : undefined
  const named = ref && REF.exec(textOf(ref))?.[1]
  if (named && Object.hasOwn(whole.models, named)) return named
  const words = `${operation.verb} ${operation.path}`.toLowerCase().match(/[a-z0-9]+/g) ?? []
  const name = [...words, 'model'].map((one) => one.charAt(0).toUpperCase() + one.slice(1)).join('')
  whole.models[name] = { schema: readSchema(schema, whole.id, name) }
  return name
}

function requestModels(whole: Whole, operation: Operation): Record<string, string> | undefined {
  const { root } = whole
  const body = get(operation.node, 'requestBody')
  const content = body && get(dereferenced(root, body), 'content')
  const found = entriesOf(content).flatMap(([type, media]): [string, string][] => {
    const schema = get(media, 'schema')
    return schema ? [[type, modelOf(whole, schema, operation)]] : []
  })
  for (const given of operation.parameters) {
    const parameter = dereferenced(root, given)
    const where = get(parameter, 'in')
    const schema = get(parameter, 'schema')
    if (!where || textOf(where) !== 'body' || !schema) continue
    const types = textsOf(get(operation.node, 'consumes') ?? get(root, 'consumes'))
    const model = modelOf(whole, schema, operation)
    for (const type of types.length === 0 ? ['application/json'] : types) found.push([type, model])
  }
  return unlessEmpty(Object.fromEntries(found))
}

function readMethod(whole: Whole, operation: Operation): RestMethod | null {
  const { root, schemes, reading } = whole
  const { node, path, verb } = operation
  const integration = get(node, 'x-amazon-apigateway-integration')
  if (integration === undefined) {
    const says = `${verb} ${path} has no x-amazon-apigateway-integration, so it is left out`
    reading.warn(node, says)
    return null
  }
  reading.places.set(`resources.${path}.${verb}`, node)
  reading.places.set(`resources.${path}.${verb}.integration`, integration)
  const security = readSecurity(root, node, schemes, reading)
  const scheme = schemes.get(security.authorizer ?? '')
  const pool = scheme?.kind === 'authorizer' && scheme.authorizer.type === 'COGNITO_USER_POOLS'
  const named = pool ? ('COGNITO_USER_POOLS' as const) : ('CUSTOM' as const)
  const open = security.iam ? ('AWS_IAM' as const) : security.none ? ('NONE' as const) : undefined
  const name = 'x-amazon-apigateway-request-validator'
  const validator = get(node, name) ?? get(root, name)
  return defined({
    authorizationType: security.authorizer === undefined ? open : named,
    authorizer: security.authorizer,
    authorizationScopes: security.scopes,
    apiKeyRequired: security.apiKeyRequired,
    requestParameters: readParameters(root, operation, reading),
    requestModels: requestModels(whole, operation),
    validator: validator && textOf(validator),
    integration: readIntegration(dereferenced(root, integration), reading),
    methodResponses: readMethodResponses(root, node, reading),
  })
}

const readFlag = (node: Node | undefined) => (node ? booleanOf(node) : undefined)

function readValidators(root: Node): RestApi['validators'] {
  const validators = entriesOf(get(root, 'x-amazon-apigateway-request-validators')).map(
    ([name, node]) => [
      name,
      defined({
        validateRequestParameters: readFlag(get(node, 'validateRequestParameters')),
        validateRequestBody: readFlag(get(node, 'validateRequestBody')),
      }),
    ],
  )
  return unlessEmpty(Object.fromEntries(validators))
}

/**
 * Gateway responses by type.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-gateway-responses.html
 */
export function readGatewayResponses(node: Node | undefined): RestApi['gatewayResponses'] {
  const responses = entriesOf(node).map(([type, one]): [GatewayResponseType, GatewayResponse] => {
    const known = GATEWAY_RESPONSE_TYPES.find((name) => name === type)
    const status = get(one, 'statusCode')
    return [
      known ?? wordOf(one, GATEWAY_RESPONSE_TYPES),
      defined({
        statusCode: status && integerOf(status, 100, 599),
        responseParameters: textMapOf(get(one, 'responseParameters')),
        responseTemplates: textMapOf(get(one, 'responseTemplates')),
      }),
    ]
  })
  return unlessEmpty(Object.fromEntries(responses) as NonNullable<RestApi['gatewayResponses']>)
}

/**
 * A REST API's own part of a document: all but its id, stages and keys.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function readRest(root: Node, id: string, reading: Reading) {
  const schemes = readSchemes<Authorizer>(root, readAuthorizer)
  const models = readModels(root, id)
  const whole: Whole = { root, id, schemes, models, reading }
  const resources = readOperations(root).map(({ path, operations }) => {
    const methods = operations.flatMap((operation) => {
      const method = readMethod(whole, operation)
      return method ? [[operation.verb, method] as const] : []
    })
    return [path, Object.fromEntries(methods)] as const
  })
  const authorizers = [...schemes].flatMap(([name, scheme]) =>
    scheme.kind === 'authorizer' ? [[name, scheme.authorizer] as const] : [],
  )
  const binary = get(root, 'x-amazon-apigateway-binary-media-types')
  const source = get(root, 'x-amazon-apigateway-api-key-source')
  const policy = get(root, 'x-amazon-apigateway-policy')
  if (policy) reading.places.set('resourcePolicy', policy)
  return defined({
    type: 'REST' as const,
    resources: Object.fromEntries(resources),
    authorizers: unlessEmpty(Object.fromEntries(authorizers)),
    validators: readValidators(root),
    models: unlessEmpty(models),
    gatewayResponses: readGatewayResponses(get(root, 'x-amazon-apigateway-gateway-responses')),
    binaryMediaTypes: binary && textsOf(binary),
    apiKeySource: source && wordOf(source, ['HEADER', 'AUTHORIZER'] as const),
    // Its form is the schema's to judge, at the place that is remembered above.
    resourcePolicy: policy && (jsonOf(policy) as Policy),
  })
}
