import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest, saveCatchUp } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import { getProgress } from '@/features/progress/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { DEFAULT_PARAMETERS } from '../../fsrs/rules'
import { candidates } from '../../rules'
import { getChoices, hasBegun } from './data'

const calendar = { timeZone: 'Europe/Berlin', rolloverHour: 4 }
const schedule = { calendar, parameters: DEFAULT_PARAMETERS, interviewOn: null }
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 12)
const TODAY = studyDay(NOW, calendar)

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), calendar.timeZone, 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

/** Memories of as many of the site's cards as there are days, each due on its day. */
async function hold(learnerId: UserId, dueDays: number[]) {
  const cards = getLibrary().cards.filter(({ kind }) => kind === 'basic')
  await db().memory.createMany({
    data: dueDays.map((dueDay, index) => {
      const cardId = cards[index]?.id ?? ''
      const memory = candidates(cardId, null, NOW - 30 * DAY, schedule)[4]
      const dueAt = new Date(NOW - (TODAY - dueDay) * DAY - 8 * 3_600_000)
      const lastReviewedAt = new Date(memory.lastReviewedAt)
      return { ...memory, learnerId, cardId, dueDay, dueAt, lastReviewedAt, version: 1 }
    }),
  })
}

const choices = async (userId: UserId) => {
  const found = await getChoices(userId, NOW)
  if (!found) throw new Error('no learner')
  return found
}
const many = (count: number, dueDay: number) => Array.from({ length: count }, () => dueDay)

describe('the start screen', () => {
  test('has nothing to offer before the first card', async () => {
    const userId = await learner()
    expect(await hasBegun(userId)).toBe(false)
    await hold(userId, [TODAY])
    expect(await hasBegun(userId)).toBe(true)
    expect(await getChoices('nobody' as UserId, NOW)).toBeNull()
  })

  test('counts what is due, and what will be', async () => {
    const userId = await learner()
    await hold(userId, [...many(3, TODAY), ...many(4, TODAY + 1), TODAY + 3, TODAY + 7, TODAY + 8])
    const found = await choices(userId)
    expect(found.counts).toEqual({ new: 20, learning: 0, due: 3 })
    expect(found.ahead).toEqual([
      { days: 1, cards: 4 },
      { days: 3, cards: 5 },
      { days: 7, cards: 6 },
    ])
    expect(found).toMatchObject({ plan: null, catchUp: null, forgotten: { cards: 0 }, sets: [] })
    expect(found.pace.isOwn).toBe(false)
  })

  test('offers a pace after a gap, and tells the one that is kept', async () => {
    const userId = await learner()
    await hold(userId, [...many(140, TODAY - 10), ...many(5, TODAY)])
    const { plan } = await choices(userId)
    expect(plan?.behind).toBe(140)
    expect(plan?.perDay).toBeLessThan(60)
    expect((plan?.untilDay ?? 0) - TODAY).toBeLessThan(7)
    const catchUp = { perDay: 25, untilDay: TODAY + 6 }
    await saveCatchUp(userId, catchUp)
    const kept = await choices(userId)
    expect(kept).toMatchObject({ plan: null, catchUp, counts: { new: 0, due: 25 } })
    await saveCatchUp(userId, { perDay: 25, untilDay: TODAY - 1 })
    expect((await choices(userId)).catchUp).toBeNull()
  })

  test('minutes are at one’s own pace once there is enough to tell it by', async () => {
    const userId = await learner()
    await db().review.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        learnerId: userId,
        answerId: randomUUID(),
        kind: 'answer',
        cardId: 'any.card',
        cardHash: '',
        grade: 3,
        mode: 'recall',
        source: 'due',
        answeredAt: new Date(NOW),
        durationMs: 1000 * (index % 2 ? 4 : 20),
        day: TODAY,
        algorithm: 'FSRS-6',
        parametersVersion: 1,
      })),
    })
    expect((await choices(userId)).pace).toEqual({ secondsPerAnswer: 4, isOwn: true })
  })

  test('the forecast moves with easy days, due days do not', async () => {
    const userId = await learner()
    await hold(userId, many(8, TODAY + 7))
    await db().memory.updateMany({
      where: { learnerId: userId },
      data: { intervalDays: 30, reps: 3 },
    })
    const forecast = async () =>
      (await getProgress(userId, NOW))?.forecast.flatMap(({ day, cards }) =>
        cards > 0 ? [day - TODAY] : [],
      )
    expect(await forecast()).toEqual([7])
    // A week from a Sunday is a Sunday.
    const loads = ['normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'none']
    await db().learner.update({
      where: { id: userId },
      data: { weekLoads: JSON.stringify(loads) },
    })
    expect(await forecast()).not.toContain(7)
    expect(await db().memory.count({ where: { learnerId: userId, dueDay: TODAY + 7 } })).toBe(8)
  })
})
