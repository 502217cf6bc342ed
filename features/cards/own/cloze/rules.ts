/** A stretch of a cloze text: plain, or hidden on the cards of its number. */
export type Piece = string | Cloze

export interface Cloze {
  number: number
  content: Piece[]
  hint: string | null
}

const OPEN = /\{\{c([1-9]\d{0,2})::/y

interface Frame {
  /** As it was written, for one that is never closed. */
  written: string
  number: number
  pieces: Piece[]
}

function push(pieces: Piece[], text: string): void {
  if (text === '') return
  const last = pieces.at(-1)
  if (typeof last === 'string') pieces[pieces.length - 1] = last + text
  else pieces.push(text)
}

/** The hint is what follows the first `::` of the last text in a cloze. */
function closed({ number, pieces }: Frame): Cloze {
  const last = pieces.at(-1)
  const at = typeof last === 'string' ? last.indexOf('::') : -1
  if (typeof last !== 'string' || at < 0) return { number, content: pieces, hint: null }
  const content = pieces.slice(0, -1)
  push(content, last.slice(0, at))
  return { number, content, hint: last.slice(at + 2) }
}

/**
 * Reads a text with clozes as Anki writes them, `{{c1::answer::hint}}`, one within another too.
 * Never throws: an opening that is not closed is text.
 * @see https://docs.ankiweb.net/editing.html#cloze-deletion
 */
export function parseCloze(text: string): Piece[] {
  const frames: Frame[] = [{ written: '', number: 0, pieces: [] }]
  let start = 0
  const top = () => frames[frames.length - 1] as Frame
  for (let at = 0; at < text.length; ) {
    OPEN.lastIndex = at
    const open = text[at] === '{' ? OPEN.exec(text) : null
    const close = frames.length > 1 && text.startsWith('}}', at)
    if (!open && !close) {
      at += 1
      continue
    }
    push(top().pieces, text.slice(start, at))
    if (open) frames.push({ written: open[0], number: Number(open[1]), pieces: [] })
    else {
      const cloze = closed(frames.pop() as Frame)
      top().pieces.push(cloze)
    }
    at += open ? open[0].length : 2
    start = at
  }
  push(top().pieces, text.slice(start))
  while (frames.length > 1) {
    const { written, pieces } = frames.pop() as Frame
    push(top().pieces, written)
    for (const piece of pieces) {
      if (typeof piece === 'string') push(top().pieces, piece)
      else top().pieces.push(piece)
    }
  }
  return top().pieces
}

/** The text that `parseCloze` reads as these pieces. */
export function printCloze(pieces: Piece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : `{{c${piece.number}::${printCloze(piece.content)}${piece.hint === null ? '' : `::${piece.hint}`}}}`,
    )
    .join('')
}

/** Every cloze of a text, those within others too. */
export function clozesIn(pieces: Piece[]): Cloze[] {
  return pieces.flatMap((piece) =>
    typeof piece === 'string' ? [] : [piece, ...clozesIn(piece.content)],
  )
}

/** How many clozes stand within one another at most. */
export const clozeDepth = (pieces: Piece[]): number =>
  pieces.reduce(
    (deepest, piece) =>
      typeof piece === 'string' ? deepest : Math.max(deepest, 1 + clozeDepth(piece.content)),
    0,
  )

/** The numbers of the clozes in a text, ascending: one card each. */
export function clozeNumbers(text: string): number[] {
  const numbers = clozesIn(parseCloze(text)).map(({ number }) => number)
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** What stands for the hidden parts of one card. */
export interface Face {
  blank(hint: string | null): string
  answer(text: string): string
}

/** The text of the card of one number: its clozes by `face`, all others as they read. */
export function clozeFace(pieces: Piece[], number: number, face: Face, side: keyof Face): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece
      if (piece.number === number && side === 'blank') return face.blank(piece.hint)
      const content = clozeFace(piece.content, number, face, side)
      return piece.number === number ? face.answer(content) : content
    })
    .join('')
}
