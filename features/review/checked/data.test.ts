import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import type { UserId } from '@/lib/auth'
import { freshDatabase } from '@/lib/test-database'
import type { CheckedAnswerOf } from './data'

const NOW = Date.UTC(2026, 10, 23, 9)
const DAY = 86_400_000

const rooms = {} as typeof import('./data') &
  typeof import('@/lib/db') &
  typeof import('../replay/data')
beforeAll(async () => {
  await freshDatabase()
  const parts = [await import('./data'), await import('@/lib/db'), await import('../replay/data')]
  Object.assign(rooms, ...parts)
}, 60_000)

async function learner(): Promise<UserId> {
  const { id } = await rooms.db().learner.create({ data: { guestKey: randomUUID() } })
  return id as UserId
}

/** What a learner's memories and log hold, apart from whose they are. */
async function stored(userId: UserId) {
  const where = { learnerId: userId }
  const { db } = rooms
  const plain = <T extends { learnerId: string }>(rows: T[]) =>
    rows.map(({ learnerId: _, seq: __, ...row }: T & { seq?: number }) => row)
  return {
    memories: plain(await db().memory.findMany({ where, orderBy: { cardId: 'asc' } })),
    reviews: plain(await db().review.findMany({ where, orderBy: { seq: 'asc' } })),
    days: plain(await db().day.findMany({ where, orderBy: { day: 'asc' } })),
  }
}

test('many answers told at once are as if each were told alone', async () => {
  const cards = getLibrary()
    .cards.slice(0, 4)
    .map(({ id }) => id)
  const answer = fc.record({
    answerId: fc.uuid(),
    cardIds: fc.subarray([...cards, 'nobody.knows-it'], { minLength: 1 }),
    mode: fc.constantFrom('recall' as const, 'recognise' as const),
    source: fc.constant('interview'),
    right: fc.boolean(),
    blank: fc.boolean(),
    confidence: fc.constantFrom('sure' as const, 'think' as const, 'guess' as const, null),
    durationMs: fc.integer({ min: 0, max: 600_000 }),
  })
  const tell = (userId: UserId, answers: CheckedAnswerOf[], now: number) =>
    rooms.db().$transaction((tx) => rooms.recordAllChecked(tx, userId, answers, now))
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 1, maxLength: 8 }),
      fc.array(answer, { maxLength: 4 }),
      async (first, second) => {
        const [once, alone] = [await learner(), await learner()]
        for (const [index, answers] of [first, [...second, ...first.slice(0, 2)]].entries()) {
          const now = NOW + index * 3 * DAY
          const together = await tell(once, answers, now)
          const each = []
          for (const one of answers) each.push((await tell(alone, [one], now))[0])
          expect(together).toEqual(each)
        }
        expect(await stored(once)).toEqual(await stored(alone))
        expect((await rooms.compareLearner(once)).differences).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)
