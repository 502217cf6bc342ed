import type { BinarySign, Block, Expression, Reference, Step } from './ast'
import type { Lexer } from './lexer'
import { MAX_TERMS } from './limits'
import { integer } from './values'

/** Reads the content of an interpolated string, which is a template of its own. */
export type ReadTemplate = (lexer: Lexer, from: number, to: number, text: string | null) => Block

// From loosest to tightest; of signs that begin alike the longer comes first.
const LEVELS: readonly (readonly (readonly [written: string, sign: BinarySign])[])[] = [
  [
    ['||', '||'],
    ['or', '||'],
  ],
  [
    ['&&', '&&'],
    ['and', '&&'],
  ],
  [
    ['==', '=='],
    ['eq', '=='],
    ['!=', '!='],
    ['ne', '!='],
  ],
  [
    ['<=', '<='],
    ['le', '<='],
    ['<', '<'],
    ['lt', '<'],
    ['>=', '>='],
    ['ge', '>='],
    ['>', '>'],
    ['gt', '>'],
  ],
  [
    ['+', '+'],
    ['-', '-'],
  ],
  [
    ['*', '*'],
    ['/', '/'],
    ['%', '%'],
  ],
]

/** Recursive descent over the expressions inside directives, arguments and brackets. */
export class ExpressionParser {
  constructor(
    private readonly lexer: Lexer,
    private readonly readTemplate: ReadTemplate,
  ) {}

  expression(): Expression {
    return this.lexer.nested(() => this.binary(0))
  }

  /** Comma- or space-separated expressions up to the closing parenthesis, which is read too. */
  values(separator: 'comma' | 'space'): Expression[] {
    const values: Expression[] = []
    this.lexer.skipSpace()
    if (this.lexer.accept(')')) return values
    do {
      values.push(
        separator === 'comma' ? this.expression() : this.lexer.nested(() => this.primary()),
      )
      this.lexer.skipSpace()
      if (this.lexer.accept(')')) return values
    } while (this.lexer.accept(',') || separator === 'space')
    throw this.lexer.fail('"," or ")"')
  }

  /** A reference from its `$` on, or null (and nothing read) where `$` starts none. */
  reference(): Reference | null {
    const { lexer } = this
    const from = lexer.at
    lexer.accept('$')
    lexer.accept('!')
    const braced = lexer.accept('{')
    const root = lexer.name()
    if (root === null) {
      lexer.at = from
      return null
    }
    const steps = this.steps()
    if (braced && !lexer.accept('}')) throw lexer.fail('"}" to close the reference')
    return { root, steps, from: lexer.offset(from), to: lexer.offset() }
  }

  private steps(): Step[] {
    const { lexer } = this
    const steps: Step[] = []
    for (;;) {
      if (steps.length > MAX_TERMS) throw lexer.fail('a shorter reference')
      const start = lexer.at
      const from = lexer.offset()
      if (lexer.accept('.')) {
        const name = lexer.name()
        if (name === null) {
          lexer.at = start
          return steps
        }
        const values = lexer.accept('(') ? lexer.nested(() => this.values('comma')) : null
        const to = lexer.offset()
        if (values === null) steps.push({ kind: 'property', name, from, to })
        else steps.push({ kind: 'method', name, values, from, to })
      } else if (this.startsIndex()) {
        lexer.accept('[')
        const index = this.expression()
        lexer.demand(']')
        steps.push({ kind: 'index', index, from, to: lexer.offset() })
      } else {
        return steps
      }
    }
  }

  /** A bracket in running text is an index only where a number, a string or a reference follows. */
  private startsIndex(): boolean {
    return this.lexer.sees('[') && /[\d$'"-]/.test(String.fromCharCode(this.lexer.code(1)))
  }

  private binary(level: number): Expression {
    const signs = LEVELS[level]
    if (signs === undefined) return this.unary()
    const first = this.lexer.offset()
    let left = this.binary(level + 1)
    for (let terms = 0; ; terms += 1) {
      this.lexer.skipSpace()
      const sign = signs.find(([written]) =>
        /\w/.test(written) ? this.lexer.acceptWord(written) : this.lexer.accept(written),
      )?.[1]
      if (sign === undefined) return left
      if (terms >= MAX_TERMS) throw this.lexer.fail('a shorter expression')
      const right = this.binary(level + 1)
      left = { kind: 'binary', sign, left, right, from: first, to: this.lexer.offset() }
    }
  }

  private unary(): Expression {
    const { lexer } = this
    lexer.skipSpace()
    const from = lexer.offset()
    if (lexer.accept('!') || lexer.acceptWord('not')) {
      const operand = lexer.nested(() => this.unary())
      return { kind: 'not', operand, from, to: lexer.offset() }
    }
    return this.primary()
  }

  private primary(): Expression {
    const { lexer } = this
    lexer.skipSpace()
    const from = lexer.offset()
    const span = () => ({ from, to: lexer.offset() })
    const letter = String.fromCharCode(lexer.code())
    if (letter === '$') {
      const reference = this.reference()
      if (reference === null) throw lexer.fail('a name after "$"', undefined, lexer.at + 1)
      return { kind: 'reference', reference, ...span() }
    }
    if (letter === '"') return this.doubleQuoted(from)
    if (letter === "'") return { kind: 'literal', value: lexer.quoted().text, ...span() }
    if (letter >= '0' && letter <= '9') return this.number(from)
    if (lexer.accept('-')) {
      const operand = lexer.nested(() => this.primary())
      return { kind: 'negative', operand, ...span() }
    }
    if (lexer.accept('(')) {
      const inner = this.expression()
      lexer.demand(')')
      return inner
    }
    if (lexer.accept('[')) return lexer.nested(() => this.listOrRange(from))
    if (lexer.accept('{')) return lexer.nested(() => this.map(from))
    if (lexer.acceptWord('true')) return { kind: 'literal', value: true, ...span() }
    if (lexer.acceptWord('false')) return { kind: 'literal', value: false, ...span() }
    if (lexer.acceptWord('null')) {
      throw lexer.fail('"$null", a reference to nothing', '"null" is no word of VTL', lexer.at - 4)
    }
    throw lexer.fail('a reference, a string, a number, a list, a map, true or false')
  }

  private doubleQuoted(from: number): Expression {
    const { lexer } = this
    const content = lexer.quoted()
    const span = { from, to: lexer.offset() }
    if (!/[$#\\]/.test(content.text)) return { kind: 'literal', value: content.text, ...span }
    const { text, doubled } = content
    const parts = lexer.nested(() =>
      this.readTemplate(lexer, content.from, content.to, doubled ? text : null),
    )
    return { kind: 'interpolated', parts, ...span }
  }

  private number(from: number): Expression {
    const { lexer } = this
    const whole = lexer.digits() ?? ''
    const fraction = lexer.fraction()
    const span = { from, to: lexer.offset() }
    if (fraction !== null) return { kind: 'decimal', value: Number(whole + fraction), ...span }
    if (whole.length > 100) throw lexer.fail('a number of at most 100 digits')
    return { kind: 'literal', value: integer(BigInt(whole)), ...span }
  }

  private listOrRange(from: number): Expression {
    const { lexer } = this
    const items: Expression[] = []
    lexer.skipSpace()
    if (lexer.accept(']')) return { kind: 'list', items, from, to: lexer.offset() }
    const first = this.expression()
    lexer.skipSpace()
    if (lexer.accept('..')) {
      const last = this.expression()
      lexer.demand(']')
      return { kind: 'range', first, last, from, to: lexer.offset() }
    }
    items.push(first)
    while (lexer.accept(',')) {
      items.push(this.expression())
      lexer.skipSpace()
    }
    if (!lexer.accept(']')) throw lexer.fail('"," or "]"')
    return { kind: 'list', items, from, to: lexer.offset() }
  }

  private map(from: number): Expression {
    const { lexer } = this
    const members: { key: Expression; value: Expression }[] = []
    lexer.skipSpace()
    if (lexer.accept('}')) return { kind: 'map', members, from, to: lexer.offset() }
    do {
      const key = this.expression()
      lexer.demand(':')
      members.push({ key, value: this.expression() })
      lexer.skipSpace()
    } while (lexer.accept(','))
    if (!lexer.accept('}')) throw lexer.fail('"," or "}"')
    return { kind: 'map', members, from, to: lexer.offset() }
  }
}
