import { format as formats } from '@cfworker/json-schema'
import type { Json } from '../schema/json'
import {
  hasTwins,
  isMultiple,
  isObject,
  type JsonObject,
  kindOf,
  same,
  show,
} from './json-schema-value'
import { occursIn } from './pattern'

/** What a keyword says about a value: null when it fits, else what is wrong. */
export type Test = (value: Json) => string | null

/** A keyword that looks at a value as a whole; null where the schema does not have it. */
type Keyword = (schema: JsonObject) => Test | null

/** Formats of longer texts are not looked at: their patterns are not all linear. */
const MAX_FORMATTED = 2_048

/** The texts of a list; none where it is no list. */
export const textsOf = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

const type: Keyword = ({ type: wanted }) => {
  const allowed = typeof wanted === 'string' ? [wanted] : textsOf(wanted)
  if (allowed.length === 0) return null
  return (value) => {
    const kind = kindOf(value)
    if (allowed.includes(kind) || (kind === 'integer' && allowed.includes('number'))) return null
    return `instance type (${kind}) does not match any allowed primitive type (allowed: ${show(allowed)})`
  }
}

const enumeration: Keyword = ({ enum: allowed }) => {
  if (!Array.isArray(allowed)) return null
  return (value) =>
    allowed.some((one) => same(one, value))
      ? null
      : `instance value (${show(value)}) not found in enum (possible values: ${show(allowed)})`
}

const pattern: Keyword = ({ pattern: wanted }) => {
  if (typeof wanted !== 'string') return null
  return (value) =>
    typeof value !== 'string' || occursIn(wanted, value)
      ? null
      : `ECMA 262 regex "${wanted}" does not match input string "${value}"`
}

const format: Keyword = ({ format: wanted }) => {
  if (typeof wanted !== 'string' || !Object.hasOwn(formats, wanted)) return null
  const fits = formats[wanted]
  return (value) =>
    typeof value !== 'string' || value.length > MAX_FORMATTED || fits?.(value)
      ? null
      : `string "${value}" is invalid against requested format ${wanted}`
}

const required: Keyword = (schema) => {
  const names = textsOf(schema.required)
  if (names.length === 0) return null
  return (value) => {
    if (!isObject(value) || names.every((name) => Object.hasOwn(value, name))) return null
    const missing = names.filter((name) => !Object.hasOwn(value, name))
    return `object has missing required properties (${show(missing)})`
  }
}

const uniqueItems: Keyword = ({ uniqueItems: wanted }) => {
  if (wanted !== true) return null
  return (value) =>
    Array.isArray(value) && hasTwins(value) ? 'array must not contain duplicate elements' : null
}

const multipleOf: Keyword = ({ multipleOf: divisor }) => {
  if (typeof divisor !== 'number') return null
  return (value) =>
    typeof value !== 'number' || isMultiple(value, divisor)
      ? null
      : `remainder of division is not zero (instance: ${value}, divisor: ${divisor})`
}

/** AWS's known issues list `exclusiveMinimum` as not supported; we read that as absent. */
const minimum: Keyword = ({ minimum: least }) => {
  if (typeof least !== 'number') return null
  return (value) =>
    typeof value !== 'number' || value >= least
      ? null
      : `numeric instance is lower than the required minimum (minimum: ${least}, found: ${value})`
}

const maximum: Keyword = ({ maximum: most, exclusiveMaximum }) => {
  if (typeof most !== 'number') return null
  const strictly = exclusiveMaximum === true
  const how = strictly ? 'is not strictly lower than' : 'is greater than'
  return (value) =>
    typeof value !== 'number' || value < most || (value === most && !strictly)
      ? null
      : `numeric instance ${how} the required maximum (maximum: ${most}, found: ${value})`
}

/** Limits of how long a text, a list or an object is: keyword, what it measures, what it says. */
const limit = (
  name: string,
  size: (value: Json) => number | null,
  fits: (size: number, wanted: number) => boolean,
  tell: (size: number, wanted: number, value: Json) => string,
): Keyword => {
  return ({ [name]: wanted }) => {
    if (typeof wanted !== 'number') return null
    return (value) => {
      const found = size(value)
      return found === null || fits(found, wanted) ? null : tell(found, wanted, value)
    }
  }
}
/** Characters, not UTF-16 units. */
const characters = (value: Json) => {
  if (typeof value !== 'string') return null
  let count = 0
  for (const _ of value) count++
  return count
}
const elements = (value: Json) => (Array.isArray(value) ? value.length : null)
const members = (value: Json) => (isObject(value) ? Object.keys(value).length : null)
const atLeast = (size: number, wanted: number) => size >= wanted
const atMost = (size: number, wanted: number) => size <= wanted

const KEYWORDS: Keyword[] = [
  type,
  enumeration,
  required,
  limit(
    'minProperties',
    members,
    atLeast,
    (n, least) =>
      `object has too few properties (found ${n} but schema requires at least ${least})`,
  ),
  limit(
    'maxProperties',
    members,
    atMost,
    (n, most) => `object has too many properties (found ${n} but schema requires at most ${most})`,
  ),
  limit(
    'minItems',
    elements,
    atLeast,
    (n, least) =>
      `array is too short: must have at least ${least} elements but instance has ${n} elements`,
  ),
  limit(
    'maxItems',
    elements,
    atMost,
    (n, most) =>
      `array is too long: must have at most ${most} elements but instance has ${n} elements`,
  ),
  uniqueItems,
  minimum,
  maximum,
  multipleOf,
  limit(
    'minLength',
    characters,
    atLeast,
    (n, least, value) =>
      `string ${show(value)} is too short (length: ${n}, required minimum: ${least})`,
  ),
  limit(
    'maxLength',
    characters,
    atMost,
    (n, most, value) =>
      `string ${show(value)} is too long (length: ${n}, maximum allowed: ${most})`,
  ),
  pattern,
  format,
]

/**
 * The keywords of draft 4 that look at a value as a whole, as far as a schema has them.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export const testsOf = (schema: JsonObject): Test[] =>
  KEYWORDS.map((keyword) => keyword(schema)).filter((test) => test !== null)
