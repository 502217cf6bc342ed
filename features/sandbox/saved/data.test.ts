import { beforeAll, describe, expect, it } from 'vitest'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import { firstScenario } from '../bench/rules'
import { LONGEST_SCENARIO, MOST_SAVED } from './schema'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const ID = '7f3c8a60-0000-4000-8000-000000000001'
const COPY = '7f3c8a60-0000-4000-8000-000000000002'
let me: UserId
let other: UserId
const scenario = { ...firstScenario('javascript', '2026-11-22'), name: 'Orders' }

async function rooms() {
  const { db } = await import('@/lib/db')
  return { ...(await import('./data')), db: db() }
}

beforeAll(async () => {
  await freshDatabase()
  const { db } = await rooms()
  me = (await db.learner.create({ data: { guestKey: 'one' } })).id as UserId
  other = (await db.learner.create({ data: { guestKey: 'two' } })).id as UserId
})

describe('saved scenarios', () => {
  it('are saved once per number, whatever comes late or twice', async () => {
    const { saveScenario, getSaved, listSaved } = await rooms()
    const later = { ...scenario, seed: 'later' }
    for (const [sequence, what] of [
      [1, scenario],
      [3, later],
      [2, scenario],
      [3, scenario],
    ] as const)
      expect(await saveScenario(me, { id: ID, sequence, scenario: what }, NOW)).toMatchObject({
        ok: true,
      })
    expect(await getSaved(me, ID)).toEqual({ scenario: later, sequence: 3 })
    expect(await listSaved(me)).toMatchObject([{ id: ID, name: 'Orders' }])
  })

  it('are nobody else’s', async () => {
    const { getSaved, listSaved, renameScenario, duplicateScenario, deleteScenario } = await rooms()
    expect(await getSaved(other, ID)).toBeNull()
    expect(await listSaved(other)).toEqual([])
    expect(await renameScenario(other, { id: ID, name: 'x' })).toMatchObject({ ok: false })
    expect(await duplicateScenario(other, { id: ID, to: COPY }, NOW)).toMatchObject({ ok: false })
    expect(await deleteScenario(other, ID)).toEqual({ ok: true, value: { kept: null } })
    expect(await getSaved(me, ID)).not.toBeNull()
  })

  it('are renamed and copied, a copy once', async () => {
    const { renameScenario, duplicateScenario, listSaved, getSaved } = await rooms()
    await renameScenario(me, { id: ID, name: 'Shop' })
    expect((await getSaved(me, ID))?.scenario.name).toBe('Shop')
    for (let again = 0; again < 2; again++)
      expect(await duplicateScenario(me, { id: ID, to: COPY }, NOW)).toMatchObject({ ok: true })
    expect((await listSaved(me)).map(({ name }) => name).sort()).toEqual(['Shop', 'Shop (copy)'])
  })

  it('come back after they were deleted', async () => {
    const { deleteScenario, saveScenario, getSaved } = await rooms()
    const before = await getSaved(me, ID)
    const deleted = await deleteScenario(me, ID)
    expect(await getSaved(me, ID)).toBeNull()
    if (!deleted.ok || !deleted.value.kept) throw new Error('nothing was kept')
    await saveScenario(me, deleted.value.kept, NOW)
    expect(await getSaved(me, ID)).toEqual(before)
  })

  it('have limits, told in words', async () => {
    const { saveScenario, listSaved } = await rooms()
    const files = { 'index.mjs': 'x'.repeat(LONGEST_SCENARIO) }
    const code = { kind: 'source' as const, language: 'javascript' as const, files }
    const large = { ...scenario, functions: { MyFunction: { code } } }
    expect(await saveScenario(me, { id: ID, sequence: 9, scenario: large }, NOW)).toMatchObject({
      ok: false,
      error: expect.stringContaining('at most 300,000 characters'),
    })
    const id = (n: number) => `7f3c8a60-0000-4000-9000-${String(n).padStart(12, '0')}`
    for (let n = (await listSaved(me)).length; n < MOST_SAVED; n++)
      await saveScenario(me, { id: id(n), sequence: 1, scenario }, NOW)
    expect(await saveScenario(me, { id: id(500), sequence: 1, scenario }, NOW)).toMatchObject({
      ok: false,
      error: expect.stringContaining('Delete one first'),
    })
  })
})
