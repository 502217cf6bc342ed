import { Buffer } from '../builtins/buffer'

export type Attribute = Record<string, unknown>

export interface MarshallOptions {
  removeUndefinedValues?: boolean
  convertEmptyValues?: boolean
  convertClassInstanceToMap?: boolean
}

const UNDEFINED =
  'Pass options.removeUndefinedValues=true to remove undefined values from map/array/set.'

function fromSet(values: unknown[]): Attribute {
  const [first] = values
  if (first === undefined)
    throw new Error('Pass a non-empty set, or options.convertEmptyValues=true.')
  if (typeof first === 'number' || typeof first === 'bigint') return { NS: values.map(String) }
  if (typeof first === 'string') return { SS: values }
  return { BS: values }
}

/**
 * A JavaScript value as a DynamoDB attribute.
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-util-dynamodb/
 */
export function toAttribute(value: unknown, options: MarshallOptions = {}): Attribute {
  if (value === undefined) throw new Error(UNDEFINED)
  if (value === null) return { NULL: true }
  if (typeof value === 'boolean') return { BOOL: value }
  if (typeof value === 'string')
    return value === '' && options.convertEmptyValues ? { NULL: true } : { S: value }
  if (typeof value === 'bigint') return { N: String(value) }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`Special numeric value ${value} is not allowed`)
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
      throw new Error(
        `Number ${value} is greater than Number.MAX_SAFE_INTEGER. Use NumberValue from @aws-sdk/lib-dynamodb.`,
      )
    return { N: String(value) }
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return { B: value }
  if (value instanceof Set) return fromSet([...value])
  if (value instanceof Map) return { M: toItem(Object.fromEntries(value), options) }
  if (Array.isArray(value)) {
    const kept = options.removeUndefinedValues ? value.filter((one) => one !== undefined) : value
    return { L: kept.map((one) => toAttribute(one, options)) }
  }
  if (typeof value === 'object') {
    const prototype = Object.getPrototypeOf(value)
    const plain = prototype === null || prototype.constructor?.name === 'Object'
    if (!plain && !options.convertClassInstanceToMap)
      throw new Error(
        `Unsupported type passed: ${value}. Pass options.convertClassInstanceToMap=true to marshall typeof object as map attribute.`,
      )
    return { M: toItem(value as Record<string, unknown>, options) }
  }
  throw new Error(`Unsupported type passed: ${String(value)}.`)
}

/** All of an object's members as attributes. */
export function toItem(
  item: Record<string, unknown>,
  options: MarshallOptions = {},
): Record<string, Attribute> {
  const kept = Object.entries(item).filter(
    ([, value]) =>
      typeof value !== 'function' && !(value === undefined && options.removeUndefinedValues),
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, toAttribute(value, options)]))
}

/** A DynamoDB attribute as a JavaScript value; sets become `Set`. */
function fromAttribute(attribute: Attribute): unknown {
  const [[type, value] = []] = Object.entries(attribute)
  switch (type) {
    case 'NULL':
      return null
    case 'N':
      return numberOf(String(value))
    case 'NS':
      return new Set((value as string[]).map(numberOf))
    case 'SS':
    case 'BS':
      return new Set(value as unknown[])
    case 'L':
      return (value as Attribute[]).map(fromAttribute)
    case 'M':
      return fromItem(value as Record<string, Attribute>)
    case 'B':
      return typeof value === 'string' ? Uint8Array.from(Buffer.from(value, 'base64')) : value
    default:
      return value
  }
}

function numberOf(text: string): number {
  const value = Number(text)
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isFinite(value))
    throw new Error(
      `${text} can't be converted to Number. Set options.wrapNumbers to get string value.`,
    )
  return value
}

/** All of an item's attributes as values. */
export function fromItem(item: Record<string, Attribute>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [name, fromAttribute(value)]),
  )
}
