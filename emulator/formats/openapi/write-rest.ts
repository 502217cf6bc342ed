import type { RestApi, RestMethod } from '../../schema/api'
import type { Doc, DocObject } from '../write-document'
import { writeSchema } from './models'
import {
  API_KEY_SCHEME,
  IAM_SCHEME,
  type PlainSchemes,
  plainSchemes,
  writeAuthorizer,
} from './write-authorizers'
import { writeIntegration } from './write-integration'
import type { Writing } from './writing'

const SEVERAL: Record<string, string> = { querystring: 'query', header: 'header', path: 'path' }
const VERBS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'])

function writeParameters(method: RestMethod, at: string, writing: Writing): Doc[] | undefined {
  const written = Object.entries(method.requestParameters ?? {}).flatMap(([key, required]) => {
    const [, kind = '', name = ''] = /^method\.request\.(\w+)\.(.+)$/.exec(key) ?? []
    const where = SEVERAL[kind]
    if (where === undefined) {
      writing.warn(`${at}.requestParameters.${key}`, 'is no query string, header or path')
      return []
    }
    return [{ name, in: where, required, schema: { type: 'string' } }]
  })
  return written.length === 0 ? undefined : written
}

function writeBody(method: RestMethod): DocObject | undefined {
  const models = Object.entries(method.requestModels ?? {})
  if (models.length === 0) return undefined
  const content = models.map(([type, name]) => [
    type,
    { schema: { $ref: `#/components/schemas/${name}` } },
  ])
  return { content: Object.fromEntries(content), required: true }
}

function writeResponses(method: RestMethod): Doc {
  const statuses = Object.entries(method.methodResponses ?? {})
  // At least one response is needed, and `default` is none of API Gateway's.
  if (statuses.length === 0) return { default: { description: '' } }
  const written = statuses.map(([status, { headers }]): [string, Doc] => {
    const some = headers?.map((name): [string, Doc] => [name, { schema: { type: 'string' } }])
    const map = some && some.length > 0 ? Object.fromEntries(some) : undefined
    return [status, { description: '', ...(map ? { headers: map } : {}) }]
  })
  return new Map(written)
}

function writeSecurity(method: RestMethod, at: string, names: PlainSchemes, writing: Writing) {
  const { authorizationType: type, authorizer, authorizationScopes: scopes } = method
  const written: Record<string, string[]> = {}
  if (authorizer !== undefined) written[authorizer] = scopes ?? []
  else if (type === 'CUSTOM' || type === 'COGNITO_USER_POOLS') {
    writing.warn(`${at}.authorizationType`, 'names no authorizer, so none is written')
  }
  if (type === 'AWS_IAM') written[names.iam] = []
  if (method.apiKeyRequired) written[names.apiKey] = []
  return Object.keys(written).length === 0 ? undefined : [written]
}

function writeMethod(method: RestMethod, at: string, names: PlainSchemes, writing: Writing) {
  const none = method.authorizationType === 'NONE' && method.authorizer === undefined
  return {
    parameters: writeParameters(method, at, writing),
    requestBody: writeBody(method),
    responses: writeResponses(method),
    security: writeSecurity(method, at, names, writing),
    ...(none ? { 'x-amazon-apigateway-auth': { type: 'NONE' } } : {}),
    'x-amazon-apigateway-request-validator': method.validator,
    'x-amazon-apigateway-integration': writeIntegration(
      method.integration,
      `${at}.integration`,
      writing,
    ),
  }
}

function writePaths(api: RestApi, names: PlainSchemes, writing: Writing): DocObject {
  const paths = Object.entries(api.resources).map(([path, methods]): [string, Doc] => {
    const verbs = Object.entries(methods).flatMap(([verb, method]): [string, Doc][] => {
      const at = `resources.${path}.${verb}`
      if (verb === 'ANY') {
        return [['x-amazon-apigateway-any-method', writeMethod(method, at, names, writing)]]
      }
      if (VERBS.has(verb)) return [[verb.toLowerCase(), writeMethod(method, at, names, writing)]]
      writing.warn(at, `${verb} is no verb that OpenAPI knows`)
      return []
    })
    return [path, Object.fromEntries(verbs)]
  })
  return Object.fromEntries(paths)
}

/** Those who need a scheme that is no authorizer. */
function writeSchemes(api: RestApi, names: PlainSchemes, writing: Writing): DocObject {
  const methods = Object.values(api.resources).flatMap((each) => Object.values(each))
  const authorizers = Object.entries(api.authorizers ?? {}).map(([name, one]): [string, Doc] => [
    name,
    writeAuthorizer(one, `authorizers.${name}`, writing),
  ])
  return {
    ...Object.fromEntries(authorizers),
    ...(methods.some((one) => one.apiKeyRequired) ? { [names.apiKey]: API_KEY_SCHEME } : {}),
    ...(methods.some((one) => one.authorizationType === 'AWS_IAM')
      ? { [names.iam]: IAM_SCHEME }
      : {}),
  }
}

function writeModels(api: RestApi, writing: Writing): DocObject | undefined {
  const models = Object.entries(api.models ?? {}).map(([name, model]): [string, Doc] => {
    if (model.contentType !== undefined && model.contentType !== 'application/json') {
      writing.warn(`models.${name}.contentType`, 'a schema has no content type')
    }
    return [name, writeSchema(model.schema, name) as Doc]
  })
  return models.length === 0 ? undefined : Object.fromEntries(models)
}

/**
 * A REST API's own part of a document: all but its servers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function writeRest(api: RestApi, writing: Writing): DocObject {
  const names = plainSchemes(api.authorizers)
  const schemes = writeSchemes(api, names, writing)
  const schemas = writeModels(api, writing)
  const components = {
    ...(schemas ? { schemas } : {}),
    ...(Object.keys(schemes).length > 0 ? { securitySchemes: schemes } : {}),
  }
  return {
    paths: writePaths(api, names, writing),
    components: Object.keys(components).length > 0 ? components : undefined,
    'x-amazon-apigateway-request-validators': api.validators,
    'x-amazon-apigateway-gateway-responses': api.gatewayResponses,
    'x-amazon-apigateway-binary-media-types': api.binaryMediaTypes,
    'x-amazon-apigateway-api-key-source': api.apiKeySource,
    'x-amazon-apigateway-policy': api.resourcePolicy as Doc | undefined,
  }
}
