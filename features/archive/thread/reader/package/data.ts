import 'server-only'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Zstd } from '@hpcc-js/wasm-zstd'
import * as z from 'zod/mini'
import { mediaName, mediaTypeOf } from '@/features/cards/own/media/rules'
import { LARGEST_MEDIUM, MEDIA_QUOTA, MEDIA_SCHEME } from '@/features/cards/own/media/schema'
import { notesOfCollection, siteOf } from '../../../apkg/notes/rules'
import { OWN_FILE, type OwnFile, type OwnFileNote, ownFileSchema } from '../../../apkg/own/schema'
import {
  type Entry,
  listEntries,
  MOST_COLLECTION,
  unpack,
  unpackAll,
} from '../../../apkg/package/rules'
import { mediaNames, packageVersion } from '../../../apkg/wire/rules'
import { unzstd } from '../../../apkg/zstd/rules'
import {
  FileProblem,
  type IncomingMedium,
  type IncomingNote,
  type Parsed,
  type Skipped,
} from '../../../schema'
import type { Report } from '../../schema'
import { readCollection } from '../sqlite/data'

const MIB = 1024 * 1024
const MOST_MEDIA_LIST = 16 * MIB
const MOST_OWN_FILE = 128 * MIB

/** A package in memory, with what unpacks its parts. */
interface Package {
  bytes: Uint8Array
  entries: Map<string, Entry>
  /** Whether parts are packed with Zstandard inside the zip. */
  current: boolean
  stream: Zstd
}

const part = ({ bytes, entries }: Package, name: string, most: number): Uint8Array | null => {
  const entry = entries.get(name)
  return entry ? unpack(bytes, entry, most) : null
}

function collectionOf(pack: Package, version: number | null): Uint8Array {
  if (version !== null && version > 3)
    throw new FileProblem(
      'The package was made by an Anki newer than this can read. In Anki, tick “Support older Anki versions” and export again.',
    )
  if (pack.current) {
    const found = part(pack, 'collection.anki21b', MOST_COLLECTION)
    if (found) return unzstd(pack.stream, found, MOST_COLLECTION)
  }
  const legacy =
    part(pack, 'collection.anki21', MOST_COLLECTION) ??
    part(pack, 'collection.anki2', MOST_COLLECTION)
  if (!legacy)
    throw new FileProblem(
      'This zip file holds no collection: it is no Anki package. In Anki, choose File → Export and “Anki Deck Package”.',
    )
  return legacy
}

/** The names of the package's media by the numbers under which they are packed. */
function mediaList(pack: Package): Map<string, string> {
  const bytes = part(pack, 'media', MOST_MEDIA_LIST)
  if (!bytes) return new Map()
  if (pack.current) {
    const names = mediaNames(unzstd(pack.stream, bytes, MOST_MEDIA_LIST))
    if (!names) throw new FileProblem('The package’s list of media is damaged. Export it again.')
    return new Map(names.map((name, index) => [String(index), name]))
  }
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return new Map(Object.entries(z.parse(z.record(z.string(), z.string()), json)))
  } catch {
    throw new FileProblem('The package’s list of media is damaged. Export it again.')
  }
}

/** Media that notes may show, put beside the file; by their name in the package, their address here. */
function takeMedia(
  pack: Package,
  folder: string,
  report: Report,
): { media: IncomingMedium[]; addresses: Map<string, string>; skipped: Skipped[] } {
  const media: IncomingMedium[] = []
  const addresses = new Map<string, string>()
  const skipped: Skipped[] = []
  const list = [...mediaList(pack)]
  const wanted = new Set<string>()
  let room = MEDIA_QUOTA
  for (const [number, name] of list) {
    const entry = pack.entries.get(number)
    const skip = (why: string) => skipped.push({ what: name.slice(0, 100), why })
    if (!entry) skip('The package names it, but does not hold it.')
    else if (entry.unpacked > LARGEST_MEDIUM) skip(`It is larger than ${LARGEST_MEDIUM / MIB} MB.`)
    else if (entry.unpacked > room)
      skip(`Pictures and sounds together take at most ${MEDIA_QUOTA / MIB} MB.`)
    else {
      room -= entry.unpacked
      wanted.add(number)
    }
  }
  const files = unpackAll(pack.bytes, wanted)
  for (const [index, [number, name]] of list.entries()) {
    const packed = wanted.has(number) ? files[number] : undefined
    if (!packed) continue
    report('unpack', index + 1, list.length)
    const bytes = pack.current ? unzstd(pack.stream, packed, LARGEST_MEDIUM) : packed
    const type = mediaTypeOf(bytes)
    if (!type) {
      skipped.push({ what: name.slice(0, 100), why: 'It is no picture or sound of a safe kind.' })
      continue
    }
    const own = mediaName(createHash('sha256').update(bytes).digest('hex'), type)
    addresses.set(name, `${MEDIA_SCHEME}${own}`)
    const path = join(folder, `m${media.length}`)
    writeFileSync(path, bytes)
    media.push({ name: own, path })
  }
  return { media, addresses, skipped }
}

/** Our own file in a package, where it is one of ours; null for any other. */
function ownFile(pack: Package): OwnFile | null {
  const bytes = part(pack, OWN_FILE, MOST_OWN_FILE)
  if (!bytes) return null
  try {
    const parsed = z.safeParse(ownFileSchema, JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const EMPTY = { kind: 'basic', front: '', back: '', extra: '', tags: [] } as const

/** A note as our own file has it: its Markdown, its id, and each answer with all it was scheduled by. */
const exactly = (note: IncomingNote, exact: OwnFileNote, now: number): IncomingNote => ({
  ...note,
  ...(exact.content ?? EMPTY),
  tags: [...(exact.content?.tags ?? [])],
  id: exact.id,
  site: exact.site,
  cards: exact.cards.map((card) => ({
    ...card,
    answers: card.answers.filter(({ at }) => at <= now),
    scheduled: card.answers.length > 0,
  })),
})

/**
 * Reads a package of Anki's, legacy or current, a whole collection too. Media are put into `folder`.
 * @param now ms since the epoch
 * @throws FileProblem
 */
export async function readPackage(
  bytes: Uint8Array,
  folder: string,
  now: number,
  report: Report,
): Promise<Parsed> {
  const entries = listEntries(bytes)
  const pack: Package = { bytes, entries, current: false, stream: await Zstd.load() }
  const meta = part(pack, 'meta', 1024)
  const version = meta && packageVersion(meta)
  pack.current = version === 3 || (version === null && entries.has('collection.anki21b'))
  report('unpack', 0, 1)
  const collection = await readCollection(collectionOf(pack, version))
  const { media, addresses, skipped } = takeMedia(pack, folder, report)
  const { length } = collection.notes
  const read = notesOfCollection(
    collection,
    (name) => addresses.get(name) ?? null,
    now,
    (done) => report('read', done, length),
  )
  const own = ownFile(pack)
  const exact = new Map(own?.notes.map((note) => [note.guid, note]))
  if (collection.broken > 0)
    skipped.push({
      what: `${collection.broken} ${collection.broken === 1 ? 'row' : 'rows'}`,
      why: 'Numbers or texts are not what Anki writes, or a field is longer than 200,000 characters.',
    })
  return {
    format: 'apkg',
    notes: read.notes.map((note) => {
      const ours = exact.get(note.guid)
      return ours ? exactly(note, ours, now) : { ...note, site: siteOf(note.guid) }
    }),
    skipped: [...read.skipped, ...skipped],
    media,
    parameters: own?.parameters ?? [],
    table: null,
    impossible: read.impossible,
  }
}
