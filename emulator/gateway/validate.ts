import type { RestApi, RestMethod } from '../schema/api'
import type { Json } from '../schema/json'
import { isEmpty, textOf } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { missingParameters, REST_ERRORS } from './errors-rest'
import { headerOf, mediaType } from './header-list'
import { requestValue } from './mapping-source'
import { modelError } from './model'

/** The model for a content type, `$default` after it; null when the body is not validated. */
export function modelFor(
  models: Record<string, string> | undefined,
  contentType: string | undefined,
): string | null {
  const type = mediaType(contentType) ?? 'application/json'
  return models?.[type] ?? models?.$default ?? null
}

function checkParameters(call: Call, method: RestMethod): Outcome {
  const missing = Object.entries(method.requestParameters ?? {})
    .filter(([key, required]) => required && !requestValue(call, key)?.trim())
    .map(([key]) => key)
    .sort()
    .map((key) => key.replace(/^method\.request\.(header|path|querystring)\./, ''))
  if (missing.length === 0) return null
  const sentence = `Required and missing or blank: ${missing.join(', ')}.`
  const error = missingParameters(missing)
  return refuse(call, 'validator', 'validate.parameters', sentence, error)
}

function checkBody(call: Call, api: RestApi, method: RestMethod): Outcome {
  const name = modelFor(method.requestModels, headerOf(call.headers, 'content-type'))
  if (name === null) return null
  let value: Json
  try {
    value = isEmpty(call.body) ? {} : (JSON.parse(textOf(call.body)) as Json)
  } catch {
    const sentence = 'The body is no JSON.'
    return refuse(call, 'validator', 'validate.unparsable', sentence, {
      ...REST_ERRORS.badRequestBody,
      validation: '[Unable to parse the request body]',
    })
  }
  const wrong = modelError(api, name, value)
  if (wrong === null) return null
  const sentence = `The body does not fit the model ${name}: ${wrong}`
  const error = { ...REST_ERRORS.badRequestBody, validation: wrong }
  return refuse(call, 'validator', 'validate.body', sentence, error, { input: value })
}

/**
 * Validates parameters, then the body.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function validate(call: Call, api: RestApi, method: RestMethod): Outcome {
  const validator = method.validator === undefined ? undefined : api.validators?.[method.validator]
  if (!validator) {
    note(call, 'validator', 'skip', 'validate.no-validator', 'The method has no validator.')
    return null
  }
  const outcome =
    (validator.validateRequestParameters ? checkParameters(call, method) : null) ??
    (validator.validateRequestBody ? checkBody(call, api, method) : null)
  if (!outcome) {
    note(call, 'validator', 'pass', 'validate.params-first', 'Parameters and body are in order.')
  }
  return outcome
}
