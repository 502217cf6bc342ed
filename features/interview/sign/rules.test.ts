import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { Counted } from '../report/schema'
import { resultOf, tokenIn, whyUnsigned } from './rules'
import { resultSchema } from './schema'

const ROUND = {
  id: '0b9ad3f6-6a4e-4cc1-9f3d-0d2f8f1f9d11',
  round: 'final',
  title: 'Final',
  level: 'mid',
  blueprint: 'final',
  blueprintVersion: 2,
  paper: 'a'.repeat(64),
  practice: false,
  timedBy: 'server',
  timeFactor: 1.5,
  startedAt: 1,
  endedAt: 2,
} as const
const counted = (place: number, points: number | null): Counted => ({
  place,
  group: `place ${place}`,
  topic: 'pricing',
  skill: 'recall',
  weight: 1,
  points,
  right: points === 1,
  confidence: 'sure',
  spentMs: 1,
})

test.each([
  [{ practice: true, timedBy: 'server' }, 5, /practice/],
  [{ practice: false, timedBy: 'device' }, 5, /device/],
  [{ practice: false, timedBy: 'server' }, 0, /browser alone/],
  [{ practice: true, timedBy: 'device' }, 0, /practice/],
] as const)('%j with %i graded places is not signed', (round, graded, why) => {
  expect(whyUnsigned(round, graded)).toMatch(why)
})

describe('what is signed', () => {
  test('a round that the server timed and graded', () => {
    expect(whyUnsigned(ROUND, 1)).toBeNull()
  })

  test('leaves out what a browser claimed, and counts it', () => {
    const places = [counted(0, 1), counted(1, 0), counted(2, null), counted(3, 1)]
    const result = resultOf(ROUND, places, [3], 'Ada')
    expect(result).toMatchObject({ questions: 3, answered: 2, leftOut: 1, name: 'Ada' })
    expect(result.score).toBeCloseTo(1 / 3, 9)
    expect(z.parse(resultSchema, result)).toEqual(result)
  })
})

test.each([
  ['a.b.c', 'a.b.c'],
  ['  a.b\n.c ', 'a.b.c'],
  ['https://x.example/interviews/verify?t=a.b.c', 'a.b.c'],
  ['https://x.example/interviews/verify?x=1&t=a.b.c&y=2#z', 'a.b.c'],
  ['', ''],
])('of %j the token is %j', (pasted, token) => {
  expect(tokenIn(pasted)).toBe(token)
})
