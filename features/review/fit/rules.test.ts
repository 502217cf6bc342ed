import { describe, expect, test } from 'vitest'
import { DEFAULT_PARAMETERS, nextStrength, recall } from '../fsrs/rules'
import type { LogEvent } from '../log/rules'
import {
  answersUntilFit,
  FEWEST_ANSWERS,
  historiesOf,
  isDue,
  judge,
  lossOf,
  surprise,
  timeSeriesSplits,
} from './rules'

const event = (id: string, day: number, change: Partial<LogEvent> = {}): LogEvent => ({
  kind: 'answer',
  answerId: id,
  grade: 3,
  answeredAt: day * 86_400_000,
  arrivedAt: null,
  day,
  parametersVersion: 1,
  timeZone: 'UTC',
  rolloverHour: 4,
  interviewOn: null,
  undoes: null,
  ...change,
})

describe('what a fit learns from', () => {
  test('whole days between answers; a test is an answer on a later day', () => {
    const events = [event('1', 10), event('2', 10, { grade: 1 }), event('3', 14)]
    expect(historiesOf([events])).toEqual([
      {
        steps: [
          { grade: 3, days: 0 },
          { grade: 1, days: 0 },
          { grade: 3, days: 4 },
        ],
        tests: [{ position: 2, at: 14 * 86_400_000 }],
      },
    ])
  })

  test('what was undone is left out, a reset begins a new history, a day never runs backwards', () => {
    const undo = event('u', 14, { kind: 'undo', grade: null, undoes: '2' })
    expect(historiesOf([[event('1', 10), event('2', 12), undo]])).toEqual([])
    const reset = event('r', 13, { kind: 'reset', grade: null })
    const both = historiesOf([
      [event('1', 10), event('2', 12), reset, event('3', 13), event('4', 16)],
    ])
    expect(both.map(({ steps }) => steps.map(({ days }) => days))).toEqual([
      [0, 2],
      [0, 3],
    ])
    const backwards = historiesOf([[event('1', 10), event('2', 9), event('3', 12)]])
    expect(backwards[0]?.steps.map(({ days }) => days)).toEqual([0, 0, 2])
  })
})

test('a test comes after everything its fit has learned from, and no two overlap', () => {
  expect(timeSeriesSplits([1, 2, 3, 4, 5])).toEqual([])
  const instants = Array.from({ length: 62 }, (_, index) => 100 + index)
  expect(timeSeriesSplits(instants)).toEqual([
    { learn: 12, from: 112, until: 122 },
    { learn: 22, from: 122, until: 132 },
    { learn: 32, from: 132, until: 142 },
    { learn: 42, from: 142, until: 152 },
    { learn: 52, from: 152, until: Number.POSITIVE_INFINITY },
  ])
  for (const { learn, from } of timeSeriesSplits(instants.map((at) => Math.floor(at / 7) * 7)))
    expect(instants.filter((at) => Math.floor(at / 7) * 7 < from)).toHaveLength(learn)
})

test('log loss is the mean surprise of the predictions, each made before its answer', () => {
  const [history] = historiesOf([[event('1', 0), event('2', 2), event('3', 9, { grade: 1 })]])
  if (!history) throw new Error('no history')
  const first = nextStrength(DEFAULT_PARAMETERS, null, 0, 3)
  const second = nextStrength(DEFAULT_PARAMETERS, first, 2, 3)
  const chances = [
    recall(DEFAULT_PARAMETERS, first.stability, 2),
    recall(DEFAULT_PARAMETERS, second.stability, 7),
  ] as const
  const expected = (-Math.log(chances[0]) - Math.log(1 - chances[1])) / 2
  expect(lossOf([history], DEFAULT_PARAMETERS, 0, Infinity)).toBeCloseTo(expected, 12)
  const late = 5 * 86_400_000
  expect(lossOf([history], DEFAULT_PARAMETERS, late, Infinity)).toBeCloseTo(
    surprise(chances[1], false),
    12,
  )
  expect(surprise(1, false)).toBeLessThan(14)
})

test('the first try waits for enough answers, the next for a quarter more', () => {
  expect(isDue(FEWEST_ANSWERS - 1, null)).toBe(false)
  expect(isDue(FEWEST_ANSWERS, null)).toBe(true)
  expect(isDue(599, 400)).toBe(false)
  expect(isDue(600, 400)).toBe(true)
  expect(isDue(4_999, 4_000)).toBe(false)
  expect(isDue(5_000, 4_000)).toBe(true)
  expect(answersUntilFit(100, null)).toBe(300)
  expect(answersUntilFit(4_500, 4_000)).toBe(500)
  expect(answersUntilFit(9_000, 4_000)).toBe(0)
})

test('parameters are taken only where held-out loss falls', () => {
  expect(judge(0.4, 0.39, 100)).toMatchObject({ adopted: true })
  expect(judge(0.4, 0.4, 100)).toMatchObject({ adopted: false })
  expect(judge(0.4, 0.41, 100)).toMatchObject({ adopted: false })
  expect(judge(0.4, Number.NaN, 100).adopted).toBe(false)
})
