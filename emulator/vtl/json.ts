import { VtlError } from './error'
import { MAX_ELEMENTS, MAX_NESTING, nestsTooDeeply, tooManyElements } from './limits'
import { integer, isNumber, JDouble, JList, JMap, type JNumber, type JValue } from './values'

/** Plain JSON data: what goes into a rendering and what comes out of it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const FRACTION = /[.eE]/
const QUOTE = 0x22
const BACKSLASH = 0x5c
const ZERO = 0x30
const NINE = 0x39
const DOT = 0x2e

/**
 * Reads JSON text into Java-like values. Its own parser, because `JSON.parse` loses what a
 * template can see: the order of number-like keys, big integers, and `1.0`.
 * @throws {VtlError} `payload`, with the offset in the JSON text and what was expected there
 */
export function parseJsonText(text: string): JValue {
  const reader = new Reader(text)
  const value = reader.value(0)
  reader.skipSpace()
  if (reader.at < text.length) throw reader.fail('the end of the text')
  return value
}

class Reader {
  at = 0
  constructor(private readonly text: string) {}

  value(depth: number): JValue {
    if (depth > MAX_NESTING) throw nestsTooDeeply('the JSON text')
    this.skipSpace()
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.map(depth)
      case 0x5b:
        return this.list(depth)
      case QUOTE:
        return this.string()
      case 0x74:
        return this.word('true', true)
      case 0x66:
        return this.word('false', false)
      case 0x6e:
        return this.word('null', null)
      default:
        return this.number()
    }
  }

  skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.at += 1
    }
  }

  fail(expected: string): VtlError {
    const found = this.at < this.text.length ? `"${this.text[this.at]}"` : 'its end'
    return new VtlError('payload', `invalid JSON: ${found} at position ${this.at}`, expected)
  }

  private map(depth: number): JMap {
    const map = new JMap()
    this.at += 1
    if (this.accept(0x7d)) return map
    do {
      this.skipSpace()
      if (this.text.charCodeAt(this.at) !== QUOTE) throw this.fail('a key in double quotes')
      const key = this.string()
      if (!this.accept(0x3a)) throw this.fail('":"')
      map.entries.set(key, this.value(depth + 1))
    } while (this.accept(0x2c))
    if (!this.accept(0x7d)) throw this.fail('"," or "}"')
    return map
  }

  private list(depth: number): JList {
    const items: JValue[] = []
    this.at += 1
    if (this.accept(0x5d)) return new JList(items, true)
    do {
      items.push(this.value(depth + 1))
    } while (this.accept(0x2c))
    if (!this.accept(0x5d)) throw this.fail('"," or "]"')
    return new JList(items, true)
  }

  private accept(code: number): boolean {
    this.skipSpace()
    if (this.text.charCodeAt(this.at) !== code) return false
    this.at += 1
    return true
  }

  private string(): string {
    const start = this.at + 1
    for (let at = start; at < this.text.length; at += 1) {
      const code = this.text.charCodeAt(at)
      if (code === QUOTE) {
        this.at = at + 1
        return this.text.slice(start, at)
      }
      if (code === BACKSLASH) return this.escapedString(start, at)
      if (code < 0x20) {
        this.at = at
        throw this.fail('an escape instead of a control character')
      }
    }
    this.at = this.text.length
    throw this.fail('a closing quote')
  }

  private escapedString(start: number, from: number): string {
    let at = from
    while (at < this.text.length && this.text.charCodeAt(at) !== QUOTE) {
      at += this.text.charCodeAt(at) === BACKSLASH ? 2 : 1
    }
    this.at = at + 1
    try {
      return JSON.parse(this.text.slice(start - 1, at + 1)) as string
    } catch {
      this.at = from
      throw this.fail('a string with valid escapes')
    }
  }

  private word<T extends JValue>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) throw this.fail('a JSON value')
    this.at += word.length
    return value
  }

  private number(): JNumber {
    const short = this.shortInteger()
    if (short !== null) return short
    NUMBER.lastIndex = this.at
    const text = NUMBER.exec(this.text)?.[0]
    if (text === undefined) throw this.fail('a JSON value')
    this.at += text.length
    const value = Number(text)
    if (FRACTION.test(text)) return new JDouble(value, text)
    return Number.isSafeInteger(value) ? value + 0 : bigInteger(text)
  }

  /** Most numbers are a few digits; reading those needs no pattern. */
  private shortInteger(): number | null {
    let at = this.at
    let value = 0
    let code = this.text.charCodeAt(at)
    // A leading zero or a sign is left to the pattern.
    if (code === ZERO) return null
    for (; code >= ZERO && code <= NINE; code = this.text.charCodeAt(at)) {
      value = value * 10 + code - ZERO
      at += 1
    }
    const length = at - this.at
    if (length === 0 || length > 15 || code === DOT || code === 0x65 || code === 0x45) return null
    this.at = at
    return value
  }
}

/** Digits beyond this are no number anyone sends; reading them takes time squared. */
const MAX_DIGITS = 1_000

function bigInteger(text: string): JNumber {
  if (text.length > MAX_DIGITS) {
    throw new VtlError('limit', `a number has more than ${MAX_DIGITS} digits`)
  }
  return integer(BigInt(text))
}

/** Plain JSON data as values of a template; `undefined` and what JSON cannot hold become null. */
export function fromPlain(value: Json | undefined): JValue {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return new JList(value.map(fromPlain), true)
  if (typeof value === 'object') {
    const map = new JMap()
    for (const key of Object.keys(value)) map.entries.set(key, fromPlain(value[key]))
    return map
  }
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    return Number.isInteger(value) ? integer(BigInt(value)) : new JDouble(value, String(value))
  }
  return value
}

const OWN = { enumerable: true, configurable: true, writable: true }

/**
 * Values of a template as plain JSON data; integers too big for a double lose digits.
 * @throws {VtlError} `limit` for more than `MAX_ELEMENTS` values: maps may share their parts
 */
export function toPlain(value: JValue): Json {
  let count = 0
  const plain = (one: JValue): Json => {
    count += 1
    if (count > MAX_ELEMENTS) throw tooManyElements()
    if (one === null || typeof one === 'string' || typeof one === 'boolean') return one
    if (isNumber(one)) {
      const number = one instanceof JDouble ? one.value : Number(one)
      return Number.isFinite(number) ? number : null
    }
    if (one instanceof JList) return one.items.map(plain)
    if (!(one instanceof JMap)) return null
    const members: { [key: string]: Json } = {}
    for (const [key, member] of one.entries) {
      const value = plain(member)
      // Assigned, this name would set the prototype.
      if (key !== '__proto__') members[key] = value
      else Object.defineProperty(members, key, { value, ...OWN })
    }
    return members
  }
  return plain(value)
}
