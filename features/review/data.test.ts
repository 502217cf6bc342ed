import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import type { UserId } from '@/lib/auth'
import { db, storageTrouble } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from './data'
import { listEvents } from './log/data'
import { replayCard } from './log/rules'
import { toMemory } from './memory/data'
import { getParameters } from './parameters/data'
import { buildQueue } from './queue/data'
import { resetCards } from './reset/data'
import type { Answer, AnswerResult, Grade } from './schema'
import { undoReview } from './undo/data'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

const cardIds = () => getLibrary().cards.map(({ id }) => id)

function answer(cardId: string, grade: Grade, intervalDays: number, version = 0): Answer {
  return {
    answerId: randomUUID(),
    cardId,
    grade,
    version,
    intervalDays,
    durationMs: 4000,
    clientAt: '2026-11-22T12:00:00.000Z',
    source: 'due',
  }
}

async function record(userId: UserId, answers: Answer[], now = NOW): Promise<AnswerResult[]> {
  const outcome = await recordReviews(userId, answers, now)
  if (!outcome.ok) throw new Error(outcome.error)
  return outcome.value
}

/** Answers a card as its button shows it: a probe that is refused brings the card with its buttons. */
async function press(
  userId: UserId,
  cardId: string,
  grade: Grade,
  now = NOW,
): Promise<AnswerResult> {
  const [refused] = await record(userId, [answer(cardId, grade, 0, 9_999)], now)
  if (refused?.status !== 'stale') throw new Error('the probe was not refused')
  const preview = refused.card.previews.find((entry) => entry.grade === grade)
  const given = answer(cardId, grade, preview?.intervalDays ?? 0, refused.card.version)
  const [result] = await record(userId, [given], now)
  if (!result) throw new Error('no result')
  return result
}

const stored = (userId: UserId, cardId: string) =>
  db().memory.findUnique({ where: { learnerId_cardId: { learnerId: userId, cardId } } })

async function expectReplay(userId: UserId, cardId: string) {
  const events = await listEvents(db(), userId, [cardId])
  const versions = events.map(({ parametersVersion }) => parametersVersion)
  const folded = replayCard(cardId, events, await getParameters(db(), userId, versions))
  const memory = await stored(userId, cardId)
  expect(memory && toMemory(memory)).toEqual(folded)
}

describe('recording', () => {
  test('an answer becomes one event, one memory, one day', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const result = await press(userId, cardId, 4)
    expect(result).toMatchObject({ status: 'saved', version: 1 })
    expect(await db().review.count({ where: { learnerId: userId } })).toBe(1)
    expect(await db().day.findMany({ where: { learnerId: userId } })).toMatchObject([
      { answers: 1, recalled: 1, newCards: 1, durationMs: 4000 },
    ])
    await expectReplay(userId, cardId)
  })

  test('a thousand duplicates at once make one review', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const one = answer(cardId, 1, 0)
    const outcomes = await Promise.all(Array.from({ length: 1000 }, () => record(userId, [one])))
    const statuses = outcomes.flat().map(({ status }) => status)
    expect(statuses.filter((status) => status === 'saved')).toHaveLength(1)
    expect(statuses.filter((status) => status === 'already')).toHaveLength(999)
    expect(await db().review.count({ where: { learnerId: userId } })).toBe(1)
    expect(await db().day.findFirst({ where: { learnerId: userId } })).toMatchObject({ answers: 1 })
  }, 120_000)

  test('a stale answer is refused with a fresh card and changes nothing', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    await press(userId, cardId, 4)
    const before = await stored(userId, cardId)
    const [result] = await record(userId, [answer(cardId, 3, 0, 0)])
    expect(result).toMatchObject({ status: 'stale', card: { id: cardId, version: 1 } })
    expect(await stored(userId, cardId)).toEqual(before)
  })

  test('an answer whose button showed another interval is refused', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const [result] = await record(userId, [answer(cardId, 4, 1234, 0)])
    expect(result?.status).toBe('stale')
    expect(await db().review.count({ where: { learnerId: userId } })).toBe(0)
  })

  test('an unknown card is refused and the others of the batch are kept', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const results = await record(userId, [answer('no-such.card', 1, 0), answer(cardId, 1, 0)])
    expect(results.map(({ status }) => status)).toEqual(['unknown', 'saved'])
  })

  test('the same card twice in one batch is answered in order', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const results = await record(userId, [answer(cardId, 1, 0, 0), answer(cardId, 1, 0, 1)])
    expect(results.map(({ status }) => status)).toEqual(['saved', 'saved'])
    expect(await stored(userId, cardId)).toMatchObject({ reps: 2, version: 2 })
    await expectReplay(userId, cardId)
  })

  test('time away from the screen is capped and kept raw', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    await record(userId, [{ ...answer(cardId, 1, 0), durationMs: 3_600_000 }])
    expect(await db().review.findFirst({ where: { learnerId: userId } })).toMatchObject({
      durationMs: 60_000,
      rawDurationMs: 3_600_000,
    })
  })

  test('a learner who is gone is told so', async () => {
    expect(
      await recordReviews('nobody' as UserId, [answer(cardIds()[0] ?? '', 1, 0)], NOW),
    ).toMatchObject({ ok: false })
  })
})

describe('undo and reset', () => {
  test("another learner's answer is not there", async () => {
    const [mine, theirs] = [await learner(), await learner()]
    const [cardId = ''] = cardIds()
    const one = answer(cardId, 1, 0)
    await record(theirs, [one])
    const unknown = await undoReview(mine, randomUUID(), randomUUID(), NOW)
    expect(await undoReview(mine, randomUUID(), one.answerId, NOW)).toEqual(unknown)
    expect(await stored(theirs, cardId)).not.toBeNull()
  })

  test('undoing twice is undoing once', async () => {
    const userId = await learner()
    const [cardId = ''] = cardIds()
    const one = answer(cardId, 1, 0)
    await record(userId, [one])
    await undoReview(userId, randomUUID(), one.answerId, NOW)
    expect(await undoReview(userId, randomUUID(), one.answerId, NOW)).toMatchObject({ ok: true })
    expect(await db().day.findFirst({ where: { learnerId: userId } })).toMatchObject({
      answers: 0,
      newCards: 0,
      durationMs: 0,
    })
    expect(await stored(userId, cardId)).toBeNull()
  })

  test('whatever is answered, undone and reset, the stored memory equals the replayed log', async () => {
    const [first = '', second = ''] = cardIds()
    const operations = fc.array(
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({
            kind: fc.constant('answer' as const),
            card: fc.constantFrom(first, second),
            grade: fc.constantFrom(1, 2, 3, 4) as fc.Arbitrary<Grade>,
            days: fc.integer({ min: 0, max: 20 }),
          }),
        },
        {
          weight: 2,
          arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat() }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            kind: fc.constant('reset' as const),
            card: fc.constantFrom(first, second),
          }),
        },
      ),
      { minLength: 1, maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(operations, async (list) => {
        const userId = await learner()
        const given: string[] = []
        let now = NOW
        for (const operation of list) {
          if (operation.kind === 'answer') {
            now += operation.days * DAY
            const result = await press(userId, operation.card, operation.grade, now)
            expect(result.status).toBe('saved')
            given.push(result.answerId)
          } else if (operation.kind === 'undo') {
            const id = given[operation.which % Math.max(1, given.length)]
            if (id) await undoReview(userId, randomUUID(), id, now)
          } else await resetCards(userId, randomUUID(), [operation.card], now)
        }
        await expectReplay(userId, first)
        await expectReplay(userId, second)
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

describe('the queue', () => {
  test('new cards keep to the day’s number, a topic chosen by hand does not', async () => {
    const userId = await learner()
    await db().learner.update({ where: { id: userId }, data: { newPerDay: 3 } })
    expect((await buildQueue(userId, {}, NOW))?.counts).toEqual({ new: 3, learning: 0, due: 0 })
    const topic = getLibrary().topics[0]
    const groups = new Set(topic?.cardIds.map((id) => getLibrary().card.get(id)?.group))
    expect((await buildQueue(userId, { topic: topic?.slug }, NOW))?.counts.new).toBe(groups.size)
  })

  test('a card is due on its day and not before', async () => {
    const userId = await learner()
    await db().learner.update({ where: { id: userId }, data: { newPerDay: 0 } })
    const [cardId = ''] = cardIds()
    await press(userId, cardId, 4)
    const memory = await stored(userId, cardId)
    const due = memory?.dueAt.getTime() ?? 0
    expect((await buildQueue(userId, {}, due - 1))?.cards).toEqual([])
    expect((await buildQueue(userId, {}, due))?.cards.map(({ id }) => id)).toEqual([cardId])
  })

  test('an unknown topic or path has no cards', async () => {
    const userId = await learner()
    expect((await buildQueue(userId, { topic: 'no-such' }, NOW))?.cards).toEqual([])
    expect((await buildQueue(userId, { path: 'no-such' }, NOW))?.cards).toEqual([])
  })
})

describe('a database that refuses', () => {
  test('one that is full says so, keeps what was acknowledged, and works again when there is room', async () => {
    const userId = await learner()
    const ids = cardIds()
    const [{ page_count: pages } = { page_count: 0 }] =
      await db().$queryRawUnsafe<{ page_count: number }[]>('PRAGMA page_count')
    await db().$executeRawUnsafe(`PRAGMA max_page_count = ${Number(pages) + 4}`)
    let acknowledged = 0
    let told: string | null = null
    for (let batch = 0; told === null && batch < 400; batch += 1) {
      const answers = ids.slice(0, 50).map((id) => answer(id, 1, 0, batch))
      try {
        const results = await record(userId, answers)
        acknowledged += results.filter(({ status }) => status === 'saved').length
      } catch (error) {
        told = storageTrouble(error)
      }
    }
    await db().$executeRawUnsafe('PRAGMA max_page_count = 1073741823')
    expect(told).toMatch(/full/)
    expect(await db().review.count({ where: { learnerId: userId } })).toBe(acknowledged)
    const result = await press(userId, ids[60] ?? '', 4)
    expect(result.status).toBe('saved')
  })

  test('a read-only or an older database is told in words', () => {
    expect(
      storageTrouble(new Error('SQLITE_READONLY: attempt to write a readonly database')),
    ).toMatch(/read-only/)
    expect(storageTrouble(new Error('no such table: main.Memory'))).toMatch(/older than the app/)
    expect(storageTrouble(new Error('a bug'))).toBeNull()
  })
})
