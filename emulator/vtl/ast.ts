import type { Arithmetic } from './operators'

/** A stretch of the template: offsets in UTF-16 units, `to` exclusive. */
export type Span = { from: number; to: number }

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='
export type BinarySign = Arithmetic | Comparison | '&&' | '||'

export type Expression = Span &
  (
    | { kind: 'literal'; value: string | number | bigint | boolean }
    | { kind: 'decimal'; value: number }
    | { kind: 'interpolated'; parts: Block }
    | { kind: 'reference'; reference: Reference }
    | { kind: 'list'; items: Expression[] }
    | { kind: 'map'; members: { key: Expression; value: Expression }[] }
    | { kind: 'range'; first: Expression; last: Expression }
    | { kind: 'not'; operand: Expression }
    | { kind: 'negative'; operand: Expression }
    | { kind: 'binary'; sign: BinarySign; left: Expression; right: Expression }
  )

/** `$root.name`, `$root.name(…)`, `$root[…]` and so on. */
export type Reference = Span & { root: string; steps: Step[] }

export type Step = Span &
  (
    | { kind: 'property'; name: string }
    | { kind: 'method'; name: string; values: Expression[] }
    | { kind: 'index'; index: Expression }
  )

export type Branch = Span & { test: Expression; body: Block }

export type Node = Span &
  (
    | { kind: 'text'; text: string }
    | { kind: 'reference'; reference: Reference }
    | { kind: 'set'; target: Reference; value: Expression }
    | { kind: 'if'; branches: Branch[]; otherwise: Block | null }
    | { kind: 'foreach'; variable: string; list: Expression; body: Block }
    | { kind: 'break' }
    | { kind: 'stop' }
    | { kind: 'macro'; name: string; parameters: string[]; body: Block }
    | { kind: 'call'; name: string; values: Expression[]; source: string }
    | { kind: 'define'; name: string; body: Block }
    | { kind: 'evaluate'; value: Expression }
  )

export type Block = Node[]

/** What a directive says inside its parentheses. */
export type Head =
  | { name: 'set'; target: Reference; value: Expression }
  | { name: 'if' | 'elseif'; test: Expression }
  | { name: 'foreach'; variable: string; list: Expression }
  | { name: 'macro'; macro: string; parameters: string[] }
  | { name: 'call'; macro: string; values: Expression[]; source: string }
  | { name: 'define'; variable: string }
  | { name: 'evaluate'; value: Expression }
  | { name: 'else' | 'end' | 'break' | 'stop' }

/**
 * The template as a flat run, before blocks are nested: whether a line holds only directives can
 * be seen here and no longer in the tree.
 */
export type Piece = Span &
  (
    | { kind: 'text'; text: string; raw: boolean }
    | { kind: 'reference'; reference: Reference }
    | { kind: 'comment'; endsLine: boolean }
    | { kind: 'directive'; head: Head }
  )
