import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { shown } from './rules'

const AT_ONCE = 2_000
/** Rows at once of a table whose rows hold whole files. */
const FILES_AT_ONCE = 8

/** Every table that holds something of a learner's, by itself: one that is added is not forgotten. */
const listTables = () =>
  db().$queryRaw<{ name: string; files: bigint }[]>`
    SELECT tables.name AS name, sum(columns.type = 'BLOB') AS files
    FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
    WHERE tables.type = 'table'
    GROUP BY tables.name HAVING sum(columns.name = 'learnerId') > 0 ORDER BY tables.name`

type Row = Record<string, unknown> & { place: bigint | number }

/** Rows of a table behind a place in it. The table's name is the database's own. */
const readRows = (table: string, learnerId: UserId, after: number, most: number) =>
  db().$queryRawUnsafe<Row[]>(
    `SELECT rowid AS place, * FROM "${table}" WHERE "learnerId" = ? AND rowid > ? ORDER BY rowid LIMIT ?`,
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
  for (const { name, files } of await listTables()) {
    yield `,\n${JSON.stringify(name)}:[`
    const most = Number(files) > 0 ? FILES_AT_ONCE : AT_ONCE
    for (let after = 0; ; ) {
      const rows = await readRows(name, userId, after, most)
      const last = rows.at(-1)
      if (!last) break
      const text = rows.map(({ place: _, ...row }) => JSON.stringify(shown(row))).join(',\n')
      yield after === 0 ? text : `,\n${text}`
      after = Number(last.place)
    }
    yield ']'
  }
  yield '}\n'
}
