import { VtlError } from './error'

/** Iterations one `#foreach` may make (API Gateway's quota). */
export const MAX_ITERATIONS = 1_000
/** Size of one template in bytes of UTF-8 (API Gateway's quota, 300 KB). */
export const MAX_TEMPLATE_BYTES = 300 * 1024
/** Length of the output and of any one string, in UTF-16 units: the payload limit of a REST API. */
export const MAX_TEXT = 10 * 1024 * 1024
/** Elements one list or map may hold. */
export const MAX_ELEMENTS = 100_000
/** Values one printed value may hold, all levels together. */
export const MAX_PARTS = 500_000
/** Levels that JSON, a printed value, or blocks and parentheses of a template may nest. */
export const MAX_NESTING = 256
/** Operators in one expression, and steps in one reference. */
export const MAX_TERMS = 1_000
/** Macros, `#define` blocks and `#evaluate` within one another (Velocity's default for macros). */
export const MAX_CALL_DEPTH = 20
/** Entries of one trace; later tokens are rendered but no longer explained. */
export const MAX_TRACE = 10_000
/** Units of work of one rendering: about a node rendered, or 64 characters handled. */
const MAX_WORK = 5_000_000
const CHARACTERS_PER_UNIT = 64
const SOURCE_PER_UNIT = 32
const JSON_PER_UNIT = 8

/** Counts the work of one rendering, so that any template ends: time itself is not looked at. */
export class Budget {
  private left = MAX_WORK

  /** Throws a `limit` error once the work of this rendering is used up. */
  spend(units: number): void {
    this.left -= units
    if (this.left < 0) {
      throw new VtlError('limit', `the template does more work than ${MAX_WORK} steps`)
    }
  }

  /** The work of rendering a stretch of `length` characters of the template. */
  spendSource(length: number): void {
    this.spend(1 + length / SOURCE_PER_UNIT)
  }

  /** The work of parsing or writing `length` characters of JSON. */
  spendJson(length: number): void {
    this.spend(1 + length / JSON_PER_UNIT)
  }

  /** The work of reading or writing `length` characters. */
  spendText(length: number): void {
    if (length > MAX_TEXT) throw textTooLong()
    this.spend(1 + length / CHARACTERS_PER_UNIT)
  }
}

/** The error of a text longer than `MAX_TEXT`. */
export function textTooLong(): VtlError {
  return new VtlError('limit', `a text is longer than ${MAX_TEXT} characters`)
}

/** The error of a printed value of more than `MAX_PARTS` values. */
export function tooManyParts(): VtlError {
  return new VtlError('limit', `a value holds more than ${MAX_PARTS} values`)
}

/** The error of a list or map beyond `MAX_ELEMENTS`. */
export function tooManyElements(): VtlError {
  return new VtlError('limit', `a list or map holds more than ${MAX_ELEMENTS} elements`)
}

/** The error of `what` nesting beyond `MAX_NESTING` levels. */
export function nestsTooDeeply(what: string): VtlError {
  return new VtlError('limit', `${what} nests deeper than ${MAX_NESTING} levels`)
}
