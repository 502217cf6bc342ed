import type { DBSchema } from 'idb'
import * as z from 'zod/mini'
import { browserDatabase } from '@/lib/browser-database'
import type { Pack } from '../pack/schema'
import type { Changed } from './rules'
import { type Entry, entriesSchema } from './schema'

/** Where a learner's outbox is kept. A change is whole or not at all, among all tabs. */
export interface Shelf {
  kind: 'kept' | 'tab'
  change<T>(learner: string, work: (entries: Entry[]) => Changed<T>): Promise<T>
}

interface Stores extends DBSchema {
  outbox: { key: [string, number]; value: Entry }
  packs: { key: string; value: Pack }
  facts: { key: string; value: number | string }
}

const NAME = 'coldstart'
const VERSION = 1

/** This browser's database. Rejects where the browser has none for us, as some private windows do. */
export const database = browserDatabase<Stores>(NAME, VERSION, (db) => {
  db.createObjectStore('outbox', { keyPath: ['learner', 'seq'] })
  db.createObjectStore('packs', { keyPath: 'learner' })
  db.createObjectStore('facts')
})

/** Entries as they were stored; what is damaged beyond reading is left out of sight, not deleted. */
const readEntries = (rows: unknown[]): Entry[] =>
  rows.flatMap((row) => {
    const [entry] = z.safeParse(entriesSchema, [row]).data ?? []
    return entry ? [entry] : []
  })

const keptShelf: Shelf = {
  kind: 'kept',
  async change(learner, work) {
    const tx = (await database()).transaction('outbox', 'readwrite', { durability: 'strict' })
    const rows = await tx.store.getAll(IDBKeyRange.bound([learner], [learner, []]))
    const before = readEntries(rows)
    const { entries, value } = work(before)
    const left = new Set(entries.map(({ seq }) => seq))
    for (const { seq } of before) if (!left.has(seq)) tx.store.delete([learner, seq])
    for (const entry of entries) if (!before.includes(entry)) tx.store.put(entry)
    await tx.done
    return value
  },
}

const tabKey = (learner: string) => `coldstart.outbox:${learner}`
const held = new Map<string, Entry[]>()

function readTab(learner: string): Entry[] {
  try {
    return readEntries(JSON.parse(sessionStorage.getItem(tabKey(learner)) ?? '[]'))
  } catch {
    return []
  }
}

/** For browsers that keep nothing: the tab's own memory, and its session storage where it has one. */
const tabShelf: Shelf = {
  kind: 'tab',
  async change(learner, work) {
    const { entries, value } = work(held.get(learner) ?? readTab(learner))
    held.set(learner, entries)
    try {
      if (entries.length > 0) sessionStorage.setItem(tabKey(learner), JSON.stringify(entries))
      else sessionStorage.removeItem(tabKey(learner))
    } catch {
      // The answers are still in this tab's memory.
    }
    return value
  },
}

let failed = false

/** The shelves to look at: the tab's own too, once the browser has refused to keep something. */
export function shelves(): Shelf[] {
  return failed ? [keptShelf, tabShelf] : [keptShelf]
}

/** Changes an outbox where the browser keeps it, or in the tab where it refuses to. */
export async function keep<T>(learner: string, work: (entries: Entry[]) => Changed<T>): Promise<T> {
  try {
    return await keptShelf.change(learner, work)
  } catch {
    failed = true
    return tabShelf.change(learner, work)
  }
}

/** Whether this browser has refused to keep an answer. */
export const isTabOnly = (): boolean => failed

/** A small fact that outlives the tab; undefined where there is none. */
export async function fact(name: string): Promise<number | string | undefined> {
  try {
    return await (await database()).get('facts', name)
  } catch {
    return undefined
  }
}

/** Keeps a small fact, where the browser keeps anything. */
export async function keepFact(name: string, value: number | string): Promise<void> {
  try {
    await (await database()).put('facts', value, name)
  } catch {
    // It is learned anew from the next reply.
  }
}

const LEARNER = 'learner'

/** Remembers who can go on here without the network; '' for nobody. */
export const keepLearner = (learner: string): Promise<void> => keepFact(LEARNER, learner)

/** Who can go on in this browser without the network; null for nobody. */
export async function packedLearner(): Promise<string | null> {
  const learner = await fact(LEARNER)
  return typeof learner === 'string' && learner !== '' ? learner : null
}
