import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrismaClient } from '@/.generated/prisma/client'
import { migrate } from './migrate'
import { DurableLibSql, PRAGMAS } from './sqlite'

const folder = mkdtempSync(join(tmpdir(), 'coldstart-sqlite-'))
const url = `file:${join(folder, 'test.db')}`
let db: PrismaClient

beforeAll(async () => {
  await migrate(url)
  db = new PrismaClient({
    adapter: new DurableLibSql({ url }),
    transactionOptions: { maxWait: 60_000, timeout: 60_000 },
  })
  await db.learner.create({ data: { id: 'ada' } })
})

afterAll(async () => {
  await db.$disconnect()
  rmSync(folder, { recursive: true, force: true })
})

/** Open file descriptors of this process; null where the system does not tell. */
function descriptors(): number | null {
  try {
    return readdirSync('/proc/self/fd').length
  } catch {
    return null
  }
}

async function pragma(name: string): Promise<unknown> {
  const [row] = await db.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`)
  return Object.values(row ?? {})[0]
}

async function expectPragmas(): Promise<void> {
  for (const [name, value] of Object.entries(PRAGMAS)) {
    expect(String(await pragma(name)), name).toBe(String(value))
  }
}

const answers = () =>
  db.day.findUniqueOrThrow({ where: { learnerId_day: { learnerId: 'ada', day: 1 } } })

describe('one durable connection', () => {
  it('asks for what survives a power cut', () => {
    expect(PRAGMAS).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      busy_timeout: 5000,
      foreign_keys: 1,
    })
  })

  it('is set so from its first statement on', expectPragmas)

  it('keeps its descriptors and settings through 5,000 interactive transactions', async () => {
    await db.day.create({ data: { learnerId: 'ada', day: 1 } })
    const before = descriptors()
    for (let i = 0; i < 5000; i += 1) {
      await db.$transaction(async (tx) => {
        const { answers } = await tx.day.findUniqueOrThrow({
          where: { learnerId_day: { learnerId: 'ada', day: 1 } },
        })
        await tx.day.update({
          where: { learnerId_day: { learnerId: 'ada', day: 1 } },
          data: { answers: answers + 1 },
        })
      })
    }
    expect((await answers()).answers).toBe(5000)
    expect(descriptors()).toBe(before)
    await expectPragmas()
  }, 120_000)

  it('makes one row of 1,000 parallel duplicates', async () => {
    const before = descriptors()
    const tries = Array.from({ length: 1000 }, () =>
      db.$transaction(async (tx) => {
        const there = await tx.bookmark.findUnique({
          where: { learnerId_path: { learnerId: 'ada', path: '/topics/pricing' } },
        })
        if (there) return 'already'
        await tx.bookmark.create({
          data: { learnerId: 'ada', path: '/topics/pricing', title: 'Pricing' },
        })
        return 'saved'
      }),
    )
    const outcomes = await Promise.all(tries)
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1)
    expect(await db.bookmark.count()).toBe(1)
    expect(descriptors()).toBe(before)
  }, 120_000)

  it('leaves nothing of a transaction that throws, and works on', async () => {
    const failing = db.$transaction(async (tx) => {
      await tx.bookmark.create({ data: { learnerId: 'ada', path: '/lost', title: 'Lost' } })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await db.bookmark.count({ where: { path: '/lost' } })).toBe(0)
    await db.bookmark.create({ data: { learnerId: 'ada', path: '/kept', title: 'Kept' } })
    expect(await db.bookmark.count({ where: { path: '/kept' } })).toBe(1)
    await expectPragmas()
  })

  it('keeps a write that was made beside a transaction which is undone', async () => {
    let beside: Promise<unknown> = Promise.resolve()
    const failing = db.$transaction(async (tx) => {
      await tx.bookmark.create({ data: { learnerId: 'ada', path: '/undone', title: 'Undone' } })
      beside = db.bookmark
        .create({ data: { learnerId: 'ada', path: '/beside', title: 'Beside' } })
        .then((row) => row)
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await beside
    const paths = (await db.bookmark.findMany()).map(({ path }) => path)
    expect(paths).toContain('/beside')
    expect(paths).not.toContain('/undone')
  })

  it('refuses a row that belongs to nobody', async () => {
    const orphan = db.bookmark.create({ data: { learnerId: 'nobody', path: '/', title: 'Home' } })
    await expect(orphan).rejects.toThrow()
  })
})
