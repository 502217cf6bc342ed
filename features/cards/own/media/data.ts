import 'server-only'
import { createHash } from 'node:crypto'
import type { UserId } from '@/lib/auth'
import { type Db, db, type Tx } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { mediaName, mediaTypeOf } from './rules'
import { LARGEST_MEDIUM, MEDIA_QUOTA, type MediaType } from './schema'

const MIB = 1024 * 1024

/** A learner's file, ready to be served. */
export interface Medium {
  type: MediaType
  bytes: Uint8Array<ArrayBuffer>
}

/** Bytes that a learner's files take. */
export async function mediaSize(tx: Tx | Db, userId: UserId): Promise<number> {
  const { _sum } = await tx.ownMedia.aggregate({
    where: { learnerId: userId },
    _sum: { size: true },
  })
  return _sum.size ?? 0
}

/**
 * Keeps a picture or a sound. What it is, its bytes say. Returns its name: Markdown shows it as
 * `![words](media:<name>)`. The same bytes are kept once.
 */
export async function saveMedium(
  tx: Tx,
  userId: UserId,
  bytes: Uint8Array<ArrayBuffer>,
  now: number,
): Promise<Outcome<{ name: string; added: boolean }>> {
  const type = mediaTypeOf(bytes)
  if (!type)
    return refuse(
      'Only PNG, JPEG, GIF, WebP and AVIF pictures and MP3, Ogg, WAV, FLAC and M4A sounds are kept.',
    )
  if (bytes.byteLength > LARGEST_MEDIUM)
    return refuse(`A file has at most ${LARGEST_MEDIUM / MIB} MB: make it smaller.`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const name = mediaName(sha256, type)
  const where = { learnerId_sha256: { learnerId: userId, sha256 } }
  if (await tx.ownMedia.findUnique({ where, select: { size: true } }))
    return done({ name, added: false })
  const used = await mediaSize(tx, userId)
  if (used + bytes.byteLength > MEDIA_QUOTA)
    return refuse(
      `Your pictures and sounds take ${Math.ceil(used / MIB)} of ${MEDIA_QUOTA / MIB} MB: there is no room for this one.`,
    )
  await tx.ownMedia.create({
    data: {
      learnerId: userId,
      sha256,
      mime: type,
      size: bytes.byteLength,
      bytes,
      createdAt: new Date(now),
    },
  })
  return done({ name, added: true })
}

/** Keeps one file in a transaction of its own. */
export const addMedium = (userId: UserId, bytes: Uint8Array<ArrayBuffer>, now: number) =>
  db().$transaction((tx) => saveMedium(tx, userId, bytes, now))

/** A learner's file by what it holds; null where there is none. Its type is read from its bytes. */
export async function getMedium(userId: UserId, sha256: string): Promise<Medium | null> {
  const row = await db().ownMedia.findUnique({
    where: { learnerId_sha256: { learnerId: userId, sha256 } },
    select: { bytes: true },
  })
  const type = row && mediaTypeOf(row.bytes)
  return row && type ? { type, bytes: row.bytes } : null
}

/** Forgets files that nothing shows any more, as an import that is taken back does. */
export async function dropMedia(tx: Tx, userId: UserId, sha256s: string[]): Promise<void> {
  await tx.ownMedia.deleteMany({ where: { learnerId: userId, sha256: { in: sha256s } } })
}
