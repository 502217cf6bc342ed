import type { DBSchema } from 'idb'
import * as z from 'zod/mini'
import { browserDatabase } from '@/lib/browser-database'
import { WAITING_KEY } from './keys'
import { keyOf, stampedOf, withTaken } from './rules'
import { type Entry, entrySchema, type KeptRoom, ROOM_FORMAT, type Settled } from './schema'

interface Stores extends DBSchema {
  writes: { key: [string, string, number]; value: Entry }
  rooms: { key: string; value: KeptRoom }
}

const NAME = 'coldstart-interviews'
const VERSION = 1

/** This browser's database. Rejects where the browser has none for us, as some private windows do. */
const database = browserDatabase<Stores>(NAME, VERSION, (db) => {
  db.createObjectStore('writes', { keyPath: ['interviewId', 'client', 'sequence'] })
  db.createObjectStore('rooms', { keyPath: 'id' })
})

const rangeOf = (interviewId: string) => IDBKeyRange.bound([interviewId], [interviewId, []])

/** Keeps a write and drops those that it makes needless. */
export async function keepWrite(entry: Entry, needless: Entry[]): Promise<void> {
  const tx = (await database()).transaction('writes', 'readwrite')
  for (const one of needless) tx.store.delete(keyOf(one))
  tx.store.put(entry)
  await tx.done
}

/** What waits of one round, or of all. What is damaged beyond reading is left out of sight. */
export async function waitingWrites(interviewId?: string): Promise<Entry[]> {
  const db = await database()
  const rows: unknown[] = await db.getAll('writes', interviewId ? rangeOf(interviewId) : undefined)
  return rows.flatMap((row) => z.safeParse(entrySchema, row).data ?? [])
}

/**
 * Puts away what the server has taken and marks what it refused. The kept room takes what was taken
 * in the same step, so that a page without the network shows all of it.
 */
export async function settle(
  interviewId: string,
  { client, taken, refused }: Pick<Settled, 'client' | 'taken' | 'refused'>,
): Promise<void> {
  const tx = (await database()).transaction(['writes', 'rooms'], 'readwrite')
  const [writes, rooms] = [tx.objectStore('writes'), tx.objectStore('rooms')]
  const found: Entry[] = []
  for (const sequence of taken) {
    const entry = await writes.get([interviewId, client, sequence])
    if (!entry) continue
    found.push(entry)
    writes.delete(keyOf(entry))
  }
  for (const { sequence, why } of refused) {
    const entry = await writes.get([interviewId, client, sequence])
    if (entry) writes.put({ ...entry, refused: why })
  }
  const kept = found.length > 0 ? await rooms.get(interviewId) : undefined
  if (kept?.format === ROOM_FORMAT)
    rooms.put({ ...withTaken(kept, found.map(stampedOf)), changedAt: Date.now() })
  await tx.done
}

/** Keeps a room for a page without the network. */
export async function keepRoom(room: KeptRoom): Promise<void> {
  await (await database()).put('rooms', room)
}

/** Changes what is kept of a room, if it is. */
export async function changeRoom(
  id: string,
  change: Partial<Pick<KeptRoom, 'at' | 'sequence' | 'clock' | 'handedIn'>>,
): Promise<void> {
  const tx = (await database()).transaction('rooms', 'readwrite')
  const kept = await tx.store.get(id)
  if (kept) tx.store.put({ ...kept, ...change })
  await tx.done
}

/** The rooms that can be gone on with here. */
export async function keptRooms(): Promise<KeptRoom[]> {
  const rooms = await (await database()).getAll('rooms')
  return rooms.filter(({ format }) => format === ROOM_FORMAT)
}

/** One of them; undefined where it is not kept. */
export async function keptRoom(id: string): Promise<KeptRoom | undefined> {
  const room = await (await database()).get('rooms', id)
  return room?.format === ROOM_FORMAT ? room : undefined
}

/** Forgets a room, and what the server refused of it. What waits stays. */
export async function dropRoom(id: string): Promise<void> {
  const tx = (await database()).transaction(['writes', 'rooms'], 'readwrite')
  tx.objectStore('rooms').delete(id)
  const writes = tx.objectStore('writes')
  for (const entry of await writes.getAll(rangeOf(id)))
    if (entry.refused !== null) writes.delete(keyOf(entry))
  await tx.done
}

/** Tells pages that open no database whether there is anything here to look after. */
export async function tellWaiting(): Promise<void> {
  try {
    const db = await database()
    const count = (await db.count('writes')) + (await db.count('rooms'))
    if (count > 0) localStorage.setItem(WAITING_KEY, String(count))
    else localStorage.removeItem(WAITING_KEY)
  } catch {
    // Nothing is kept here, or nobody to tell: a worker has no such storage.
  }
}

/** Forgets every room: nobody is signed in. What waits stays, and goes out in its own name. */
export async function forgetRooms(): Promise<void> {
  await (await database()).clear('rooms')
}
