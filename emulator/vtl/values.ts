import { MAX_ELEMENTS, tooManyElements } from './limits'

/** A Java double: the text is kept, so that a JSON number prints as it was written. */
export class JDouble {
  constructor(
    readonly value: number,
    readonly text: string = doubleText(value),
  ) {}
}

/** Integers are numbers while they are exact and bigints beyond; anything with a fraction is a JDouble. */
export type JNumber = number | bigint | JDouble
export type JString = string
export type JValue = null | boolean | JString | JNumber | JMap | JList | JEntry | HostObject

/**
 * How a map answers when a reference ends at it: `text` prints it like a Java map, `silent` prints
 * nothing, `null` is null although its keys can be read.
 */
export type MapFace = 'text' | 'silent' | 'null'

/** Entries of a map that are made when they are first asked for. */
export interface LazyEntries {
  fill(entries: Map<string, JValue>): void
  /** One entry of a map that cannot be written, without making the others; null if there is none. */
  peek?(key: string): JValue
}

/** A Java LinkedHashMap with string keys, in insertion order. */
export class JMap {
  private held: Map<string, JValue> | null = null
  /** Told of every write; `$context` watches its overrides with it. */
  onPut: ((key: string) => void) | null = null

  /** `lazy` makes what somebody looks at: most of `$context` nobody looks at. */
  constructor(
    readonly face: MapFace = 'text',
    readonly writable = true,
    private readonly lazy: LazyEntries | null = null,
  ) {}

  get entries(): Map<string, JValue> {
    if (this.held === null) {
      this.held = new Map()
      this.lazy?.fill(this.held)
    }
    return this.held
  }

  /** Nobody has looked yet, so it is as it was made. */
  get isUntouched(): boolean {
    return this.held === null
  }

  get(key: string): JValue {
    if (this.held === null && this.lazy?.peek) return this.lazy.peek(key)
    return this.entries.get(key) ?? null
  }

  /** Sets a key and returns the value it had before; a map that is not writable stays as it is. */
  put(key: string, value: JValue): JValue {
    if (!this.writable) return null
    const before = this.entries.get(key) ?? null
    this.entries.set(key, value)
    if (this.entries.size > MAX_ELEMENTS) throw tooManyElements()
    this.onPut?.(key)
    return this.face === 'text' ? before : null
  }
}

/** A Java list. One that came out of JSON prints as JSON text, any other as `[a, b]`. */
export class JList {
  constructor(
    readonly items: JValue[] = [],
    readonly fromJson = false,
  ) {
    if (items.length > MAX_ELEMENTS) throw tooManyElements()
  }

  add(value: JValue): void {
    this.items.push(value)
    if (this.items.length > MAX_ELEMENTS) throw tooManyElements()
  }
}

/** One element of `entrySet()`. */
export class JEntry {
  constructor(
    readonly key: string,
    readonly value: JValue,
  ) {}
}

/** `$input`, `$util`, `$foreach`: an object of ours that answers to names on its whitelist only. */
export abstract class HostObject {
  /** What the object prints as; host objects print nothing. */
  get text(): string {
    return ''
  }

  /** The value of `$object.name`, null for names it does not know. */
  property(_name: string): JValue {
    return null
  }

  /** The value of `$object.name(…)`; null for names and numbers of arguments it does not know. */
  call(_name: string, _values: readonly JValue[]): JValue {
    return null
  }
}

/** Whether a value is an integer of either form or a double. */
export function isNumber(value: JValue): value is JNumber {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof JDouble
}

/** A bigint as a number wherever that is exact. */
export function integer(value: bigint): number | bigint {
  const narrow = Number(value)
  return Number.isSafeInteger(narrow) ? narrow : value
}

/** A text for `value` as `Double.toString` writes it: `1.0`, `0.25`, `1.0E10`. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`
}
