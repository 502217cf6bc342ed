import type { Head, Piece } from './ast'
import type { ExpressionParser } from './expression-parser'
import type { Lexer } from './lexer'

const DIRECTIVES: ReadonlySet<string> = new Set([
  'set',
  'if',
  'elseif',
  'else',
  'end',
  'foreach',
  'break',
  'stop',
  'macro',
  'define',
  'evaluate',
])
/** Velocity has these too; API Gateway has no files to read. */
const REFUSED: ReadonlySet<string> = new Set(['include', 'parse'])

/** Cuts a template into text, references, comments and directives. */
export class PieceReader {
  private readonly pieces: Piece[] = []
  private text = ''
  private textFrom: number

  constructor(
    private readonly lexer: Lexer,
    private readonly expressions: ExpressionParser,
    private readonly macros: ReadonlySet<string>,
  ) {
    this.textFrom = lexer.offset()
  }

  read(): Piece[] {
    const { lexer } = this
    const special = /[$#\\]/g
    while (!lexer.done) {
      special.lastIndex = lexer.at
      const at = special.exec(lexer.source)?.index ?? lexer.end
      this.text += lexer.source.slice(lexer.at, Math.min(at, lexer.end))
      lexer.at = Math.min(at, lexer.end)
      if (!lexer.done) this.special()
    }
    this.endText(lexer.offset())
    return this.pieces
  }

  private special(): void {
    const { lexer } = this
    const start = lexer.at
    const from = lexer.offset()
    if (lexer.sees('\\')) {
      this.backslashes()
      return
    }
    const piece = this.piece(start, from)
    if (piece === null) {
      this.letter()
      return
    }
    this.endText(from)
    this.pieces.push(piece)
    this.textFrom = piece.to
  }

  /** The reference, comment, raw text or directive that starts here; null for a mere letter. */
  private piece(start: number, from: number): Piece | null {
    const { lexer } = this
    const span = () => ({ from, to: lexer.offset() })
    if (lexer.sees('$')) {
      const reference = this.expressions.reference()
      return reference && { kind: 'reference', reference, ...span() }
    }
    if (lexer.accept('##')) {
      const newline = lexer.source.indexOf('\n', lexer.at)
      lexer.at = newline === -1 || newline >= lexer.end ? lexer.end : newline + 1
      return { kind: 'comment', endsLine: true, ...span() }
    }
    if (lexer.accept('#*')) {
      this.upTo('*#', start)
      return { kind: 'comment', endsLine: false, ...span() }
    }
    if (lexer.accept('#[[')) {
      const text = this.upTo(']]#', start)
      return { kind: 'text', text, raw: true, ...span() }
    }
    const name = this.directiveName()
    if (name === null) return null
    const head = this.head(name, start)
    return { kind: 'directive', head, ...span() }
  }

  private letter(): void {
    this.text += this.lexer.source.charAt(this.lexer.at)
    this.lexer.at += 1
  }

  private endText(to: number): void {
    if (this.text === '') return
    this.pieces.push({ kind: 'text', text: this.text, raw: false, from: this.textFrom, to })
    this.text = ''
  }

  /** Before a reference or a directive two backslashes print one, and an odd one takes its meaning. */
  private backslashes(): void {
    const { lexer } = this
    let count = 0
    while (lexer.code(count) === 0x5c) count += 1
    const run = lexer.source.slice(lexer.at, lexer.at + count)
    lexer.at += count
    const meant = lexer.sees('$') ? this.referenceFollows() : this.directiveFollows()
    this.text += meant ? run.slice(0, Math.floor(count / 2)) : run
    if (meant && count % 2 === 1) this.letter()
  }

  private referenceFollows(): boolean {
    return /^\$!?\{?[A-Za-z_]/.test(this.lexer.source.slice(this.lexer.at, this.lexer.at + 4))
  }

  private directiveFollows(): boolean {
    const before = this.lexer.at
    const found = this.lexer.sees('#') && this.directiveName() !== null
    this.lexer.at = before
    return found
  }

  /** Reads `#name` or `#{name}`; null (and nothing read) if that is no directive or macro. */
  private directiveName(): string | null {
    const { lexer } = this
    const before = lexer.at
    lexer.accept('#')
    const braced = lexer.accept('{')
    const name = lexer.name()
    const closed = !braced || lexer.accept('}')
    if (name !== null && closed) {
      if (DIRECTIVES.has(name)) return name
      if (REFUSED.has(name) && lexer.sees('(')) {
        throw lexer.fail('', `#${name} does not exist in API Gateway`, before)
      }
      if (this.macros.has(name) && this.opens()) return name
    }
    lexer.at = before
    return null
  }

  private opens(): boolean {
    const before = this.lexer.at
    this.lexer.skipSpace()
    const opens = this.lexer.sees('(')
    this.lexer.at = before
    return opens
  }

  private upTo(mark: string, start: number): string {
    const { lexer } = this
    const at = lexer.source.indexOf(mark, lexer.at)
    if (at === -1 || at + mark.length > lexer.end) {
      throw lexer.fail(`"${mark}"`, 'what starts here has no end', start)
    }
    const text = lexer.source.slice(lexer.at, at)
    lexer.at = at + mark.length
    return text
  }

  private head(name: string, start: number): Head {
    switch (name) {
      case 'else':
      case 'end':
      case 'break':
      case 'stop':
        return { name }
      case 'set':
        return this.inParentheses(() => this.setHead())
      case 'if':
      case 'elseif':
        return this.inParentheses(() => ({ name, test: this.expressions.expression() }))
      case 'foreach':
        return this.inParentheses(() => this.foreachHead())
      case 'define':
        return this.inParentheses(() => ({ name, variable: this.variable() }))
      case 'evaluate':
        return this.inParentheses(() => ({ name, value: this.expressions.expression() }))
      case 'macro':
        return this.macroHead()
      default:
        return this.callHead(name, start)
    }
  }

  private inParentheses<T>(read: () => T): T {
    this.lexer.demand('(')
    this.lexer.skipSpace()
    const result = read()
    this.lexer.demand(')')
    return result
  }

  private setHead(): Head {
    const target = this.lexer.sees('$') ? this.expressions.reference() : null
    if (target === null) throw this.lexer.fail('a reference to set, such as $name')
    this.lexer.skipSpace()
    if (this.lexer.sees('==') || !this.lexer.accept('=')) throw this.lexer.fail('"="')
    return { name: 'set', target, value: this.expressions.expression() }
  }

  private foreachHead(): Head {
    const variable = this.variable()
    this.lexer.skipSpace()
    if (!this.lexer.acceptWord('in')) throw this.lexer.fail('"in"')
    return { name: 'foreach', variable, list: this.expressions.expression() }
  }

  private macroHead(): Head {
    this.lexer.demand('(')
    this.lexer.skipSpace()
    const macro = this.lexer.name()
    if (macro === null) throw this.lexer.fail('the name of the macro')
    const parameters: string[] = []
    for (;;) {
      this.lexer.skipSpace()
      if (this.lexer.accept(')')) return { name: 'macro', macro, parameters }
      if (this.lexer.accept(',')) this.lexer.skipSpace()
      parameters.push(this.variable())
    }
  }

  private callHead(macro: string, start: number): Head {
    const { lexer } = this
    lexer.demand('(')
    const values = this.expressions.values('space')
    return { name: 'call', macro, values, source: lexer.source.slice(start, lexer.at) }
  }

  /** A plain variable: `$name`, without steps. */
  private variable(): string {
    const { lexer } = this
    const start = lexer.at
    const reference = lexer.sees('$') ? this.expressions.reference() : null
    if (reference !== null && reference.steps.length === 0) return reference.root
    throw lexer.fail('a variable such as $item', undefined, start)
  }
}
