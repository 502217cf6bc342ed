import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Zstd } from '@hpcc-js/wasm-zstd'
import { unzipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { BASIC, currentPackage, type Fixture } from '@/features/archive/fixtures/package'
import type { UserId } from '@/lib/auth'
import { DAY_MS, insert, openMigrated } from './fill'
import { type Row, report, say, told, within } from './row'
import { scratch } from './servers'
import { median } from './stats'

// An Anki package of 10,000 notes with three answers each, as Anki writes it today: taken in by the
// app (read in its thread, previewed, written in one transaction) against only reading its rows.

const NOTES = 10_000
const RUNS = 3
const MOST_SECONDS = 60
const MIB = 1024 * 1024

const deck = (now: number): Fixture => ({
  types: [BASIC],
  notes: Array.from({ length: NOTES }, (_, index) => ({
    guid: `bench-${index}`,
    type: BASIC.id,
    fields: [
      `What does <b>option ${index}</b> of a function do?`,
      `It sets the limit ${index}.<br>See <code>aws lambda get-function --name f${index}</code>.`,
    ],
    tags: ' lambda ',
    cards: [
      {
        ordinal: 0,
        type: 2,
        log: [90, 60, 20].map((days, step): [number, number] => [
          now - days * DAY_MS + index * 1000 + step,
          3,
        ]),
      },
    ],
  })),
})

/** How long something takes, and how far memory rises meanwhile, in MB. */
async function measured(work: () => Promise<void>): Promise<{ ms: number; mb: number }> {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 10)
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  clearInterval(timer)
  return { ms, mb: (Math.max(most, process.memoryUsage.rss()) - before) / MIB }
}

/** The rows of the package, read and dropped. */
async function readRaw(bytes: Uint8Array): Promise<void> {
  const files = unzipSync(bytes, { filter: ({ name }) => name === 'collection.anki21b' })
  const zstd = await Zstd.load()
  // Written as a stream, its size is in no header: one chunk with room enough unpacks it whole.
  zstd.reset()
  const packed = files['collection.anki21b'] ?? new Uint8Array()
  const collection = zstd.decompressChunk(packed, 256 * MIB).slice()
  const { Database } = await initSqlJs()
  const db = new Database(collection)
  let rows = 0
  for (const table of ['notes', 'cards', 'revlog']) {
    const statement = db.prepare(`SELECT * FROM ${table} NOT INDEXED`)
    while (statement.step()) {
      statement.get()
      rows += 1
    }
    statement.free()
  }
  db.close()
  if (rows !== NOTES * 5) throw new Error(`${rows} rows`)
}

async function measure(url: string): Promise<Row[]> {
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: 'no session is opened here, so any will do',
    NODE_ENV: 'production',
  })
  const { openFolder, folderOf } = await import('@/features/archive/staging/data')
  const { previewImport, takeInFile } = await import('@/features/archive/imports/data')
  const { SENT } = await import('@/features/archive/thread/schema')
  const { db } = await import('@/lib/db')
  const client = await openMigrated(url)
  const now = Date.now()
  say(`a package of ${NOTES.toLocaleString('en')} notes`)
  const bytes = await currentPackage(deck(now))
  const never = new AbortController().signal
  const silent = () => {}
  const choices = { replace: false, history: true, tag: null }
  const ours: { ms: number; mb: number; writing: number }[] = []
  const raw: { ms: number; mb: number }[] = []
  for (let run = -1; run < RUNS; run += 1) {
    const userId = `archive-${run}` as UserId
    await client.execute(insert('Learner', { id: userId, timeZone: 'Europe/Zurich' }))
    const id = await openFolder(userId, 'bench.apkg', now)
    writeFileSync(join(folderOf(id), SENT), bytes)
    let writing = 0
    const imported = await measured(async () => {
      const preview = await previewImport(userId, id, null, silent, never)
      if (!preview.ok) throw new Error(preview.error)
      const began = performance.now()
      const made = await takeInFile(userId, id, choices, now, silent, never)
      if (!made.ok || made.value.answers !== NOTES * 3) throw new Error(JSON.stringify(made))
      writing = performance.now() - began
    })
    const read = await measured(() => readRaw(bytes))
    if (run < 0) continue
    ours.push({ ...imported, writing })
    raw.push(read)
  }
  client.close()
  await db().$disconnect()
  const of = <T>(list: T[], pick: (one: T) => number) => median(list.map(pick))
  const size = NOTES.toLocaleString('en')
  return [
    within(MOST_SECONDS, {
      name: `.apkg import of ${size} notes with history`,
      ours: of(ours, ({ ms }) => ms / 1000),
      unit: 's',
    }),
    told({
      name: 'the same, to reading its rows raw',
      ours: of(ours, ({ ms }) => ms),
      reference: of(raw, ({ ms }) => ms),
      unit: 'ms',
    }),
    told({
      name: 'memory of that import, to reading its rows raw',
      ours: of(ours, ({ mb }) => mb),
      reference: of(raw, ({ mb }) => mb),
      unit: 'MB',
    }),
    told({
      name: 'time in its one transaction, to the whole import',
      ours: of(ours, ({ writing }) => writing),
      reference: of(ours, ({ ms }) => ms),
      unit: 'ms',
    }),
  ]
}

const folder = scratch()
try {
  report(await measure(`file:${join(folder, 'archive.db')}`))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
