import { expect, test } from 'vitest'
import { ENOUGH_ANSWERS, statisticsOf } from './rules'

test('statistics wait for enough answers', () => {
  const answers = Array.from({ length: ENOUGH_ANSWERS }, (_, i) => ({
    right: i < 2,
    texts: i < 2 ? ['key'] : ['lure', 'lure'],
  }))
  expect(statisticsOf(answers.slice(1))).toBeNull()
  expect(statisticsOf(answers)).toEqual({
    answers: 5,
    rightShare: 0.4,
    chosen: { key: 0.4, lure: 0.6 },
  })
})
