import { MEDIA_TYPES, type MediaType } from './schema'

const MAGIC: { type: MediaType; at: number; bytes: string }[] = [
  { type: 'image/png', at: 0, bytes: '\x89PNG\r\n\x1a\n' },
  { type: 'image/jpeg', at: 0, bytes: '\xff\xd8\xff' },
  { type: 'image/gif', at: 0, bytes: 'GIF8' },
  { type: 'image/webp', at: 8, bytes: 'WEBP' },
  { type: 'image/avif', at: 4, bytes: 'ftypavif' },
  { type: 'audio/mpeg', at: 0, bytes: 'ID3' },
  { type: 'audio/mpeg', at: 0, bytes: '\xff\xfb' },
  { type: 'audio/mpeg', at: 0, bytes: '\xff\xf3' },
  { type: 'audio/mpeg', at: 0, bytes: '\xff\xf2' },
  { type: 'audio/ogg', at: 0, bytes: 'OggS' },
  { type: 'audio/wav', at: 8, bytes: 'WAVE' },
  { type: 'audio/flac', at: 0, bytes: 'fLaC' },
  { type: 'audio/mp4', at: 4, bytes: 'ftypM4A' },
]

/** What a file holds by its first bytes, whatever its name says; null for what is not kept. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const found = MAGIC.find(({ at, bytes: magic }) =>
    [...magic].every((letter, index) => bytes[at + index] === letter.charCodeAt(0)),
  )
  return found?.type ?? null
}

const NAME = /^([0-9a-f]{64})\.([a-z0-9]{2,5})$/

/** The name of a file of a learner's own: what it holds, and its type's ending. */
export const mediaName = (sha256: string, type: MediaType): string =>
  `${sha256}.${MEDIA_TYPES[type]}`

/** What the name of a file says; null for a name that is none of ours. */
export function readMediaName(name: string): { sha256: string; type: MediaType } | null {
  const [, sha256, ending] = NAME.exec(name) ?? []
  const type = (Object.keys(MEDIA_TYPES) as MediaType[]).find((key) => MEDIA_TYPES[key] === ending)
  return sha256 && type ? { sha256, type } : null
}
