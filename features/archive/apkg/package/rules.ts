import { unzipSync } from 'fflate'
import { FileProblem } from '../../schema'

const MIB = 1024 * 1024
const MOST_ENTRIES = 20_000
/** Bytes of a collection, unpacked. */
export const MOST_COLLECTION = 256 * MIB
const MOST_UNPACKED = 1024 * MIB
/** Text packs well, but not better than this; what does is made to burst. */
export const MOST_RATIO = 250
export const SMALL = 4 * MIB
export const BURSTS =
  'The package would unpack to far more than it should: it was refused. Export fewer decks at once, or leave out media.'

/** A file in a package, before it is unpacked. */
export interface Entry {
  name: string
  packed: number
  unpacked: number
}

const escapes = (name: string) =>
  name.includes('\u0000') ||
  name.includes('\\') ||
  name.startsWith('/') ||
  /^[a-z]:/i.test(name) ||
  name.split('/').includes('..')

const NOT_A_PACKAGE =
  'This is not a package that can be read: it is damaged, or was not sent whole. Export it again.'

function walk(bytes: Uint8Array, wanted: (entry: Entry) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, size, originalSize }) =>
        wanted({ name, packed: size, unpacked: originalSize }),
    })
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem(NOT_A_PACKAGE)
  }
}

/**
 * The files of a package by name, nothing unpacked yet.
 * @throws FileProblem for what is no package, and for one that is made to do harm
 */
export function listEntries(bytes: Uint8Array): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let total = 0
  walk(bytes, (entry) => {
    if (entries.size >= MOST_ENTRIES)
      throw new FileProblem(
        `The package holds more than ${MOST_ENTRIES.toLocaleString('en')} files. Export fewer decks at once.`,
      )
    if (escapes(entry.name))
      throw new FileProblem(
        'The package holds a file that points outside of it. No program of Anki’s makes such files: it was refused.',
      )
    if (entries.has(entry.name))
      throw new FileProblem('The package holds two files of one name: it is damaged.')
    total += entry.unpacked
    const bursts = entry.unpacked > SMALL && entry.unpacked > entry.packed * MOST_RATIO
    if (total > MOST_UNPACKED || bursts) throw new FileProblem(BURSTS)
    entries.set(entry.name, entry)
    return false
  })
  if (entries.size === 0) throw new FileProblem(NOT_A_PACKAGE)
  return entries
}

/**
 * Unpacks one file into as much room as its entry says it needs and `most` allows, never more.
 * @throws FileProblem where it is larger or damaged
 */
export function unpack(bytes: Uint8Array, entry: Entry, most: number): Uint8Array {
  if (entry.unpacked > most)
    throw new FileProblem(
      `The package holds ${Math.ceil(entry.unpacked / MIB)} MB where at most ${Math.floor(most / MIB)} MB can be read. Export fewer decks at once.`,
    )
  const found = walk(bytes, ({ name }) => name === entry.name)[entry.name]
  if (!found) throw new FileProblem(NOT_A_PACKAGE)
  return found
}

/** Unpacks several files at once. Their sizes were looked at in their entries. */
export function unpackAll(
  bytes: Uint8Array,
  names: ReadonlySet<string>,
): Record<string, Uint8Array> {
  return walk(bytes, ({ name }) => names.has(name))
}
