import 'server-only'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { Outgoing } from '../apkg/write/schema'
import { guessOptions, notesOfTable, readTable } from '../csv/rules'
import { notesOfMarkdown } from '../markdown/rules'
import { formatOf, sortNotes, textOf } from '../rules'
import { FileProblem, type Parsed, type TableOptions, type TableView } from '../schema'
import { readPackage } from './reader/package/data'
import { OUTGOING, PACKAGE, READ, type Report, SENT, type Step } from './schema'
import { writePackage } from './writer/data'

// Reading happens in a thread of its own, with a limit on memory and time: whatever a file is made
// to do, it can neither stop nor crash the server.

/** What a thread is asked: to read the file in a folder, or to write a package into one. */
export type Task = Reading | Writing

export interface Reading {
  kind: 'read'
  /** Holds the file, and takes what comes of it. */
  folder: string
  name: string
  /** How to read a table; null to find out. */
  table: TableOptions | null
  now: number
}

export interface Writing {
  kind: 'write'
  /** Holds what goes out, and takes the package. */
  folder: string
}

/** What a thread answers: how far it is, and at last what became of it. */
export type Told = { step: Step; done: number; of: number } | { done: true } | { problem: string }

const SHOWN_ROWS = 8
const SHOWN_LETTERS = 200

function readText(bytes: Uint8Array): string {
  const text = textOf(bytes)
  if (text === null)
    throw new FileProblem('This is not a text file in UTF-8. Save it as “CSV UTF-8” and try again.')
  if (text.trim() === '') throw new FileProblem('The file is empty: there is nothing to add.')
  return text
}

const NOTHING = { skipped: [], media: [], parameters: [], table: null, impossible: 0 }

function readCsv(text: string, given: TableOptions | null): Parsed {
  const options = given ?? guessOptions(text)
  const table = readTable(text, options.delimiter)
  const view: TableView = {
    options,
    width: table.width,
    rows: table.rows
      .slice(0, SHOWN_ROWS)
      .map((row) => row.map((cell) => cell.slice(0, SHOWN_LETTERS))),
  }
  return { ...NOTHING, format: 'csv', notes: notesOfTable(table, options), table: view }
}

async function parse(task: Reading, bytes: Uint8Array, report: Report): Promise<Parsed> {
  const format = formatOf(task.name, bytes)
  if (format === 'apkg') return readPackage(bytes, task.folder, task.now, report)
  if (format === 'markdown') return { ...NOTHING, format, notes: notesOfMarkdown(readText(bytes)) }
  if (format === 'csv') return readCsv(readText(bytes), task.table)
  throw new FileProblem(
    'This kind of file cannot be read. Bring an Anki package (.apkg, .colpkg), a table (.csv, .tsv, .txt) or Markdown (.md).',
  )
}

/**
 * Reads a file that was sent and leaves what it holds, checked, beside it.
 * @throws FileProblem with a sentence for whoever sent it
 */
export async function readSent(task: Reading, report: Report): Promise<Parsed> {
  const parsed = await parse(task, readFileSync(join(task.folder, SENT)), report)
  const { length } = parsed.notes
  const { notes, skipped } = sortNotes(parsed.notes, (seen) => report('check', seen, length))
  const read = { ...parsed, notes, skipped: [...parsed.skipped, ...skipped] }
  if (notes.length === 0 && skipped.length === 0 && read.skipped.length === 0)
    throw new FileProblem(
      parsed.format === 'markdown'
        ? 'There are no cards in this file. A card begins with a line “Q: …” and has one “A: …”.'
        : 'There are no notes in this file: there is nothing to add.',
    )
  return read
}

const REPORT_EACH_MS = 50

async function write(folder: string, report: Report): Promise<void> {
  const outgoing = JSON.parse(readFileSync(join(folder, OUTGOING), 'utf8')) as Outgoing
  const { length } = outgoing.notes
  const bytes = await writePackage(outgoing, (done) => report('write', done, length))
  writeFileSync(join(folder, PACKAGE), bytes)
}

/** The body of the thread: does what it was handed, and tells how it goes. */
export async function serve(): Promise<void> {
  const task = workerData as Task
  const tell = (told: Told) => parentPort?.postMessage(told)
  let last = 0
  const report: Report = (step, done, of) => {
    const now = Date.now()
    if (now - last < REPORT_EACH_MS) return
    last = now
    tell({ step, done, of })
  }
  try {
    if (task.kind === 'write') await write(task.folder, report)
    else writeFileSync(join(task.folder, READ), JSON.stringify(await readSent(task, report)))
    tell({ done: true })
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    tell({ problem: error.message })
  }
}
