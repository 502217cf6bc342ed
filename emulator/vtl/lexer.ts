import { placeOf, VtlError } from './error'
import { MAX_NESTING } from './limits'

// Unverified: a hyphen belongs to a name (as in Velocity 1), but only before a letter, so that
// `$total-1` subtracts.
const NAME = /[A-Za-z_](?:[A-Za-z0-9_]|-(?=[A-Za-z_]))*/y
const DIGITS = /\d+/y
// A fraction needs a digit: in `[1..3]` the dots are no fraction.
const FRACTION = /\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+/y
const SPACE = /\s*/y

/**
 * Reads the words of the language at a place in the template. Velocity has no tokens of its own
 * outside directives, so the parser asks for the word it needs, and each word is read here.
 */
export class Lexer {
  /** Parentheses, brackets and strings open around `at`. */
  private depth = 0

  /**
   * Reads `source` from `at` up to `end`. `fixed` is given for text whose offsets are not those of
   * the template: every place in it is reported there.
   */
  constructor(
    readonly template: string,
    readonly source: string,
    public at: number,
    readonly end: number,
    private readonly fixed: number | null = null,
  ) {}

  get done(): boolean {
    return this.at >= this.end
  }

  /** The offset in the template that belongs to an offset of the source. */
  offset(at: number = this.at): number {
    return this.fixed ?? at
  }

  code(ahead = 0): number {
    return this.at + ahead < this.end ? this.source.charCodeAt(this.at + ahead) : -1
  }

  sees(text: string): boolean {
    return this.source.startsWith(text, this.at) && this.at + text.length <= this.end
  }

  accept(text: string): boolean {
    if (!this.sees(text)) return false
    this.at += text.length
    return true
  }

  /** Reads white space, then `text` or throws. */
  demand(text: string): void {
    this.skipSpace()
    if (!this.accept(text)) throw this.fail(`"${text}"`)
  }

  skipSpace(): void {
    this.match(SPACE)
  }

  name(): string | null {
    return this.match(NAME)
  }

  /** A word operator such as `eq`, only where the name ends there. */
  acceptWord(word: string): boolean {
    const before = this.at
    if (this.name() === word) return true
    this.at = before
    return false
  }

  digits(): string | null {
    return this.match(DIGITS)
  }

  fraction(): string | null {
    return this.match(FRACTION)
  }

  /** The content of a string from its quote on; a doubled quote stands for one. */
  quoted(): { text: string; from: number; to: number; doubled: boolean } {
    const quote = this.source.charAt(this.at)
    const from = this.at + 1
    let doubled = false
    for (let at = from; at < this.end; at += 1) {
      if (this.source[at] !== quote) continue
      if (this.source[at + 1] === quote && at + 1 < this.end) {
        doubled = true
        at += 1
        continue
      }
      this.at = at + 1
      const text = this.source.slice(from, at)
      return { text: doubled ? text.replaceAll(quote + quote, quote) : text, from, to: at, doubled }
    }
    throw this.fail(`a closing ${quote}`, 'this string has no end', this.at)
  }

  /** Runs `read` one level deeper; keeps templates from nesting without end. */
  nested<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > MAX_NESTING / 4) {
      const place = placeOf(this.template, this.offset())
      throw new VtlError('limit', 'the expression nests too deeply', '', place)
    }
    const result = read()
    this.depth -= 1
    return result
  }

  /** A syntax error at `at`, naming what stands there unless a reason is given. */
  fail(expected: string, reason?: string, at = this.at): VtlError {
    const letter = String.fromCodePoint(this.source.codePointAt(at) ?? 0x20)
    const found =
      at >= this.end ? 'the end' : letter === '\n' ? 'the end of the line' : `"${letter}"`
    const place = placeOf(this.template, this.offset(at))
    return new VtlError('syntax', reason ?? `found ${found}`, expected, place)
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at
    const text = pattern.exec(this.source)?.[0]
    if (text === undefined || this.at + text.length > this.end) return null
    this.at += text.length
    return text
  }
}
