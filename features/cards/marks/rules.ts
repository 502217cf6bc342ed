/** A stretch of a text: plain, or one of the four marks of docs/authoring.md. */
export type Segment = Piece & { /** where it begins in the text */ at: number }

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'anchor'; ids: string[] }
  | { kind: 'figure'; reference: string }
  | { kind: 'exempt'; text: string; reason: string }
  | { kind: 'erratum'; id: string }
  | { kind: 'broken'; text: string; why: string }

const MARK = /\{([#=!^])([^{}]*)\}/g

function mark(sign: string, body: string, whole: string): Piece {
  const value = body.trim()
  if (sign === '=') return { kind: 'figure', reference: value }
  if (sign === '!') return { kind: 'erratum', id: value }
  if (sign === '#') {
    return /^\S+(\s+#\S+)*$/.test(value) && !/^#/.test(value)
      ? { kind: 'anchor', ids: `#${value}`.split(/\s+/).map((id) => id.slice(1)) }
      : { kind: 'broken', text: whole, why: 'items are written {#first} or {#first #second}' }
  }
  const [text = '', reason = ''] = body.split('::').map((part) => part.trim())
  return text && reason
    ? { kind: 'exempt', text, reason }
    : { kind: 'broken', text: whole, why: 'an exemption is written {^text :: reason}' }
}

/** Splits a text at its marks. Never throws: a mark that cannot be read becomes a `broken` segment. */
export function segments(text: string): Segment[] {
  const found: Segment[] = []
  let end = 0
  const plain = (part: string) => {
    if (!part) return
    const stray = /\{[#=!^]/.exec(part)
    found.push(
      stray
        ? { kind: 'broken', text: part, why: 'a mark is opened and not closed with }', at: end }
        : { kind: 'text', text: part, at: end },
    )
  }
  for (const match of text.matchAll(MARK)) {
    plain(text.slice(end, match.index))
    found.push({ ...mark(match[1] ?? '', match[2] ?? '', match[0]), at: match.index })
    end = match.index + match[0].length
  }
  plain(text.slice(end))
  return found
}
