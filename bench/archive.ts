import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
const FILE = 'bench.apkg'

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

/** How long something takes, in ms. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
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

interface Import {
  /** Takes the package in for a new learner; returns how long its one transaction took, in ms. */
  run(): Promise<number>
  end(): Promise<void>
}

async function openImport(url: string, bytes: Uint8Array, now: number): Promise<Import> {
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
  const never = new AbortController().signal
  const silent = () => {}
  const choices = { replace: false, history: true, tag: null }
  return {
    async run() {
      const userId = crypto.randomUUID() as string as UserId
      await client.execute(insert('Learner', { id: userId, timeZone: 'Europe/Zurich' }))
      const id = await openFolder(userId, 'bench.apkg', now)
      writeFileSync(join(folderOf(id), SENT), bytes)
      const preview = await previewImport(userId, id, null, silent, never)
      if (!preview.ok) throw new Error(preview.error)
      return timed(async () => {
        const made = await takeInFile(userId, id, choices, now, silent, never)
        if (!made.ok || made.value.answers !== NOTES * 3) throw new Error(JSON.stringify(made))
      })
    },
    async end() {
      client.close()
      await db().$disconnect()
    },
  }
}

/** In a process of its own: how far memory rises above what was there before, in MB. */
async function tellMemory(what: string, folder: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(join(folder, FILE)))
  const opened =
    what === 'import'
      ? await openImport(`file:${join(folder, 'memory.db')}`, bytes, Date.now())
      : null
  const before = process.memoryUsage.rss()
  await (opened ? opened.run() : readRaw(bytes))
  console.log((process.resourceUsage().maxRSS * 1024 - before) / MIB)
  await opened?.end()
}

function memoryOf(what: 'import' | 'raw', folder: string): number {
  const args = [...process.execArgv, fileURLToPath(import.meta.url), what, folder]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const told = Number(stdout)
  if (!(told > 0)) throw new Error(stderr)
  return told
}

async function measure(folder: string): Promise<Row[]> {
  const now = Date.now()
  const size = NOTES.toLocaleString('en')
  say(`a package of ${size} notes`)
  const bytes = await currentPackage(deck(now))
  writeFileSync(join(folder, FILE), bytes)
  const ours = await openImport(`file:${join(folder, 'archive.db')}`, bytes, now)
  const [whole, writing, raw]: [number[], number[], number[]] = [[], [], []]
  for (let run = -1; run < RUNS; run += 1) {
    let inTransaction = 0
    const took = await timed(async () => {
      inTransaction = await ours.run()
    })
    const read = await timed(() => readRaw(bytes))
    if (run < 0) continue
    whole.push(took)
    writing.push(inTransaction)
    raw.push(read)
  }
  await ours.end()
  say('the memory of both')
  return [
    within(MOST_SECONDS, {
      name: `.apkg import of ${size} notes with history`,
      ours: median(whole) / 1000,
      unit: 's',
    }),
    told({
      name: 'the same, to reading its rows raw',
      ours: median(whole),
      reference: median(raw),
      unit: 'ms',
    }),
    told({
      name: 'memory of that import, to reading its rows raw',
      ours: memoryOf('import', folder),
      reference: memoryOf('raw', folder),
      unit: 'MB',
    }),
    told({
      name: 'time in its one transaction, to the whole import',
      ours: median(writing),
      reference: median(whole),
      unit: 'ms',
    }),
  ]
}

const [, , what, where] = process.argv
if (what !== undefined && where !== undefined) await tellMemory(what, where)
else {
  const folder = scratch()
  try {
    report(await measure(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
