import type { Json } from '../schema/json'

export type JsonObject = { [key: string]: Json }

/** Is it a JSON object? */
export const isObject = (value: Json | undefined): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** The type as draft 4 names it: a number without a fraction is an integer. */
export function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

/** A value as the messages print it. */
export const show = (value: Json): string => JSON.stringify(value)

/** A name as a part of a JSON pointer. */
export const pointerPart = (name: string): string =>
  encodeURI(name.replace(/~/g, '~0').replace(/\//g, '~1')).replace(/#/g, '%23')

/** JSON text with sorted keys: equal values have equal texts. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value).sort()
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`
}

/** Are two values equal, whatever the order of their keys? */
export const same = (a: Json, b: Json): boolean =>
  a === b || (a !== null && b !== null && typeof a === 'object' && canonical(a) === canonical(b))

/** Is one of the items there twice? */
export const hasTwins = (items: Json[]): boolean =>
  new Set(items.map(canonical)).size < items.length

/** Digits and power of ten of a number, exactly as it is written. */
function decimal(value: number): { digits: bigint; power: number } {
  const [coefficient = '', exponent = '0'] = Math.abs(value).toString().split('e')
  const [whole = '', fraction = ''] = coefficient.split('.')
  return { digits: BigInt(whole + fraction), power: Number(exponent) - fraction.length }
}

/** Is a number a multiple of another, reckoned in decimals, so that 0.3 is one of 0.1? */
export function isMultiple(value: number, divisor: number): boolean {
  if (!Number.isFinite(value) || !Number.isFinite(divisor) || divisor <= 0) return false
  const [a, b] = [decimal(value), decimal(divisor)]
  const shift = BigInt(Math.abs(a.power - b.power))
  return a.power >= b.power
    ? (a.digits * 10n ** shift) % b.digits === 0n
    : a.digits % (b.digits * 10n ** shift) === 0n
}
