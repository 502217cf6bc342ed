import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { enterAsGuest } from '../data'
import { getKeys, saveKeys } from './data'
import { DEFAULT_KEYS } from './schema'

beforeAll(freshDatabase)

test('keys are kept for one learner, conflicts are refused, and nothing chosen is as it came', async () => {
  const entered = await enterAsGuest(randomUUID(), 'UTC', 'local')
  if (!entered.ok) throw new Error(entered.error)
  const userId = entered.value as UserId
  expect(await getKeys(userId)).toEqual(DEFAULT_KEYS)
  const saved = await saveKeys(userId, { suspend: ['x'], easy: ['5', 'ArrowUp'] })
  expect(saved.ok).toBe(true)
  expect(await getKeys(userId)).toMatchObject({
    suspend: ['x'],
    easy: ['5', 'ArrowUp'],
    why: ['i'],
  })
  expect(await saveKeys(userId, { suspend: ['z'] })).toMatchObject({ ok: false })
  expect(await getKeys(userId)).toMatchObject({ suspend: ['x'] })
  await saveKeys(userId, {})
  expect(await getKeys(userId)).toEqual(DEFAULT_KEYS)
  expect((await saveKeys('nobody' as UserId, {})).ok).toBe(false)
})
