import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { CONFIDENCES } from '@/features/quiz/schema'
import { readScope } from '@/features/review/queue/scope/rules'
import { scopeSchema } from '@/features/review/schema'
import type { Counted } from '../schema'
import { studyOf } from './rules'

const counted = (place: number, given: Partial<Counted>): Counted => ({
  place,
  group: `place ${place}`,
  topic: 'pricing',
  skill: 'recall',
  weight: 1,
  points: 0,
  right: false,
  confidence: null,
  spentMs: 0,
  ...given,
})
const title = (slug: string) => `the topic ${slug}`
const AGAIN = '/interviews?round=exam'

test('sure and wrong comes first, then wrong, then blank; what was known is left alone', () => {
  const list = [
    counted(0, { points: null, topic: 'blank' }),
    counted(1, { topic: 'wrong' }),
    counted(2, { confidence: 'sure', topic: 'sure' }),
    counted(3, { points: 1, right: true, topic: 'known' }),
    counted(4, { points: 1, right: true, confidence: 'guess', topic: 'lucky' }),
  ]
  const cards = new Map(list.map(({ place, topic }) => [place, [`x.${topic}`, 'x.shared']]))
  const study = studyOf(list, cards, title, AGAIN)
  expect(study.cards).toEqual(['x.sure', 'x.shared', 'x.wrong', 'x.blank', 'x.lucky'])
  expect(study.topics).toEqual([
    { slug: 'sure', missed: 1, questions: 1 },
    { slug: 'wrong', missed: 1, questions: 1 },
    { slug: 'blank', missed: 1, questions: 1 },
    { slug: 'lucky', missed: 0, questions: 1 },
  ])
  expect(study.plan.map(({ day, text }) => `${day} ${text}`)).toEqual([
    '1 Review the 5 cards of what was missed',
    '2 Read the topic sure again',
    '3 Answer ten questions on the topic sure',
    '4 Read the topic wrong again',
    '5 Answer ten questions on the topic wrong',
    '6 Answer ten questions on the topic blank',
    '7 Sit a round of this kind again and compare',
  ])
})

test('after a perfect round the plan is short and still ends in another round', () => {
  const { cards, plan } = studyOf([counted(0, { points: 1, right: true })], new Map(), title, AGAIN)
  expect(cards).toEqual([])
  expect(plan.at(-1)).toEqual({
    day: 7,
    text: 'Sit a round of this kind again and compare',
    href: AGAIN,
  })
})

test('its links lead to queues that exist, however much was missed', () => {
  const any = fc.record({
    topic: fc.constantFrom('a', 'b', 'c', 'd'),
    points: fc.constantFrom(0, 0.5, 1, null),
    confidence: fc.option(fc.constantFrom(...CONFIDENCES)),
    cards: fc.array(fc.stringMatching(/^[a-z]{2,12}\.[a-z-]{2,12}$/), { maxLength: 4 }),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 80 }), (list) => {
      const places = list.map(({ topic, points, confidence }, place) =>
        counted(place, { topic, points, confidence, right: points === 1 }),
      )
      const cards = new Map(list.map((one, place) => [place, one.cards]))
      const { plan } = studyOf(places, cards, title, AGAIN)
      expect(plan.length).toBeLessThanOrEqual(7)
      for (const { href } of plan) {
        const url = new URL(href, 'http://localhost')
        if (url.pathname === '/review')
          z.parse(scopeSchema, readScope(Object.fromEntries(url.searchParams)))
      }
    }),
  )
})
