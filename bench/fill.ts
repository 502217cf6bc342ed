import { type Client, createClient } from '@libsql/client'
import { migrate } from '@/lib/migrate'

const PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA foreign_keys = ON',
]
const ROWS_AT_ONCE = 500

export const DAY_MS = 86_400_000

type Value = string | number | null
export type Values = Record<string, Value>

/** A migrated database of the app's, and one connection to it that is as durable as the app's. */
export async function openMigrated(url: string): Promise<Client> {
  await migrate(url)
  const client = createClient({ url })
  await client.executeMultiple(PRAGMAS.join(';'))
  return client
}

/** An instant as the app's driver writes it. */
export const instant = (ms: number) => new Date(ms).toISOString().replace('Z', '+00:00')

const names = (row: Values) =>
  Object.keys(row)
    .map((name) => `"${name}"`)
    .join(', ')
const marks = (row: Values) => `(${Object.keys(row).fill('?').join(', ')})`

/** One row into `table`; where `keys` are given, an upsert on them. */
export function insert(table: string, row: Values, keys: string[] = []) {
  const rest = Object.keys(row).filter((name) => !keys.includes(name))
  const set = rest.map((name) => `"${name}" = excluded."${name}"`).join(', ')
  const conflict = keys.length > 0 ? ` ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${set}` : ''
  return {
    sql: `INSERT INTO "${table}" (${names(row)}) VALUES ${marks(row)}${conflict}`,
    args: Object.values(row),
  }
}

/** `count` rows into `table`, many to a statement, in one transaction. */
export async function fill(
  client: Client,
  table: string,
  count: number,
  make: (index: number) => Values,
): Promise<void> {
  await client.execute('BEGIN IMMEDIATE')
  for (let done = 0; done < count; done += ROWS_AT_ONCE) {
    const size = Math.min(ROWS_AT_ONCE, count - done)
    const rows = Array.from({ length: size }, (_, i) => make(done + i))
    const [first = {}] = rows
    await client.execute({
      sql: `INSERT INTO "${table}" (${names(first)}) VALUES ${rows.map(marks).join(', ')}`,
      args: rows.flatMap((row) => Object.values(row)),
    })
  }
  await client.execute('COMMIT')
}

interface Event {
  answerId: string
  learnerId: string
  cardId: string
  at: number
  grade: number
}

/** A review as the app saves it. */
export const reviewRow = ({ answerId, learnerId, cardId, at, grade }: Event): Values => ({
  answerId,
  learnerId,
  kind: 'answer',
  cardId,
  cardHash: 'b6d81b360a5672d8',
  grade,
  mode: 'recall',
  source: 'due',
  shownAt: instant(at - 4000),
  answeredAt: instant(at),
  clientAt: instant(at),
  durationMs: 4000,
  rawDurationMs: 4000,
  day: Math.floor(at / DAY_MS),
  algorithm: 'FSRS-6',
  parametersVersion: 1,
  undoes: null,
})

interface Held {
  learnerId: string
  cardId: string
  answeredAt: number
  dueAt: number
  state: 'learning' | 'review'
  version: number
}

/** A memory as the app saves it. */
export function memoryRow({ learnerId, cardId, answeredAt, dueAt, state, version }: Held): Values {
  const [lastDay, dueDay] = [Math.floor(answeredAt / DAY_MS), Math.floor(dueAt / DAY_MS)]
  return {
    learnerId,
    cardId,
    state,
    stability: 0.212 + (dueDay - lastDay),
    difficulty: 6.4133,
    step: 0,
    dueAt: instant(dueAt),
    dueDay,
    intervalDays: dueDay - lastDay,
    reps: version,
    lapses: 0,
    lastReviewedAt: instant(answeredAt),
    lastDay,
    lastGrade: state === 'learning' ? 1 : 3,
    version,
  }
}
