import 'server-only'
import initSqlJs, { type Database, type SqlValue } from 'sql.js'
import * as z from 'zod/mini'
import type { CardRow, Collection, NoteRow, Notetype, ReviewRow } from '../../../apkg/schema'
import { notetypeConfig, templateConfig } from '../../../apkg/wire/rules'
import { FileProblem } from '../../../schema'

const MIB = 1024 * 1024
const MOST = { notes: 50_000, cards: 100_000, revlog: 500_000, col: 1, few: 5_000 } as const
const LONGEST_FIELDS = 200_000
const LONGEST_JSON = 30 * MIB

const WRONG_SCHEMA =
  'The collection in the package is not one of Anki’s: a table is missing or has other columns. Export it again from Anki.'
const DAMAGED =
  'The collection in the package is damaged and cannot be read. In Anki, use Tools → Check Database, then export again.'

/** Runs a query and hands each row on. Nothing of the file's own but its plain tables is touched. */
function each(db: Database, sql: string, row: (cells: SqlValue[]) => void): void {
  const statement = db.prepare(sql)
  try {
    while (statement.step()) row(statement.get())
  } finally {
    statement.free()
  }
}

/**
 * Only real tables are read: a view, a virtual table or a computed column would run what the file
 * says. Triggers stay, and never run, because nothing is written.
 */
function checkTables(db: Database, names: string[]): void {
  const found = new Map<string, string>()
  each(
    db,
    `SELECT name, type, substr(sql, 1, 20000) FROM sqlite_master WHERE name IN (${names.map((name) => `'${name}'`).join(', ')})`,
    ([name, type, sql]) => {
      if (type === 'table') found.set(String(name), String(sql))
    },
  )
  for (const name of names) {
    const sql = found.get(name)
    if (sql === undefined || /^\s*create\s+virtual|\bgenerated\b|\bas\s*\(/i.test(sql))
      throw new FileProblem(WRONG_SCHEMA)
  }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const textOf = (value: SqlValue | undefined) => (isWhole(value) ? String(value) : value)

/** Rows whose cells are what they must be; the others are counted. */
class Rows {
  broken = 0

  constructor(readonly db: Database) {}

  read<T>(sql: string, most: number, what: string, make: (cells: SqlValue[]) => T | null): T[] {
    const rows: T[] = []
    each(this.db, `${sql} LIMIT ${most + 1}`, (cells) => {
      const row = make(cells)
      if (row === null) this.broken += 1
      else rows.push(row)
    })
    if (rows.length > most)
      throw new FileProblem(
        `The package holds more than ${most.toLocaleString('en')} ${what}, which is the most. Export fewer decks at once.`,
      )
    return rows
  }
}

function readRows(rows: Rows): Pick<Collection, 'notes' | 'cards' | 'reviews'> {
  const notes = rows.read(
    `SELECT id, guid, mid, tags, CASE WHEN length(flds) <= ${LONGEST_FIELDS} THEN flds END FROM notes NOT INDEXED`,
    MOST.notes,
    'notes',
    ([id, guid, notetype, tags, fields]): NoteRow | null => {
      const name = textOf(guid)
      return isWhole(id) && isText(name) && isWhole(notetype) && isText(fields)
        ? { id, guid: name, notetype, tags: isText(tags) ? tags : '', fields }
        : null
    },
  )
  const cards = rows.read(
    'SELECT id, nid, CASE WHEN odid > 0 THEN odid ELSE did END, ord, type, queue, flags FROM cards NOT INDEXED',
    MOST.cards,
    'cards',
    ([id, note, deck, ordinal, type, queue, flags]): CardRow | null =>
      isWhole(id) && isWhole(note) && isWhole(deck) && isWhole(ordinal) && ordinal >= 0
        ? {
            ...{ id, note, deck, ordinal },
            type: isWhole(type) ? type : 0,
            queue: isWhole(queue) ? queue : 0,
            flags: isWhole(flags) ? flags : 0,
          }
        : null,
  )
  const reviews = rows.read(
    'SELECT id, cid, ease, time, factor, type FROM revlog NOT INDEXED',
    MOST.revlog,
    'reviews',
    ([id, card, ease, durationMs, factor, type]): ReviewRow | null =>
      isWhole(id) && isWhole(card) && isWhole(ease) && isWhole(type)
        ? {
            ...{ id, card, ease, type },
            durationMs: isWhole(durationMs) ? durationMs : 0,
            factor: isWhole(factor) ? factor : 0,
          }
        : null,
  )
  return { notes, cards, reviews }
}

const legacyModels = z.record(
  z.string(),
  z.object({
    name: z.string(),
    type: z._default(z.int(), 0),
    originalStockKind: z.optional(z.unknown()),
    flds: z.array(z.object({ name: z.string() })),
    tmpls: z.array(z.object({ name: z.string(), qfmt: z.string(), afmt: z.string() })),
  }),
)
const legacyDecks = z.record(z.string(), z.object({ name: z.string() }))

function parsedJson<T>(text: SqlValue | undefined, schema: z.ZodMiniType<T>): T {
  if (!isText(text)) throw new FileProblem(WRONG_SCHEMA)
  try {
    return z.parse(schema, JSON.parse(text))
  } catch {
    throw new FileProblem(WRONG_SCHEMA)
  }
}

/** Notetypes and decks as JSON in the one row of `col`. */
function readLegacy(rows: Rows): Pick<Collection, 'notetypes' | 'decks'> {
  const [col] = rows.read(
    `SELECT CASE WHEN length(models) <= ${LONGEST_JSON} THEN models END, CASE WHEN length(decks) <= ${LONGEST_JSON} THEN decks END FROM col NOT INDEXED`,
    MOST.col,
    'collections',
    (cells) => cells,
  )
  const models = parsedJson(col?.[0], legacyModels)
  const decks = parsedJson(col?.[1], legacyDecks)
  return {
    notetypes: new Map(
      Object.entries(models).map(([id, { name, type, flds, tmpls, originalStockKind }]) => [
        Number(id),
        {
          name,
          cloze: type === 1,
          occlusion: originalStockKind === 6,
          fields: flds.map((field) => field.name),
          templates: tmpls,
        },
      ]),
    ),
    decks: new Map(Object.entries(decks).map(([id, { name }]) => [Number(id), name])),
  }
}

/** Notetypes and decks in tables of their own, what they hold as protobuf. */
function readCurrent(rows: Rows): Pick<Collection, 'notetypes' | 'decks'> {
  const notetypes = new Map<number, Notetype>()
  const parts = (table: string) =>
    `SELECT ntid, ord, CAST(name AS text), config FROM ${table} NOT INDEXED`
  rows.read(
    'SELECT id, CAST(name AS text), config FROM notetypes NOT INDEXED',
    MOST.few,
    'notetypes',
    ([id, name, config]) => {
      const read = config instanceof Uint8Array ? notetypeConfig(config) : null
      if (!isWhole(id) || !isText(name) || !read) return null
      notetypes.set(id, { ...read, name, fields: [], templates: [] })
      return id
    },
  )
  rows.read(parts('fields'), MOST.notes, 'fields', ([id, ordinal, name]) => {
    const type = isWhole(id) ? notetypes.get(id) : undefined
    if (!type || !isWhole(ordinal) || !isText(name) || ordinal < 0 || ordinal > 500) return null
    type.fields[ordinal] = name
    return id
  })
  rows.read(parts('templates'), MOST.notes, 'templates', ([id, ordinal, name, config]) => {
    const type = isWhole(id) ? notetypes.get(id) : undefined
    const sides = config instanceof Uint8Array ? templateConfig(config) : null
    if (!type || !isWhole(ordinal) || !isText(name) || !sides || ordinal < 0 || ordinal > 500)
      return null
    type.templates[ordinal] = { name, ...sides }
    return id
  })
  // A gap would shift every field behind it.
  for (const [id, { fields, templates }] of notetypes)
    if (
      Object.keys(fields).length < fields.length ||
      Object.keys(templates).length < templates.length
    )
      notetypes.delete(id)
  const decks = new Map<number, string>()
  rows.read(
    'SELECT id, CAST(name AS text) FROM decks NOT INDEXED',
    MOST.notes,
    'decks',
    ([id, name]) => {
      if (!isWhole(id) || !isText(name)) return null
      decks.set(id, name.replaceAll('\u001f', '::'))
      return id
    },
  )
  return { notetypes, decks }
}

const BASE = ['notes', 'cards', 'revlog']

/**
 * A collection out of the bytes of its SQLite file, in whichever of Anki's two forms it has.
 * @throws FileProblem where it is damaged, no collection, or larger than can be read
 */
export async function readCollection(bytes: Uint8Array): Promise<Collection> {
  const { Database } = await initSqlJs()
  const db = new Database(bytes)
  try {
    db.run('PRAGMA trusted_schema = OFF')
    db.run('PRAGMA cell_size_check = ON')
    // Anki sorts names by a collation of its own, and SQLite opens no table whose order it cannot
    // tell. Nothing is looked up by name here, so that another order does as well.
    db.run('PRAGMA writable_schema = ON')
    db.run("UPDATE sqlite_master SET sql = replace(sql, 'collate unicase', 'collate nocase')")
    db.run("UPDATE sqlite_master SET sql = replace(sql, 'COLLATE unicase', 'COLLATE nocase')")
    db.run('PRAGMA writable_schema = RESET')
    db.run('PRAGMA query_only = ON')
    db.run(`PRAGMA hard_heap_limit = ${128 * MIB}`)
    let current = false
    each(db, "SELECT 1 FROM sqlite_master WHERE name = 'notetypes'", () => {
      current = true
    })
    checkTables(
      db,
      current ? [...BASE, 'notetypes', 'fields', 'templates', 'decks'] : [...BASE, 'col'],
    )
    const rows = new Rows(db)
    const types = current ? readCurrent(rows) : readLegacy(rows)
    return { ...types, ...readRows(rows), broken: rows.broken }
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem(/no such (table|column)/.test(String(error)) ? WRONG_SCHEMA : DAMAGED)
  } finally {
    db.close()
  }
}
