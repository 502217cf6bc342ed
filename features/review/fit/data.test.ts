import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { enterAsGuest } from '@/features/learner/data'
import { studyDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { DEFAULT_PARAMETERS, nextStrength, recall, type Strength } from '../fsrs/rules'
import { getParameters } from '../parameters/data'
import type { Grade } from '../schema'
import { fitLearner, getFit, isFitDue, listFitCandidates, returnToFormer } from './data'
import { fitNext, noticeAnswers } from './watch/data'

const START = Date.UTC(2026, 0, 1, 12)
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 22, 12)

beforeAll(freshDatabase)

/** Even numbers in [0, 1), the same every time. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A learner whose memory follows `weights`, or who answers by chance, with `count` answers. */
async function learnerWith(count: number, weights: readonly number[] | null, seed = 7) {
  const entered = await enterAsGuest(randomUUID(), 'UTC', 'local')
  if (!entered.ok) throw new Error(entered.error)
  const learnerId = entered.value as UserId
  const roll = dice(seed)
  const truth = { ...DEFAULT_PARAMETERS, weights: [...(weights ?? DEFAULT_PARAMETERS.weights)] }
  const rows = []
  for (let card = 0; rows.length < count; card += 1) {
    let memory: Strength | null = null
    let at = START + Math.floor(roll() * 100) * DAY
    for (let step = 0; step < 8 && rows.length < count; step += 1) {
      const days: number = memory ? Math.max(1, Math.round(memory.stability * (0.5 + roll()))) : 0
      at += days * DAY
      const chance = memory && weights ? recall(truth, memory.stability, days) : 0.7
      const grade: Grade = roll() < chance ? 3 : 1
      rows.push({
        answerId: randomUUID(),
        learnerId,
        kind: 'answer',
        cardId: `fit.card-${card}`,
        cardHash: 'x',
        grade,
        mode: 'recall',
        source: 'due',
        answeredAt: new Date(at),
        day: studyDay(at, { timeZone: 'UTC', rolloverHour: 4 }),
        algorithm: 'FSRS-6',
        parametersVersion: 1,
      })
      memory = nextStrength(truth, memory, days, grade)
    }
  }
  await db().review.createMany({ data: rows })
  await db().day.create({ data: { learnerId, day: 1, answers: count } })
  return learnerId
}

// Someone who forgets faster than most, and whose memory grows less with each review.
const OTHER = DEFAULT_PARAMETERS.weights.map((weight, index) =>
  index < 4 ? weight * 0.4 : index === 8 ? weight * 0.7 : weight,
)

describe('a fit', () => {
  test('is taken where it predicts held-out answers better, and can be undone', async () => {
    const userId = await learnerWith(3_000, OTHER)
    expect(await isFitDue(userId)).toBe(true)
    expect(await listFitCandidates()).toContain(userId)
    const verdict = await fitLearner(userId, NOW)
    expect(verdict?.adopted).toBe(true)
    expect(verdict?.lossAfter).toBeLessThan(verdict?.lossBefore ?? 0)
    const state = await getFit(userId)
    expect(state).toMatchObject({ version: 2, kind: 'fit', isGeneral: false, refused: null })
    expect(state?.reason).toContain('predicted better')
    expect(await isFitDue(userId)).toBe(false)
    const fitted = (await getParameters(db(), userId, [2]))(2)
    expect(fitted.weights).toHaveLength(21)
    expect(fitted).toMatchObject({ retention: 0.9, learningStepsMs: [60_000, 600_000] })

    expect(await returnToFormer(userId, 1, NOW)).toMatchObject({ ok: false })
    expect(await returnToFormer(userId, 2, NOW)).toEqual({ ok: true, value: { version: 3 } })
    expect(await getFit(userId)).toMatchObject({ version: 3, kind: 'return', isGeneral: true })
    expect(await returnToFormer(userId, 3, NOW)).toEqual({ ok: true, value: { version: 4 } })
    expect((await getParameters(db(), userId, [4]))(4).weights).toEqual(fitted.weights)
    expect(await db().parameters.count({ where: { learnerId: userId } })).toBe(3)
  }, 60_000)

  test('is never taken where held-out loss does not fall: answers by the general numbers, or by chance', async () => {
    const learners = [
      ...(await Promise.all([1, 2].map((n) => learnerWith(500, DEFAULT_PARAMETERS.weights, n)))),
      ...(await Promise.all([3, 4].map((n) => learnerWith(500, null, n)))),
    ]
    for (const userId of learners) {
      const verdict = await fitLearner(userId, NOW)
      if (!verdict) throw new Error('no verdict')
      expect(verdict.adopted).toBe(verdict.lossAfter < verdict.lossBefore - 1e-4)
      const state = await getFit(userId)
      expect(state?.version).toBe(verdict.adopted ? 2 : 1)
      expect(state?.refused === null).toBe(verdict.adopted)
    }
  }, 60_000)

  test('is not tried on too little, nor for somebody who is gone', async () => {
    const userId = await learnerWith(399, OTHER)
    expect(await isFitDue(userId)).toBe(false)
    expect(await fitLearner(userId, NOW)).toBeNull()
    expect(await getFit(userId)).toMatchObject({ version: 1, kind: 'general', answersUntilFit: 1 })
    expect(await fitLearner('nobody' as UserId, NOW)).toBeNull()
    expect(await getFit('nobody' as UserId)).toBeNull()
  })

  test("another learner's numbers are not to be had", async () => {
    const [mine, theirs] = [await learnerWith(1, OTHER), await learnerWith(3_000, OTHER)]
    await fitLearner(theirs, NOW)
    expect(await returnToFormer(mine, 2, NOW)).toMatchObject({ ok: false })
    const parametersOf = await getParameters(db(), mine, [2])
    expect(() => parametersOf(2)).toThrow(/not stored/)
  })
})

test('a learner who has answered enough is fitted later, once, off the request', async () => {
  const userId = await learnerWith(1_000, OTHER)
  noticeAnswers(userId, 49)
  expect(await fitNext(NOW)).toBeNull()
  expect(await getFit(userId)).toMatchObject({ version: 1, refused: null })
  noticeAnswers(userId, 1)
  expect(await fitNext(NOW)).not.toBeNull()
  noticeAnswers(userId, 50)
  expect(await fitNext(NOW)).toBeNull()
  expect(await fitNext(NOW)).toBeNull()
})
