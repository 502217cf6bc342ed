import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Grade } from '../schema'
import { differences, replayHistory } from './rules'
import { historySchema, type ReplayHistory } from './schema'

const MINUTE = 60_000
const DAY = 86_400_000

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
