import * as z from 'zod/mini'
import { keyOf } from './rules'
import { type Entry, entrySchema } from './schema'
import { keepWrite } from './shelf'

// A database takes a moment, and a page may be gone before. What was just written stands here first,
// synchronously, until the database has it.
const PREFIX = 'coldstart.interview:'
const journalSchema = z.array(entrySchema)

/** What one tab has written and the database does not have yet. */
export interface Journal {
  add(entry: Entry): void
  remove(entry: Entry): void
  entries(): Entry[]
}

/** The journal of a tab. Where the browser keeps nothing it is the tab's memory. */
export function openJournal(client: string): Journal {
  const entries = new Map<string, Entry>()
  const idOf = (entry: Entry) => keyOf(entry).join('/')
  const save = () => {
    try {
      if (entries.size === 0) localStorage.removeItem(PREFIX + client)
      else localStorage.setItem(PREFIX + client, JSON.stringify([...entries.values()]))
    } catch {
      // It is in this tab's memory, and the database may still take it.
    }
  }
  return {
    add(entry) {
      entries.set(idOf(entry), entry)
      save()
    },
    remove(entry) {
      if (entries.delete(idOf(entry))) save()
    },
    entries: () => [...entries.values()],
  }
}

/** Moves what tabs that are gone have left behind to where it is sent from. */
export async function recoverJournals(): Promise<void> {
  try {
    for (const name of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
      const text = localStorage.getItem(name) ?? '[]'
      const entries = z.safeParse(journalSchema, JSON.parse(text)).data ?? []
      for (const entry of entries) await keepWrite(entry, [])
      // What was added meanwhile, by a tab that is still there, stays.
      if (localStorage.getItem(name) === text) localStorage.removeItem(name)
    }
  } catch {
    // It stays where it is.
  }
}
