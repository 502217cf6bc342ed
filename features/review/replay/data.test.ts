import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { getLibrary } from '@/features/cards/data'
import { enterAsGuest } from '@/features/learner/data'
import { dateOfDay } from '@/features/learner/rules'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { freshDatabase } from '@/lib/test-database'
import { recordReviews } from '../data'
import { DEFAULT_PARAMETERS } from '../fsrs/rules'
import { adoptNumbers } from '../parameters/data'
import { buildQueue } from '../queue/data'
import { resetCards } from '../reset/data'
import type { Grade } from '../schema'
import { undoReview } from '../undo/data'
import { compareLearner } from './data'

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 22, 12)

beforeAll(freshDatabase)

async function learner(): Promise<UserId> {
  const entered = await enterAsGuest(randomUUID(), 'Europe/Berlin', 'local')
  if (!entered.ok) throw new Error(entered.error)
  return entered.value as UserId
}

/** Answers the first card of the queue, as the browser would. Returns the answer's id. */
async function answerNext(userId: UserId, grade: Grade, now: number): Promise<string | null> {
  const queue = await buildQueue(userId, {}, now)
  const [card] = queue?.cards ?? []
  if (!card) return null
  const outcome = await recordReviews(
    userId,
    [
      {
        answerId: randomUUID(),
        cardId: card.id,
        grade,
        version: card.version,
        handed: card.handed,
        intervalDays: card.previews.find((entry) => entry.grade === grade)?.intervalDays ?? 0,
        durationMs: 4000,
        clientAt: new Date(now).toISOString(),
        source: 'due',
      },
    ],
    now + 4000,
  )
  const [result] = outcome.ok ? outcome.value : []
  expect(result?.status).toBe('saved')
  return result?.answerId ?? null
}

const operations = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        grade: fc.constantFrom(1, 2, 3, 4) as fc.Arbitrary<Grade>,
        waitMs: fc.oneof(
          fc.integer({ min: 0, max: 1_200_000 }),
          fc.integer({ min: 0, max: 9 * DAY }),
        ),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat({ max: 30 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset' as const) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('settings' as const),
        timeZone: fc.constantFrom('Pacific/Kiritimati', 'America/New_York', 'UTC'),
        rolloverHour: fc.integer({ min: 0, max: 23 }),
        interviewIn: fc.integer({ min: -2, max: 20 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('parameters' as const),
        retention: fc.constantFrom(0.8, 0.85, 0.95),
      }),
    },
  ),
  { minLength: 3, maxLength: 16 },
)

describe('the log and what is stored', () => {
  test('agree whatever is answered, undone, reset, set and fitted, in any order', async () => {
    const cardIds = getLibrary()
      .cards.slice(0, 3)
      .map(({ id }) => id)
    await fc.assert(
      fc.asyncProperty(operations, async (list) => {
        const userId = await learner()
        await db().learner.update({ where: { id: userId }, data: { newPerDay: 2 } })
        const given: string[] = []
        let now = START
        for (const operation of list) {
          if (operation.kind === 'answer') {
            now += operation.waitMs
            const id = await answerNext(userId, operation.grade, now)
            if (id) given.push(id)
          } else if (operation.kind === 'undo') {
            const id = given[operation.which % Math.max(1, given.length)]
            if (id) await undoReview(userId, randomUUID(), id, now)
          } else if (operation.kind === 'reset')
            await resetCards(userId, randomUUID(), cardIds, now)
          else if (operation.kind === 'settings') {
            const { timeZone, rolloverHour, interviewIn } = operation
            const interviewOn = dateOfDay(Math.floor(now / DAY) + interviewIn)
            await db().learner.update({
              where: { id: userId },
              data: { timeZone, rolloverHour, interviewOn },
            })
          } else {
            const { version: _, ...numbers } = DEFAULT_PARAMETERS
            await db().$transaction((tx) =>
              adoptNumbers(
                tx,
                userId,
                { ...numbers, weights: [...numbers.weights], retention: operation.retention },
                {
                  kind: 'fit',
                  returnsTo: null,
                  answers: 0,
                  lossBefore: 1,
                  lossAfter: 0,
                  reason: '',
                },
                now,
              ),
            )
          }
        }
        expect((await compareLearner(userId)).differences).toEqual([])
      }),
      { numRuns: 60 },
    )
  }, 180_000)

  test('what differs is told, and mended only where that is asked for', async () => {
    const userId = await learner()
    for (const grade of [3, 1, 4] as const) await answerNext(userId, grade, START)
    const [row] = await db().memory.findMany({ where: { learnerId: userId }, take: 1 })
    if (!row) throw new Error('no memory')
    const where = { learnerId_cardId: { learnerId: userId, cardId: row.cardId } }
    await db().memory.update({ where, data: { stability: 99 } })
    await db().day.updateMany({ where: { learnerId: userId }, data: { answers: 7 } })
    const found = await compareLearner(userId)
    expect(found).toMatchObject({ events: 3 })
    expect(found.differences).toEqual([
      `${row.cardId}: stability is 99, the log says ${row.stability}`,
      '2026-11-22: answers is 7, the log says 3',
    ])
    expect((await compareLearner(userId, { mend: true })).differences).toHaveLength(2)
    expect((await compareLearner(userId)).differences).toEqual([])
    expect(await db().memory.findUnique({ where })).toEqual(row)
  })
})

describe('npm run replay', () => {
  const replay = (...args: string[]) =>
    spawnSync(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/replay.ts', ...args],
      { encoding: 'utf8' },
    )

  test('ends with 0 where all agrees and with 1 where not', async () => {
    const userId = await learner()
    await answerNext(userId, 4, START)
    expect(replay('--user', userId)).toMatchObject({ status: 0, stderr: '' })
    await db().memory.updateMany({ where: { learnerId: userId }, data: { reps: 8 } })
    const differing = replay('--user', userId)
    expect(differing.status).toBe(1)
    expect(differing.stdout).toContain('reps is 8, the log says 1')
  }, 60_000)

  test('prints each step of a file, and says what is wrong with one', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'replay-')), 'history.json')
    const answers = [
      { at: '2026-06-01T09:00:00Z', grade: 3 },
      { at: '2026-06-01T09:10:00Z', grade: 3 },
      { at: '2026-06-04T09:00:00Z', grade: 1 },
    ]
    const cards = [{ id: 'a', answers }]
    writeFileSync(file, JSON.stringify({ timeZone: 'UTC', rolloverHour: 4, cards }))
    const { status, stdout } = replay('--file', file)
    expect(status).toBe(0)
    expect(stdout).toContain('within the day, same-day curve')
    expect(stdout.split('\n').filter((line) => line.startsWith('a '))).toHaveLength(3)
    writeFileSync(file, JSON.stringify({ timeZone: 'UTC', cards }))
    expect(replay('--file', file)).toMatchObject({ status: 2 })
    expect(replay()).toMatchObject({ status: 2 })
  }, 60_000)
})
