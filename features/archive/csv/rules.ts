import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { readTags } from '@/features/cards/own/rules'
import { OWN_KINDS, type OwnKind } from '@/features/cards/own/schema'
import { FileProblem, type IncomingNote, ROLES, type Role, type TableOptions } from '../schema'

const DELIMITERS = [',', ';', '\t', '|'] as const
const SAMPLE_ROWS = 50
const MOST_ROWS = 50_000
const MOST_COLUMNS = 100
const MOST_CELL = 100_000

const CLOZE = /\{\{c\d{1,3}::/

/** A table that was read: rows of cells, and what its own first lines say about them. */
export interface Table {
  rows: string[][]
  /** How many columns the widest row has. */
  width: number
}

/** What `#separator:tab` and the like at the top of Anki's text exports say. */
interface Directives {
  delimiter?: string
  html: boolean
  columns: Partial<Record<Role, number>>
  /** The text after them. */
  body: string
}

const SEPARATORS: Record<string, string> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
}

function directivesOf(text: string): Directives {
  const found: Directives = { html: false, columns: {}, body: text }
  const line = /^#([a-z ]+):([^\n]*)\n?/
  for (let match = line.exec(found.body); match; match = line.exec(found.body)) {
    const [whole, name = '', value = ''] = match
    const given = value.replace(/\r$/, '')
    const column = Number(given) - 1
    if (name === 'separator') found.delimiter = SEPARATORS[given.toLowerCase()] ?? given.charAt(0)
    else if (name === 'html') found.html = given === 'true'
    else if (name === 'tags column') found.columns.tags = column
    else if (name === 'guid column') found.columns.id = column
    else if (name === 'notetype column' || name === 'deck column') {
      // Named so that nothing takes these columns for a question.
      found.columns.none = column
    }
    found.body = found.body.slice(whole.length)
  }
  return found
}

function rowsOf(text: string, delimiter: string, most: number): string[][] {
  return parse(text, {
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    to: most,
    max_record_size: MOST_CELL * 10,
  })
}

/** How alike the rows of a table are with this delimiter: more columns in more rows that agree. */
function likeness(text: string, delimiter: string): number {
  let rows: string[][]
  try {
    rows = rowsOf(text, delimiter, SAMPLE_ROWS)
  } catch {
    return 0
  }
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width = 1, agreeing = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return width < 2 ? 0 : agreeing / rows.length + Math.min(width, 8) / 1000
}

/** The delimiter of a table by its first rows: the one with which they agree on two columns or more. */
export function findDelimiter(text: string): TableOptions['delimiter'] {
  const named = DELIMITERS.find((one) => one === directivesOf(text).delimiter)
  if (named) return named
  const { body } = directivesOf(text)
  const start = body.slice(0, 200_000)
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: likeness(start, delimiter) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > 0 ? best.delimiter : ','
}

/**
 * The rows of a table. Lines of Anki's that begin with # are left out.
 * @throws FileProblem where it is no table, or too large a one
 */
export function readTable(text: string, delimiter: string): Table {
  const { body } = directivesOf(text)
  let rows: string[][]
  try {
    rows = rowsOf(body, delimiter, MOST_ROWS + 2)
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw new FileProblem(
      `This is not a table that can be read${line ? ` (near line ${line})` : ''}. Save it as CSV in UTF-8 and try again.`,
    )
  }
  if (rows.length > MOST_ROWS + 1)
    throw new FileProblem(
      `The table has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it.`,
    )
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0)
  if (width > MOST_COLUMNS)
    throw new FileProblem(`The table has ${width} columns; at most ${MOST_COLUMNS} can be read.`)
  if (rows.length === 0) throw new FileProblem('The file is empty: there is nothing to add.')
  return { rows, width }
}

const NAMES: Record<Exclude<Role, 'none'>, RegExp> = {
  front: /^(front|question|prompt|term|word|text|q)$/i,
  back: /^(back|answer|definition|meaning|a)$/i,
  extra: /^(extra|note|notes|hint|comment|explanation|back extra)$/i,
  tags: /^(tags?|labels?|topics?)$/i,
  kind: /^(kind|type)$/i,
  id: /^(id|guid|uid)$/i,
}

const roleOf = (cell: string): Role =>
  ROLES.find((role) => role !== 'none' && NAMES[role].test(cell.trim())) ?? 'none'

/** What the columns of a table most likely hold, and whether its first row names them. */
export function guessOptions(text: string): TableOptions {
  const delimiter = findDelimiter(text)
  const { columns, body } = directivesOf(text)
  const { rows, width } = readTable(text, delimiter)
  const named = (rows[0] ?? []).map(roleOf)
  // Anki names columns above its rows, never in them.
  const header = body === text && (named.includes('front') || named.includes('back'))
  const roles: Role[] = Array.from({ length: width }, (_, i) =>
    header ? (named[i] ?? 'none') : 'none',
  )
  for (const role of ROLES) {
    const column = columns[role]
    if (column !== undefined && column >= 0 && column < width) roles[column] = role
  }
  const taken = (index: number) =>
    roles[index] !== 'none' || (header && index < named.length) || columns.none === index
  for (const role of ['front', 'back'] as const) {
    if (roles.includes(role)) continue
    const free = roles.findIndex((_, index) => !taken(index))
    if (free >= 0) roles[free] = role
  }
  return { delimiter, header, roles, kind: 'basic' }
}

// Spreadsheets run cells that begin like a formula: ours are written with an apostrophe before
// them, and one is taken away again.
const FORMULA = /^'*[=+\-@\t\r]/
const DISARMED = /^'+[=+\-@\t\r]/

/** A cell that no spreadsheet takes for a formula. */
export const disarm = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** The text of a cell that may have been disarmed. */
export const rearm = (text: string): string => (DISARMED.test(text) ? text.slice(1) : text)

function kindOf(named: string, front: string, otherwise: OwnKind): OwnKind {
  const found = OWN_KINDS.find((kind) => kind === named.trim().toLowerCase())
  return found ?? (CLOZE.test(front) ? 'cloze' : otherwise)
}

/** The notes of a table, one a row. The answer beside a cloze is shown below it. */
export function notesOfTable({ rows }: Table, options: TableOptions): IncomingNote[] {
  return rows.slice(options.header ? 1 : 0).map((row, index): IncomingNote => {
    const cell = (role: Role) =>
      rearm((row[options.roles.indexOf(role)] ?? '').replace(/\r\n?/g, '\n').trim()).trim()
    const front = cell('front')
    const kind = kindOf(cell('kind'), front, options.kind)
    const below = kind === 'cloze' ? [cell('back'), cell('extra')] : [cell('extra')]
    return {
      where: `Row ${index + (options.header ? 2 : 1)}`,
      guid: cell('id'),
      id: null,
      site: null,
      kind,
      front,
      back: kind === 'cloze' ? '' : cell('back'),
      extra: below.filter(Boolean).join('\n\n'),
      tags: readTags(cell('tags')),
      cards: [],
    }
  })
}

/** A note as it goes out into a text file. */
export type OutgoingText = Pick<IncomingNote, 'guid' | 'kind' | 'front' | 'back' | 'extra' | 'tags'>

const CSV_COLUMNS = ['front', 'back', 'extra', 'kind', 'tags', 'id']

/** Notes as a table with a header, by RFC 4180; lines end in CR LF. */
export function writeTable(notes: OutgoingText[], delimiter: ',' | '\t'): string {
  return stringify(
    [
      CSV_COLUMNS,
      ...notes.map(({ front, back, extra, kind, tags, guid }) =>
        [front, back, extra, kind, tags.join(' '), guid].map(disarm),
      ),
    ],
    { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  )
}
