import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'
import type { RestApi, WebSocketApi } from '../schema/api'
import type { Json } from '../schema/json'

/** AWS's known issues list it as not supported; we read that as absent. */
const UNSUPPORTED_KEYWORD = 'exclusiveMinimum'
const validators = new WeakMap<object, Map<string, Validator>>()

const modelUrl = (api: { id: string }, name: string) =>
  `https://apigateway.amazonaws.com/restapis/${api.id}/models/${name}`

function supported(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(supported)
  if (schema === null || typeof schema !== 'object') return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== UNSUPPORTED_KEYWORD)
      .map(([key, value]) => [key, supported(value)]),
  )
}

function validatorOf(api: RestApi | WebSocketApi, name: string): Validator | null {
  const models = api.models ?? {}
  const model = Object.hasOwn(models, name) ? models[name] : undefined
  if (!model) return null
  const known = validators.get(api) ?? new Map<string, Validator>()
  validators.set(api, known)
  let validator = known.get(name)
  if (!validator) {
    const withId = (key: string, schema: Json): Schema => ({
      ...(supported(schema) as Schema),
      id: modelUrl(api, key),
    })
    validator = new Validator(withId(name, model.schema), '4', false)
    for (const [other, { schema }] of Object.entries(models)) {
      if (other !== name) validator.addSchema(withId(other, schema))
    }
    known.set(name, validator)
  }
  return validator
}

/** What was wrong, in the words of the validator that AWS uses. */
function told(error: OutputUnit): string | null {
  const quoted = [...error.error.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '')
  const at = error.instanceLocation.replace(/^#/, '')
  const place = at ? `${at}: ` : ''
  switch (error.keyword) {
    case 'required':
      return `${place}object has missing required properties (["${quoted[0]}"])`
    case 'type':
      return `${place}instance type (${quoted[0]}) does not match any allowed primitive type (allowed: ["${quoted.at(-1)}"])`
    case 'properties':
    case 'items':
    case '$ref':
      return null
    default:
      return `${place}${error.error}`
  }
}

/**
 * Why a body does not fit a model; null when it does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function modelError(api: RestApi | WebSocketApi, name: string, value: Json): string | null {
  const validator = validatorOf(api, name)
  if (!validator) return null
  const result = validator.validate(value)
  if (result.valid) return null
  const errors = result.errors.map(told).filter((text) => text !== null)
  return `[${errors.join(', ')}]`
}
