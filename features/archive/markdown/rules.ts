import { OWN_KINDS } from '@/features/cards/own/schema'
import type { OutgoingText } from '../csv/rules'
import type { IncomingNote } from '../schema'

// The form (docs/import-export.md): "Q:" begins a note and "A:" its answer, "C:" begins a cloze,
// "N:" what is shown below the answer. A comment before it says what else there is to know.

const MARKER = /^(?:[QACN]:|<!-- card\b)/
const FENCE = /^ {0,3}(`{3,}|~{3,})/
const ESCAPED = /^\\+(?:[QACN]:|<!-- card\b| {0,3}(?:`{3,}|~{3,}))/
const META = /^<!-- card((?: [a-z]+=\S*)*) -->\s*$/

/** Which lines stand in a code block that is closed again; an opening without an end is text. */
function fenced(lines: string[]): boolean[] {
  const inside = lines.map(() => false)
  for (let start = 0; start < lines.length; start += 1) {
    const ticks = FENCE.exec(lines[start] ?? '')?.[1]
    if (!ticks) continue
    const end = lines.findIndex(
      (line, at) =>
        at > start &&
        line.trim().startsWith(ticks) &&
        line.trim() === ticks.charAt(0).repeat(line.trim().length) &&
        FENCE.test(line),
    )
    if (end < 0) continue
    for (let at = start; at <= end; at += 1) inside[at] = true
    start = end
  }
  return inside
}

/** A text with a backslash before each line that would be taken for a mark of the form. */
function escaped(text: string): string {
  const lines = text.split('\n')
  const inside = fenced(lines)
  return lines
    .map((line, at) =>
      inside[at] || !(MARKER.test(line) || FENCE.test(line) || ESCAPED.test(line))
        ? line
        : `\\${line}`,
    )
    .join('\n')
}

/** A part of a note. A code block begins on a line of its own, where it is seen. */
const part = (mark: Mark, text: string) =>
  `${mark}:${FENCE.test(text) ? '\n' : ' '}${escaped(text)}`

const word = (text: string) => encodeURIComponent(text)

/** Notes as Markdown that reads well and comes back as it was. */
export function writeMarkdown(notes: OutgoingText[]): string {
  return notes
    .map(({ guid, kind, front, back, extra, tags }) => {
      const meta = [`kind=${kind}`, `tags=${tags.map(word).join(',')}`, `id=${word(guid)}`]
      const parts = kind === 'cloze' ? [part('C', front)] : [part('Q', front), part('A', back)]
      if (extra !== '') parts.push(part('N', extra))
      return [`<!-- card ${meta.join(' ')} -->`, ...parts].join('\n')
    })
    .map((note) => `${note}\n`)
    .join('\n')
}

type Mark = 'Q' | 'A' | 'C' | 'N'

interface Draft {
  line: number
  meta: Record<string, string>
  parts: Map<Mark, string[]>
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function metaOf(line: string): Record<string, string> | null {
  const match = META.exec(line)
  if (!match) return null
  const pairs = (match[1] ?? '').trim().split(' ').filter(Boolean)
  return Object.fromEntries(
    pairs.map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  )
}

function draftsOf(text: string): Draft[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  const inside = fenced(lines)
  const drafts: Draft[] = []
  let meta: Record<string, string> = {}
  let current: string[] | null = null
  const content = (line: string) => (ESCAPED.test(line) ? line.slice(1) : line)
  const begin = (mark: Mark, rest: string, draft: Draft | undefined) => {
    current = [content(rest)]
    draft?.parts.set(mark, current)
  }
  for (const [at, line] of lines.entries()) {
    const code = inside[at] === true
    const known = code ? null : metaOf(line)
    const [, mark, rest = ''] = (code ? null : /^([QACN]):[ \t]?(.*)$/s.exec(line)) ?? []
    if (known) {
      meta = known
      current = null
    } else if (mark === 'Q' || mark === 'C') {
      drafts.push({ line: at + 1, meta, parts: new Map() })
      begin(mark, rest, drafts.at(-1))
      meta = {}
    } else if (mark === 'A' || mark === 'N') begin(mark, rest, drafts.at(-1))
    else (current as string[] | null)?.push(code ? line : content(line))
  }
  return drafts
}

/** The notes of a Markdown file in the form of docs/import-export.md. */
export function notesOfMarkdown(text: string): IncomingNote[] {
  return draftsOf(text).map(({ line, meta, parts }) => {
    const of = (mark: Mark) => (parts.get(mark) ?? []).join('\n').trim()
    const cloze = parts.has('C')
    const named = OWN_KINDS.find((kind) => kind === meta.kind && kind !== 'cloze')
    return {
      where: `Line ${line}`,
      guid: decoded(meta.id ?? ''),
      id: null,
      site: null,
      kind: cloze ? 'cloze' : (named ?? 'basic'),
      front: of(cloze ? 'C' : 'Q'),
      back: cloze ? '' : of('A'),
      extra: of('N'),
      tags: (meta.tags ?? '').split(',').filter(Boolean).map(decoded),
      cards: [],
    }
  })
}
