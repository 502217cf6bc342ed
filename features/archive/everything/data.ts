import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { shown } from './rules'

const AT_ONCE = 2_000
/** Rows at once of a table whose rows hold whole files. */
const FILES_AT_ONCE = 8

/** The columns of every table, and what they point to. */
async function readTables() {
  const tables = await db().$queryRaw<{ name: string; files: bigint; named: bigint }[]>`
    SELECT tables.name AS name, sum(columns.type = 'BLOB') AS files,
      sum(columns.name = 'learnerId') AS named
    FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table' GROUP BY tables.name ORDER BY tables.name`
  const links = await db().$queryRaw<{ name: string; from: string; other: string; to: string }[]>`
    SELECT tables.name AS name, keys."from" AS "from", keys."table" AS other, keys."to" AS "to"
    FROM sqlite_master AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.type = 'table'`
  return { tables, links }
}

const NAMED = '"learnerId" = ?'
/** Whose rows go along only once this holds: a round that is still sat would tell what it asks next. */
const ONCE: Record<string, string> = { Interview: ' AND "gradedAt" IS NOT NULL' }

/**
 * Every table that holds something of a learner's, by itself: one that is added is not forgotten.
 * Some name the learner; others belong to a row that does, or are what such a row was made of.
 */
async function listTables(): Promise<{ name: string; files: boolean; mine: string }[]> {
  const { tables, links } = await readTables()
  const owned = new Set(tables.flatMap(({ name, named }) => (Number(named) > 0 ? [name] : [])))
  return tables.flatMap(({ name, files }) => {
    const shape = { name, files: Number(files) > 0 }
    if (owned.has(name)) return [{ ...shape, mine: NAMED }]
    if (name === 'Learner') return []
    const above = links.find((link) => link.name === name && owned.has(link.other))
    if (above) {
      const rows = `SELECT "${above.to}" FROM "${above.other}" WHERE ${NAMED}${ONCE[above.other] ?? ''}`
      return [{ ...shape, mine: `"${above.from}" IN (${rows})` }]
    }
    const below = links.find((link) => link.other === name && owned.has(link.name))
    if (!below) return []
    const rows = `SELECT "${below.from}" FROM "${below.name}" WHERE ${NAMED}${ONCE[below.name] ?? ''}`
    return [{ ...shape, mine: `"${below.to}" IN (${rows})` }]
  })
}

/** A row, and where in its table it stands: by a name that no column has. */
type Row = Record<string, unknown> & { $row: bigint | number }

/** Rows of a table behind a place in it. The table's name and its condition are the database's own. */
const readRows = (table: string, mine: string, learnerId: UserId, after: number, most: number) =>
  db().$queryRawUnsafe<Row[]>(
    `SELECT rowid AS "$row", * FROM "${table}" WHERE ${mine} AND rowid > ? ORDER BY rowid LIMIT ?`,
    learnerId,
    after,
    most,
  )

/** Everything that is kept of a learner, as the text of one JSON object, piece by piece. */
export async function* everything(userId: UserId, now: number): AsyncGenerator<string> {
  const learner = await db().learner.findUnique({ where: { id: userId } })
  const head = {
    format: 'coldstart-everything',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    learner: learner && shown(learner),
  }
  yield JSON.stringify(head).slice(0, -1)
  for (const { name, files, mine } of await listTables()) {
    yield `,\n${JSON.stringify(name)}:[`
    const most = files ? FILES_AT_ONCE : AT_ONCE
    for (let after = 0; ; ) {
      const rows = await readRows(name, mine, userId, after, most)
      const last = rows.at(-1)
      if (!last) break
      const text = rows.map(({ $row: _, ...row }) => JSON.stringify(shown(row))).join(',\n')
      yield after === 0 ? text : `,\n${text}`
      after = Number(last.$row)
    }
    yield ']'
  }
  yield '}\n'
}
