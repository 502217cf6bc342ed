import { describe, expect, test } from 'vitest'
import type { Part, Share } from '../schema'
import { changeText, earlierThan, movedTopics } from './rules'

const share = (score: number, questions = 10, half = 0.1): Share => ({
  score,
  low: Math.max(0, score - half),
  high: Math.min(1, score + half),
  questions,
  answered: questions,
  right: 0,
})
const part = (name: string, score: number, questions = 10): Part => ({
  name,
  share: share(score, questions),
})

test('earlier rounds: begun before, the latest first, itself left out', () => {
  const at = (id: string, at: number) => ({ id, at })
  const sat = [at('a', 1), at('b', 3), at('c', 2), at('me', 3), at('later', 9)]
  expect(earlierThan(sat, 'me', 4).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(earlierThan(sat, 'a', 1)).toEqual([])
})

describe('topics that moved', () => {
  const before = [{ topics: [part('few', 0.1, 2), part('up', 0.3), part('same', 0.5)] }]
  const long = [...before, { topics: [part('few', 0.9), part('up', 0.9)] }]

  test('largest change first, noise and small samples left out', () => {
    const now = [part('up', 0.5), part('same', 0.6), part('few', 0.3), part('new', 0.1)]
    expect(movedTopics(now, long).map(({ topic }) => topic)).toEqual(['few', 'up'])
    expect(movedTopics(now, before).map(({ topic }) => topic)).toEqual(['up'])
    expect(movedTopics([part('up', 0.9, 2)], before)).toEqual([])
  })
})

test.each([
  [0.5, 0.5, /same score/],
  [0.55, 0.5, /5 points up.*chance/],
  [0.45, 0.5, /5 points below.*chance/],
  [0.9, 0.5, /40 points up.*more than chance/],
])('%f after %f: %s', (now, before, text) => {
  expect(changeText(share(now), share(before))).toMatch(text)
})
