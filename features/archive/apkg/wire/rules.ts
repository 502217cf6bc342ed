import { PbfReader } from 'pbf'

// Field numbers are those of Anki's published protobuf definitions.
// @see https://github.com/ankitects/anki/tree/main/proto/anki

/** Reads a message field by field; null where the bytes are none. */
function read<T>(
  bytes: Uint8Array,
  start: T,
  field: (tag: number, to: T, pbf: PbfReader) => void,
): T | null {
  try {
    return new PbfReader(bytes).readFields(field, start)
  } catch {
    return null
  }
}

/** The version of a package by its `meta`: 1 and 2 are the legacy forms, 3 the current one. */
export function packageVersion(meta: Uint8Array): number | null {
  const found = read(meta, { version: 0 }, (tag, to, pbf) => {
    if (tag === 1) to.version = pbf.readVarint()
  })
  return found?.version ?? null
}

/** The names of the files in a package of the current form, in the order of their numbers. */
export function mediaNames(entries: Uint8Array): string[] | null {
  return read(entries, [] as string[], (tag, names, pbf) => {
    if (tag !== 1) return
    const entry = pbf.readMessage(
      (inner, to: { name: string }, from) => {
        if (inner === 1) to.name = from.readString()
      },
      { name: '' },
    )
    names.push(entry.name)
  })
}

const OCCLUSION = 6

/** What a notetype's configuration says: whether its cards are clozes, or covered parts of a picture. */
export function notetypeConfig(config: Uint8Array): { cloze: boolean; occlusion: boolean } | null {
  return read(config, { cloze: false as boolean, occlusion: false as boolean }, (tag, to, pbf) => {
    if (tag === 1) to.cloze = pbf.readVarint() === 1
    if (tag === 9) to.occlusion = pbf.readVarint() === OCCLUSION
  })
}

/** A template's two sides. */
export function templateConfig(config: Uint8Array): { qfmt: string; afmt: string } | null {
  return read(config, { qfmt: '', afmt: '' }, (tag, to, pbf) => {
    if (tag === 1) to.qfmt = pbf.readString()
    if (tag === 2) to.afmt = pbf.readString()
  })
}
