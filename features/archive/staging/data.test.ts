import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import { MOST_BYTES } from '../schema'
import { READ, SENT } from '../thread/schema'
import { closeFolder, folderOf, openFolder, readParsed, receive, waitingFile } from './data'

const ada = 'ada' as UserId
const bob = 'bob' as UserId

/** A body of `parts` chunks of a megabyte; `pulled` counts those that were asked for. */
function body(parts: number) {
  const told = { pulled: 0, cancelled: false }
  const chunk = new Uint8Array(1024 * 1024)
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (told.pulled === parts) return controller.close()
      told.pulled += 1
      controller.enqueue(chunk)
    },
    cancel() {
      told.cancelled = true
    },
  })
  return { stream, told }
}

test('what is sent is kept for who sent it, and for nobody else', async () => {
  const id = await openFolder(ada, 'deck.apkg', Date.now())
  expect(await receive(id, body(2).stream)).toMatchObject({ ok: true })
  expect(statSync(join(folderOf(id), SENT)).size).toBe(2 * 1024 * 1024)
  expect(statSync(folderOf(id)).mode & 0o077).toBe(0)
  expect(await waitingFile(ada, id)).toBe('deck.apkg')
  expect(await waitingFile(bob, id)).toBeNull()
  expect(await waitingFile(ada, '../../etc')).toBeNull()
  expect(await readParsed(id)).toBeNull()
  writeFileSync(join(folderOf(id), READ), '{"format":"csv"}')
  expect(await readParsed(id)).toEqual({ format: 'csv' })
  await closeFolder(id)
  expect(await waitingFile(ada, id)).toBeNull()
})

test('of a gigabyte no more is taken than may be', async () => {
  const id = await openFolder(ada, 'huge.apkg', Date.now())
  const { stream, told } = body(1024)
  const received = await receive(id, stream)
  expect(received).toMatchObject({ ok: false, error: expect.stringContaining('256 MB') })
  expect(told.cancelled).toBe(true)
  expect(told.pulled).toBeLessThanOrEqual(MOST_BYTES / 1024 / 1024 + 2)
  await closeFolder(id)
  const empty = await openFolder(ada, 'empty.csv', Date.now())
  expect(await receive(empty, body(0).stream)).toMatchObject({ ok: false })
  await closeFolder(empty)
})

test('what was begun and left is gone after an hour', async () => {
  const now = Date.now()
  const old = await openFolder(ada, 'old.apkg', now)
  const fresh = await openFolder(ada, 'fresh.apkg', now)
  const before = new Date(now - 2 * 3_600_000)
  utimesSync(folderOf(old), before, before)
  const next = await openFolder(ada, 'next.apkg', now)
  expect(existsSync(folderOf(old))).toBe(false)
  expect(existsSync(folderOf(fresh))).toBe(true)
  await Promise.all([fresh, next].map(closeFolder))
})
