import type { Span } from './ast'
import { placeOf } from './error'
import { isNumber, JDouble, JEntry, JList, JMap, type JValue } from './values'

export type TraceKind =
  | 'text'
  | 'reference'
  | 'set'
  | 'if'
  | 'foreach'
  | 'break'
  | 'stop'
  | 'call'
  | 'define'
  | 'evaluate'

/** What one token of the template did, in the order of rendering. Plain data. */
export type TraceEntry = {
  kind: TraceKind
  /** Offsets in the template (UTF-16 units, `to` exclusive) and the place of `from`. */
  from: number
  to: number
  line: number
  column: number
  /** The token as written, e.g. `$item.sku`; cut at `PREVIEW` characters, as the next two. */
  source: string
  /** The class of the value: what it was rendered, set, tested or walked through. */
  type: 'none' | 'null' | 'string' | 'integer' | 'decimal' | 'boolean' | 'map' | 'list' | 'object'
  /** The value as JSON, empty where there is none. */
  value: string
  /** What the token itself printed; directives with a body print through the tokens in it. */
  output: string
}

/** Characters of a value, source or output that a trace keeps. */
const PREVIEW = 200

/** Makes the entries of one token; the place is found once, when the template is compiled. */
export function traceMaker(kind: TraceKind, span: Span, template: string) {
  const { line, column } = placeOf(template, span.from)
  const source = template.slice(span.from, Math.min(span.to, span.from + PREVIEW))
  const fixed = { kind, from: span.from, to: span.to, line, column, source }
  return (value: JValue | undefined, output: string): TraceEntry => ({
    ...fixed,
    type: value === undefined ? 'none' : classOf(value),
    value: value === undefined ? '' : preview(value, PREVIEW),
    output: output.slice(0, PREVIEW),
  })
}

function classOf(value: JValue): TraceEntry['type'] {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof JDouble) return 'decimal'
  if (isNumber(value)) return 'integer'
  return value instanceof JMap ? 'map' : value instanceof JList ? 'list' : 'object'
}

/** The beginning of the JSON text, without writing the rest. */
function preview(value: JValue, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room)).slice(0, room)
  if (value instanceof JDouble) return value.text
  if (value instanceof JList) {
    return within('[', ']', room, value.items.entries(), ([, item], left) => preview(item, left))
  }
  if (value instanceof JMap) {
    return within('{', '}', room, value.entries, ([key, member], left) => {
      const name = `${JSON.stringify(key.slice(0, left))}:`
      return name + preview(member, left - name.length)
    })
  }
  if (value instanceof JEntry) return preview(value.key, room)
  return value !== null && typeof value === 'object' ? '' : String(value).slice(0, room)
}

function within<T>(
  open: string,
  close: string,
  room: number,
  members: Iterable<T>,
  write: (member: T, left: number) => string,
): string {
  let text = open
  for (const member of members) {
    if (text.length >= room) return `${text.slice(0, room)}…`
    if (text !== open) text += ','
    text += write(member, room - text.length - 1)
  }
  return text + close
}
