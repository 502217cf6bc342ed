import type { Piece } from './ast'

/** A line while it is read: the stretches of white space on it, and what else was seen. */
type Line = { blanks: Cut[]; directives: boolean; other: boolean }
type Cut = { piece: number; from: number; to: number }

/**
 * Takes away the white space and the newline of every line that holds directives and nothing
 * else (Velocity's space gobbling `lines`).
 * @see https://velocity.apache.org/engine/2.3/developer-guide.html#space-gobbling
 */
export function withoutDirectiveLines(pieces: readonly Piece[]): Piece[] {
  const cuts: Cut[] = []
  let line: Line = { blanks: [], directives: false, other: false }
  const endLine = (newline: Cut | null) => {
    if (line.directives && !line.other) {
      cuts.push(...line.blanks)
      if (newline !== null) cuts.push(newline)
    }
    line = { blanks: [], directives: false, other: false }
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'directive') line.directives = true
    else if (piece.kind === 'reference') line.other = true
    else if (piece.kind === 'comment') {
      // A line comment takes its newline with it, whatever stands before it.
      if (piece.endsLine) endLine(null)
    } else if (piece.raw) line.other = true
    else readText(piece.text, index)
  })
  endLine(null)
  return apply(pieces, cuts)

  function readText(text: string, piece: number): void {
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      readBlank(text, piece, from, at)
      endLine({ piece, from: at, to: at + 1 })
      from = at + 1
    }
    readBlank(text, piece, from, text.length)
  }

  function readBlank(text: string, piece: number, from: number, to: number): void {
    if (text.slice(from, to).trim() === '') line.blanks.push({ piece, from, to })
    else line.other = true
  }
}

function apply(pieces: readonly Piece[], cuts: readonly Cut[]): Piece[] {
  const cutsOf = new Map<number, Cut[]>()
  for (const cut of cuts) {
    const known = cutsOf.get(cut.piece)
    if (known === undefined) cutsOf.set(cut.piece, [cut])
    else known.push(cut)
  }
  return pieces.map((piece, index) => {
    const own = cutsOf.get(index)
    if (piece.kind !== 'text' || own === undefined) return piece
    let text = ''
    let at = 0
    for (const cut of own.sort((a, b) => a.from - b.from)) {
      text += piece.text.slice(at, cut.from)
      at = Math.max(at, cut.to)
    }
    return { ...piece, text: text + piece.text.slice(at) }
  })
}
