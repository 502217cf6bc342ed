import 'server-only'
import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import type { UserId } from '@/lib/auth'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { MOST_BYTES, type Parsed } from '../schema'
import { READ, SENT } from '../thread/schema'

// A file that was sent waits in a folder of its own, outside of what is served, until its import is
// confirmed, cancelled or forgotten.

const FOREVER_MS = 3_600_000
const OWNER = 'owner.json'
const MIB = 1024 * 1024

const ownerSchema = z.strictObject({ learnerId: z.string(), name: z.string() })

const root = () => join(tmpdir(), 'coldstart-archive')

/** The folder of something under way. `id` is a UUID. */
export const folderOf = (id: string): string => join(root(), id)

/** Removes what somebody began an hour ago and never finished. */
async function sweep(now: number): Promise<void> {
  for (const name of await readdir(root()).catch(() => [])) {
    const folder = join(root(), name)
    const found = await stat(folder).catch(() => null)
    if (found && now - found.mtimeMs > FOREVER_MS)
      await rm(folder, { recursive: true, force: true })
  }
}

/** A new folder for something of a learner's. */
export async function openFolder(userId: UserId, name: string, now: number): Promise<string> {
  await sweep(now)
  const id = randomUUID()
  await mkdir(folderOf(id), { recursive: true, mode: 0o700 })
  await writeFile(join(folderOf(id), OWNER), JSON.stringify({ learnerId: userId, name }))
  return id
}

/** Removes a folder and all in it. */
export const closeFolder = (id: string): Promise<void> =>
  rm(folderOf(id), { recursive: true, force: true })

/** The name of the file that waits under this id; null where it is not the learner's, or gone. */
export async function waitingFile(userId: UserId, id: string): Promise<string | null> {
  if (!z.safeParse(z.uuid(), id).success) return null
  const text = await readFile(join(folderOf(id), OWNER), 'utf8').catch(() => null)
  const owner = text === null ? null : z.parse(ownerSchema, JSON.parse(text))
  return owner?.learnerId === userId ? owner.name : null
}

/** Writes what comes in to a folder, and stops with the byte that is one too many. */
export async function receive(
  id: string,
  body: ReadableStream<Uint8Array>,
): Promise<Outcome<{ bytes: number }>> {
  const file = await open(join(folderOf(id), SENT), 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength
      if (bytes > MOST_BYTES)
        return refuse(
          `The file is larger than ${MOST_BYTES / MIB} MB, which is the most. Export fewer decks at once, or leave out media.`,
        )
      await file.appendFile(chunk)
    }
    return bytes === 0 ? refuse('The file is empty: there is nothing to add.') : done({ bytes })
  } finally {
    await file.close()
  }
}

/** What was read of the file under this id. */
export async function readParsed(id: string): Promise<Parsed | null> {
  const text = await readFile(join(folderOf(id), READ), 'utf8').catch(() => null)
  // Written by our own thread, which checked each part of it.
  return text === null ? null : (JSON.parse(text) as Parsed)
}

/** A file of a folder as a stream; the folder goes with its last byte. */
export function streamOut(id: string, name: string): ReadableStream<Uint8Array> {
  const stream = createReadStream(join(folderOf(id), name))
  stream.on('close', () => closeFolder(id))
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>
}
