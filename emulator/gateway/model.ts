import type { RestApi, WebSocketApi } from '../schema/api'
import type { Json } from '../schema/json'
import { compileSchema } from './json-schema'
import { isObject, type JsonObject } from './json-schema-value'

type Models = NonNullable<RestApi['models']>
type Validator = (value: Json) => string[] | null

const validators = new WeakMap<Models, Map<string, Validator>>()

/** A model of the same API, and maybe a place in it. */
const MODEL_URL = /\/models\/([^/#]+)(?:#(.*))?$/

function placeIn(root: JsonObject, pointer: string): JsonObject | null {
  let place: Json | undefined = root
  for (const part of pointer.split('/').filter(Boolean)) {
    const key = decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~')
    if (isObject(place)) place = Object.hasOwn(place, key) ? place[key] : undefined
    else place = Array.isArray(place) ? place[Number(key)] : undefined
  }
  return isObject(place) ? place : null
}

/**
 * What a `$ref` names: a place in its own model (`#/definitions/x`) or a model of the same API;
 * null when there is none.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function findReference(
  models: Models,
  reference: string,
  from: JsonObject,
): { schema: JsonObject; root: JsonObject } | null {
  const [, name, inside = ''] = MODEL_URL.exec(reference) ?? []
  const other = name !== undefined && Object.hasOwn(models, name) ? models[name]?.schema : undefined
  const root = reference.startsWith('#') ? from : isObject(other) ? other : null
  if (!root) return null
  try {
    const schema = placeIn(root, reference.startsWith('#') ? reference.slice(1) : inside)
    return schema && { schema, root }
  } catch {
    // A stray percent sign names no place.
    return null
  }
}

function validatorOf(models: Models, name: string): Validator | null {
  const schema = Object.hasOwn(models, name) ? models[name]?.schema : undefined
  if (!isObject(schema)) return null
  const known = validators.get(models) ?? new Map<string, Validator>()
  validators.set(models, known)
  let validator = known.get(name)
  if (!validator) {
    validator = compileSchema(schema, (reference, from) => findReference(models, reference, from))
    known.set(name, validator)
  }
  return validator
}

/**
 * Why a body does not fit a model; null when it does.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export function modelError(api: RestApi | WebSocketApi, name: string, value: Json): string | null {
  const faults = api.models ? validatorOf(api.models, name)?.(value) : null
  return faults ? `[${faults.join(', ')}]` : null
}
