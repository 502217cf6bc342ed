import type { DBSchema } from 'idb'
import { browserDatabase } from '@/lib/browser-database'

/** What was recorded of one answer. It never leaves this browser. */
export interface Recording {
  /** The place it was recorded at. */
  name: string
  /** ms since the epoch, by this browser. */
  startedAt: number
  durationMs: number
  blob: Blob
}

interface Stores extends DBSchema {
  recordings: { key: [string, number]; value: Recording }
}

/** How long a recording is kept. */
export const KEPT_DAYS = 7
const DAY_MS = 86_400_000

/** For browsers that keep nothing: as long as the page stands. */
const held = new Map<string, Recording>()

const keyOf = ({ name, startedAt }: Recording) => `${name} ${startedAt}`

const database = browserDatabase<Stores>(
  'coldstart-recordings',
  1,
  (db) => {
    db.createObjectStore('recordings', { keyPath: ['name', 'startedAt'] })
  },
  async (db) => {
    const old = Date.now() - KEPT_DAYS * DAY_MS
    for (const key of await db.getAllKeys('recordings'))
      if (key[1] < old) await db.delete('recordings', key)
  },
)

/** What was recorded of an answer, in the order of its takes. */
export async function listRecordings(name: string): Promise<Recording[]> {
  const range = IDBKeyRange.bound([name], [name, []])
  const kept = await database()
    .then((db) => db.getAll('recordings', range))
    .catch(() => [])
  const others = [...held.values()].filter((one) => one.name === name)
  return [...kept, ...others].sort((a, b) => a.startedAt - b.startedAt)
}

/** Keeps a recording, or what there is of it so far; only as long as the page where the browser keeps nothing. */
export async function keepRecording(recording: Recording): Promise<void> {
  await database()
    .then((db) => db.put('recordings', recording))
    .catch(() => held.set(keyOf(recording), recording))
}

/** Deletes a recording for good. */
export async function deleteRecording(recording: Recording): Promise<void> {
  held.delete(keyOf(recording))
  await database()
    .then((db) => db.delete('recordings', [recording.name, recording.startedAt]))
    .catch(() => undefined)
}
