import type { HttpIntegration, Integration, IntegrationResponse } from '../../schema/integration'
import { functionNamed } from '../lambda-uri'
import type { Doc, DocObject } from '../write-document'
import type { Writing } from './writing'

const POST = 'POST'

function writeResponses(responses: IntegrationResponse[], at: string, writing: Writing) {
  const written = new Map<string, Doc>()
  for (const { selectionPattern, statusCode, ...rest } of responses) {
    const key = selectionPattern ?? 'default'
    if (written.has(key) || selectionPattern === 'default') {
      writing.warn(`${at}.responses`, `a second response for ${key} has no place`)
      continue
    }
    written.set(key, { statusCode: String(statusCode), ...rest })
  }
  return written
}

function writeTarget(integration: Integration | HttpIntegration, at: string, writing: Writing) {
  const { function: named, uri, httpMethod, permitted, type } = integration
  if (permitted === false && !writing.tellsPermissions) {
    writing.warn(`${at}.permitted`, 'a document does not say who may invoke a function')
  }
  if (named === undefined) {
    const lambda = type.startsWith('AWS') && uri !== undefined && functionNamed(uri) !== null
    const verb = httpMethod ?? (lambda ? POST : undefined)
    return { uri, httpMethod: verb }
  }
  if (uri !== undefined) writing.warn(`${at}.uri`, 'the function says the same and is written')
  return { uri: writing.uriOf(named), httpMethod: httpMethod ?? POST }
}

/**
 * `x-amazon-apigateway-integration` of a REST API's method.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function writeIntegration(
  integration: Integration,
  at: string,
  writing: Writing,
): DocObject {
  const { responses } = integration
  return {
    type: integration.type.toLowerCase(),
    ...writeTarget(integration, at, writing),
    requestParameters: integration.requestParameters,
    requestTemplates: integration.requestTemplates,
    passthroughBehavior: integration.passthroughBehavior?.toLowerCase(),
    contentHandling: integration.contentHandling,
    timeoutInMillis: integration.timeoutInMillis,
    cacheKeyParameters: integration.cacheKeyParameters,
    responses: responses && writeResponses(responses, at, writing),
  }
}

/** Told explicitly, because API Gateway insists on it for functions. */
const PAYLOAD_VERSION = '2.0'

/**
 * `x-amazon-apigateway-integration` of an HTTP API's route.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function writeHttpIntegration(
  integration: HttpIntegration,
  at: string,
  writing: Writing,
): DocObject {
  const { subtype, payloadFormatVersion: version } = integration
  const target =
    subtype === undefined
      ? writeTarget(integration, at, writing)
      : { uri: integration.uri, httpMethod: integration.httpMethod }
  const lambda = integration.function !== undefined
  return {
    type: integration.type.toLowerCase(),
    ...target,
    integrationSubtype: subtype,
    payloadFormatVersion: version ?? (lambda ? PAYLOAD_VERSION : undefined),
    timeoutInMillis: integration.timeoutInMillis,
    requestParameters: integration.requestParameters,
    responseParameters: integration.responseParameters,
  }
}
