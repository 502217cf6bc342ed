import type { Block, Branch, Head, Node, Piece, Span } from './ast'
import { placeOf, VtlError } from './error'
import { ExpressionParser } from './expression-parser'
import { Lexer } from './lexer'
import { MAX_NESTING, MAX_TEMPLATE_BYTES } from './limits'
import { withoutDirectiveLines } from './lines'
import { PieceReader } from './pieces'

/**
 * Parses a template into a tree.
 * @throws {VtlError} `syntax` with the place and what was expected; `limit` if the template is
 *   larger than 300 KB or nests too deeply
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function parse(source: string): Block {
  if (new TextEncoder().encode(source).length > MAX_TEMPLATE_BYTES) {
    const reason = `the template is larger than ${MAX_TEMPLATE_BYTES / 1024} KB`
    throw new VtlError('limit', reason, '', placeOf(source, 0))
  }
  return parseStretch(new Lexer(source, source, 0, source.length), macroNames(source))
}

/** Macros may be called before the line that defines them, so their names are known beforehand. */
function macroNames(source: string): ReadonlySet<string> {
  const heads = source.matchAll(/#(?:macro|\{macro\})\s*\(\s*([A-Za-z_][\w-]*)/g)
  return new Set([...heads].map((head) => head[1] ?? ''))
}

function parseStretch(lexer: Lexer, macros: ReadonlySet<string>): Block {
  const expressions = new ExpressionParser(lexer, (outer, from, to, text) => {
    const inner =
      text === null
        ? new Lexer(outer.template, outer.source, from, to)
        : new Lexer(outer.template, text, 0, text.length, outer.offset(from))
    return parseStretch(inner, macros)
  })
  const pieces = new PieceReader(lexer, expressions, macros).read()
  return new Nester(lexer.template, withoutDirectiveLines(pieces)).block()
}

type End = Span & { head: Head }

/** Turns the flat run of pieces into blocks. */
class Nester {
  private at = 0
  private depth = 0

  constructor(
    private readonly template: string,
    private readonly pieces: readonly Piece[],
  ) {}

  /** The whole stretch; an `#else` or `#end` in it belongs to nothing. */
  block(): Block {
    const { nodes, end } = this.upToEnd()
    if (end === null) return nodes
    const place = placeOf(this.template, end.from)
    throw new VtlError('syntax', `"#${end.head.name}" closes nothing`, 'an open directive', place)
  }

  private upToEnd(): { nodes: Block; end: End | null } {
    const nodes: Block = []
    for (let piece = this.next(); piece !== null; piece = this.next()) {
      if (piece.kind === 'text') {
        if (piece.text !== '') nodes.push(piece)
      } else if (piece.kind === 'reference') nodes.push(piece)
      else if (piece.kind === 'directive') {
        const { head, from, to } = piece
        if (head.name === 'end' || head.name === 'else' || head.name === 'elseif') {
          return { nodes, end: { head, from, to } }
        }
        nodes.push(this.directive(head, { from, to }))
      }
    }
    return { nodes, end: null }
  }

  private next(): Piece | null {
    const piece = this.pieces[this.at] ?? null
    this.at += 1
    return piece
  }

  private directive(head: Head, span: Span): Node {
    switch (head.name) {
      case 'set':
        return { kind: 'set', target: head.target, value: head.value, ...span }
      case 'call':
        return { kind: 'call', name: head.macro, values: head.values, source: head.source, ...span }
      case 'evaluate':
        return { kind: 'evaluate', value: head.value, ...span }
      case 'foreach': {
        const { variable, list } = head
        return { kind: 'foreach', variable, list, body: this.body(head, span), ...span }
      }
      case 'define':
        return { kind: 'define', name: head.variable, body: this.body(head, span), ...span }
      case 'macro': {
        const { macro: name, parameters } = head
        return { kind: 'macro', name, parameters, body: this.body(head, span), ...span }
      }
      case 'if':
        return this.conditional({ head, ...span })
      default:
        return { kind: head.name === 'stop' ? 'stop' : 'break', ...span }
    }
  }

  /** The body of a directive that only `#end` closes. */
  private body(head: Head, span: Span): Block {
    const { nodes, end } = this.inside(head, span)
    if (end.head.name === 'end') return nodes
    const place = placeOf(this.template, end.from)
    throw new VtlError('syntax', `"#${end.head.name}" inside #${head.name}`, '"#end"', place)
  }

  private conditional(first: End): Node {
    const branches: Branch[] = []
    let otherwise: Block | null = null
    let current = first
    for (;;) {
      const { nodes, end } = this.inside(first.head, first)
      const { head, from, to } = current
      if (head.name === 'if' || head.name === 'elseif') {
        branches.push({ test: head.test, body: nodes, from, to })
      } else otherwise = nodes
      if (end.head.name === 'end') break
      if (otherwise !== null) {
        const place = placeOf(this.template, end.from)
        throw new VtlError('syntax', `"#${end.head.name}" after #else`, '"#end"', place)
      }
      current = end
    }
    return { kind: 'if', branches, otherwise, from: first.from, to: first.to }
  }

  private inside(head: Head, span: Span): { nodes: Block; end: End } {
    const place = () => placeOf(this.template, span.from)
    this.depth += 1
    if (this.depth > MAX_NESTING / 4) {
      throw new VtlError('limit', 'the blocks nest too deeply', '', place())
    }
    const { nodes, end } = this.upToEnd()
    this.depth -= 1
    if (end === null) {
      throw new VtlError('syntax', `#${head.name} is never closed`, '"#end"', place())
    }
    return { nodes, end }
  }
}
