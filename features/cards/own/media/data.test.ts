import { createHash, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { addMedium, getMedium, mediaSize } from './data'
import { mediaName, mediaTypeOf, readMediaName } from './rules'
import { LARGEST_MEDIUM, MEDIA_QUOTA, MEDIA_TYPES, type MediaType } from './schema'

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'UTC', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

const bytesOf = (text: string, size = text.length) => {
  const bytes = new Uint8Array(size)
  bytes.set([...text].map((letter) => letter.charCodeAt(0)).slice(0, size))
  return bytes
}
const PNG = '\x89PNG\r\n\x1a\n'

describe('what a file is, its bytes say', () => {
  test.each<[string, string, MediaType | null]>([
    ['a PNG', PNG, 'image/png'],
    ['a JPEG', '\xff\xd8\xff\xe0', 'image/jpeg'],
    ['a GIF', 'GIF89a', 'image/gif'],
    ['a WebP', 'RIFF\0\0\0\0WEBP', 'image/webp'],
    ['an AVIF', '\0\0\0\x1cftypavif', 'image/avif'],
    ['an MP3 with tags', 'ID3\x04', 'audio/mpeg'],
    ['an MP3', '\xff\xfb\x90', 'audio/mpeg'],
    ['an Ogg', 'OggS', 'audio/ogg'],
    ['a WAV', 'RIFF\0\0\0\0WAVE', 'audio/wav'],
    ['an M4A', '\0\0\0\x20ftypM4A ', 'audio/mp4'],
    ['SVG, which can hold scripts', '<svg onload="alert(1)"/>', null],
    ['HTML', '<!doctype html><script>', null],
    ['a cut-off PNG', '\x89PN', null],
    ['nothing', '', null],
  ])('%s', (_, text, type) => expect(mediaTypeOf(bytesOf(text))).toBe(type))

  test('names are read back, others are none of ours', () => {
    const sha = 'f'.repeat(64)
    for (const type of Object.keys(MEDIA_TYPES) as MediaType[])
      expect(readMediaName(mediaName(sha, type))).toEqual({ sha256: sha, type })
    for (const name of [`${sha}.svg`, `${sha}.PNG`, `../${sha}.png`, `${sha.slice(1)}.png`, sha])
      expect(readMediaName(name)).toBeNull()
  })
})

describe('files of a learner', () => {
  test('are kept once, found by what they hold, and by their owner only', async () => {
    const [userId, other] = [await learner(), await learner()]
    const bytes = bytesOf(PNG, 2_000)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const name = `${sha256}.png`
    expect(await addMedium(userId, bytes, 1)).toEqual({ ok: true, value: { name, added: true } })
    expect(await addMedium(userId, bytes, 2)).toEqual({ ok: true, value: { name, added: false } })
    expect(await mediaSize(db(), userId)).toBe(2_000)
    const held = await getMedium(userId, sha256)
    expect(held?.type).toBe('image/png')
    expect(Buffer.from(held?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true)
    expect(await getMedium(other, sha256)).toBeNull()
  })

  test('of another type, too large, or beyond the quota are refused in words', async () => {
    const userId = await learner()
    expect(await addMedium(userId, bytesOf('<svg/>'), 1)).toMatchObject({
      ok: false,
      error: /Only PNG/,
    })
    expect(await addMedium(userId, bytesOf(PNG, LARGEST_MEDIUM + 1), 1)).toMatchObject({
      ok: false,
      error: /at most 5 MB/,
    })
    await db().ownMedia.create({
      data: {
        ...{ learnerId: userId, sha256: 'x', mime: 'image/png', size: MEDIA_QUOTA - 10 },
        ...{ bytes: bytesOf(PNG), createdAt: new Date(1) },
      },
    })
    expect(await addMedium(userId, bytesOf(PNG, 11), 1)).toMatchObject({
      ok: false,
      error: /100 of 100 MB/,
    })
    expect(await addMedium(userId, bytesOf(PNG, 10), 1)).toMatchObject({ ok: true })
  })
})
