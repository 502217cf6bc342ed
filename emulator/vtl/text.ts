import {
  type Budget,
  MAX_NESTING,
  MAX_PARTS,
  MAX_TEXT,
  nestsTooDeeply,
  textTooLong,
  tooManyParts,
} from './limits'
import { HostObject, JDouble, JEntry, JList, JMap, type JValue } from './values'

/**
 * What a reference prints for a value: strings bare, maps as `{sku=A1, qty=2}`, lists out of JSON
 * as JSON, null and host objects as nothing. Writing a map or list counts as work.
 * @throws {VtlError} `limit` if the text outgrows `MAX_TEXT` or the value nests too deeply
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function textOf(value: JValue, budget: Budget): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  if (value instanceof JMap && value.face !== 'text') return ''
  const text = new Writer().java(value, 0).out
  budget.spendJson(text.length)
  return text
}

/**
 * A value as compact JSON, as `$input.json` prints it.
 * @throws {VtlError} `limit` as `textOf`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function jsonTextOf(value: JValue): string {
  return new Writer().json(value, 0).out
}

class Writer {
  out = ''
  private parts = 0

  /** A value inside a map or list as Java prints it: there, null is the word. */
  java(value: JValue, depth: number): this {
    this.count(depth)
    if (value instanceof JMap) return this.map(value, depth)
    if (value instanceof JList)
      return value.fromJson ? this.json(value, depth) : this.list(value, depth)
    if (value instanceof JEntry) return this.put(`${value.key}=`).java(value.value, depth + 1)
    if (value instanceof JDouble) return this.put(value.text)
    if (value instanceof HostObject) return this.put(value.text)
    return this.put(String(value))
  }

  json(value: JValue, depth: number): this {
    this.count(depth)
    if (value instanceof JMap) return this.jsonMap(value, depth)
    if (value instanceof JList) return this.jsonList(value.items, depth)
    if (typeof value === 'string') return this.put(JSON.stringify(value))
    if (value instanceof JDouble)
      return this.put(Number.isFinite(value.value) ? value.text : 'null')
    if (value instanceof JEntry || value instanceof HostObject) {
      return this.put(JSON.stringify(new Writer().java(value, depth).out))
    }
    return this.put(String(value))
  }

  private count(depth: number): void {
    this.parts += 1
    if (this.parts > MAX_PARTS) throw tooManyParts()
    if (depth > MAX_NESTING) throw nestsTooDeeply('a value')
  }

  private put(text: string): this {
    this.out += text
    if (this.out.length > MAX_TEXT) throw textTooLong()
    return this
  }

  private map(map: JMap, depth: number): this {
    let before = '{'
    for (const [key, value] of map.entries) {
      this.put(`${before}${key}=`).java(value, depth + 1)
      before = ', '
    }
    return this.put(map.entries.size === 0 ? '{}' : '}')
  }

  private list(list: JList, depth: number): this {
    let before = '['
    for (const item of list.items) {
      this.put(before).java(item, depth + 1)
      before = ', '
    }
    return this.put(list.items.length === 0 ? '[]' : ']')
  }

  private jsonMap(map: JMap, depth: number): this {
    let before = '{'
    for (const [key, value] of map.entries) {
      this.put(`${before}${JSON.stringify(key)}:`).json(value, depth + 1)
      before = ','
    }
    return this.put(map.entries.size === 0 ? '{}' : '}')
  }

  private jsonList(items: readonly JValue[], depth: number): this {
    let before = '['
    for (const item of items) {
      this.put(before).json(item, depth + 1)
      before = ','
    }
    return this.put(items.length === 0 ? '[]' : ']')
  }
}
