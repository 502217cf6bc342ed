import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ALGORITHM } from '../fsrs/rules'
import type { Grade } from '../schema'
import { differences, replayHistory } from './rules'
import { historySchema, type ReplayHistory } from './schema'

const MINUTE = 60_000
const DAY = 86_400_000

const cardsOf = (answers: [string, Grade][]) => [
  { id: 'golden.card', answers: answers.map(([at, grade]) => ({ at, grade })) },
]

const history = (answers: [string, Grade][], change: Partial<ReplayHistory> = {}) => ({
  timeZone: 'UTC',
  rolloverHour: 4,
  cards: [{ id: 'a', answers: answers.map(([at, grade]) => ({ at, grade })) }],
  ...change,
})

describe('replaying a file', () => {
  test('the published intervals, each answer given on its due day', () => {
    const grades: Grade[] = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]
    const published = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    let at = Date.UTC(2022, 11, 29, 12, 30)
    const answers = grades.map((grade, index): [string, Grade] => {
      const answer: [string, Grade] = [new Date(at).toISOString(), grade]
      const days = published[index] ?? 0
      at += days > 0 ? days * DAY : 10 * MINUTE
      return answer
    })
    const parameters = { longestDays: 36_500 }
    const { steps } = replayHistory(history(answers, { fuzz: false, parameters }))
    expect(steps.map(({ intervalDays }) => intervalDays)).toEqual(published)
  })

  test('the published memory after six reviews', () => {
    const answers: [string, Grade][] = [
      ['2022-12-29T12:30:00Z', 1],
      ['2022-12-29T12:31:00Z', 3],
      ['2022-12-30T12:30:00Z', 3],
      ['2023-01-02T12:30:00Z', 3],
      ['2023-01-10T12:30:00Z', 3],
      ['2023-01-31T12:30:00Z', 3],
    ]
    const { steps } = replayHistory(history(answers))
    const last = steps.at(-1)
    expect(last?.stability).toBeCloseTo(53.62691, 4)
    expect(last?.difficulty).toBeCloseTo(6.3574867, 4)
    expect(steps.map(({ elapsedDays }) => elapsedDays)).toEqual([null, 0, 1, 3, 8, 21])
  })

  test('two answers an hour apart across midnight UTC are one day in Tokyo, two in London', () => {
    const answers: [string, Grade][] = [
      ['2026-06-01T18:30:00Z', 4],
      ['2026-06-01T19:30:00Z', 3],
    ]
    const days = (timeZone: string) =>
      replayHistory(history(answers, { timeZone })).steps.map(({ day }) => day)
    expect(days('Asia/Tokyo')).toEqual(['2026-06-01', '2026-06-02'])
    expect(days('UTC')).toEqual(['2026-06-01', '2026-06-01'])
    const across: [string, Grade][] = [
      ['2026-06-01T23:30:00Z', 4],
      ['2026-06-02T00:30:00Z', 3],
    ]
    const tokyo = replayHistory(history(across, { timeZone: 'Asia/Tokyo' })).steps
    expect(tokyo.map(({ elapsedDays }) => elapsedDays)).toEqual([null, 0])
  })

  test('log loss within a day by the same-day curve, from day to day by FSRS-6', () => {
    const answers: [string, Grade][] = [
      ['2026-06-01T09:00:00Z', 3],
      ['2026-06-01T09:10:00Z', 1],
      ['2026-06-03T09:00:00Z', 3],
    ]
    const { steps, sameDay, nextDay, both, sameDayByFsrs6 } = replayHistory(history(answers))
    const [, within, across] = steps
    expect(within?.recall).toBe(within?.sameDayRecall)
    expect(within?.nextDayRecall).toBe(1)
    expect(across?.recall).toBe(across?.nextDayRecall)
    const [a, b] = [-Math.log(1 - (within?.recall ?? 0)), -Math.log(across?.recall ?? 0)]
    expect(sameDay).toEqual({ predictions: 1, logLoss: expect.closeTo(a, 10) })
    expect(nextDay).toEqual({ predictions: 1, logLoss: expect.closeTo(b, 10) })
    expect(both).toEqual({ predictions: 2, logLoss: expect.closeTo((a + b) / 2, 10) })
    // Certain of recall within the day, and wrong: no curve of days can be asked about minutes.
    expect(sameDayByFsrs6.logLoss).toBeGreaterThan(13)
    expect(replayHistory(history([])).both).toEqual({ predictions: 0, logLoss: null })
  })

  // Numbers that events of this algorithm were answered by. If a newer library or rule moves them,
  // it is another algorithm: it needs an id of its own, and this one has to go on as it is.
  test('FSRS-6, golden: a fixed history leads to the same memories for ever', () => {
    const answers: [string, Grade][] = [
      ['2026-02-01T14:00:00Z', 3],
      ['2026-02-01T14:10:00Z', 3],
      ['2026-02-03T14:00:00Z', 2],
      ['2026-02-09T03:00:00Z', 3],
      ['2026-03-08T08:30:00Z', 1],
      ['2026-03-08T08:40:00Z', 3],
      ['2026-03-11T15:00:00Z', 4],
      ['2026-04-01T15:00:00Z', 3],
    ]
    const golden = { timeZone: 'America/New_York', interviewOn: '2026-04-20' }
    const { steps } = replayHistory({ ...history(answers, golden), cards: cardsOf(answers) })
    expect(ALGORITHM).toBe('FSRS-6')
    expect(
      steps.map(({ day, stability, difficulty, sameDayStability, sameDayDifficulty, dueAt }) => [
        day,
        stability,
        difficulty,
        sameDayStability,
        sameDayDifficulty,
        dueAt,
      ]),
    ).toEqual([
      ['2026-02-01', 2.3065, 2.11810397, 4.1283, 4.19458808, '2026-02-01T14:10:00.000Z'],
      ['2026-02-01', 2.3065, 2.11121424, 5.2840741, 4.18082148, '2026-02-03T09:00:00.000Z'],
      ['2026-02-03', 7.51735908, 4.74828477, 9.61918911, 6.25523019, '2026-02-12T09:00:00.000Z'],
      ['2026-02-08', 20.85732427, 4.73876485, 16.67110775, 6.22085717, '2026-02-26T09:00:00.000Z'],
      ['2026-03-08', 2.05903242, 8.25589615, 2.68776157, 8.89889194, '2026-03-08T08:40:00.000Z'],
      ['2026-03-08', 2.06305735, 8.24286862, 3.04974905, 8.83808231, '2026-03-10T08:00:00.000Z'],
      ['2026-03-11', 8.63307003, 7.64094557, 5.56147374, 8.36096147, '2026-03-20T08:00:00.000Z'],
      ['2026-04-01', 27.88057504, 7.62853299, 12.06186853, 8.30553114, '2026-04-19T08:00:00.000Z'],
    ])
  })

  test('a file that is none is refused', () => {
    const parse = (value: unknown) => z.safeParse(historySchema, value).success
    expect(parse(history([['2026-06-01T09:00:00+09:00', 3]]))).toBe(true)
    expect(parse(history([['yesterday', 3]]))).toBe(false)
    expect(parse({ ...history([]), timeZone: 'Mars/Olympus' })).toBe(false)
    expect(parse({ ...history([]), parameters: { weights: [1, 2, 3] } })).toBe(false)
    expect(parse({ ...history([]), grades: [] })).toBe(false)
  })
})

test('differences are told field by field', () => {
  expect(differences('a', { x: 1, y: 2 }, { x: 1, y: 2 })).toEqual([])
  expect(differences('a', { x: 1, y: 2 }, { x: 1, y: 3 })).toEqual(['a: y is 2, the log says 3'])
  expect(differences('a', null, { x: 1 })).toEqual(['a: is not stored, the log has it'])
  expect(differences('a', { x: 1 }, null)).toEqual(['a: is stored, the log does not have it'])
})
