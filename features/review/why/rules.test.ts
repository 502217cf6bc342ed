import { describe, expect, test } from 'vitest'
import { emptyHand } from '../hand/rules'
import { daysText, dayText, difficultyText, lapsesText, reasonText, shareText } from './rules'
import type { Why } from './schema'

const TODAY = 20_779

const why = (some: Partial<Why> = {}): Why => ({
  cardId: 'a.b',
  frontHtml: '',
  topic: 'a',
  topicTitle: 'A',
  href: '/topics/a',
  state: 'review',
  recall: 0.84,
  stability: 12,
  difficulty: 5,
  dueAt: 0,
  dueDay: TODAY,
  lapses: 0,
  today: TODAY,
  retention: 0.9,
  firstSeenAt: 0,
  answers: [],
  answerCount: 0,
  previews: [],
  hand: emptyHand('a.b'),
  timeZone: 'UTC',
  ...some,
})

describe('why a card comes', () => {
  test.each<[Partial<Why>, RegExp]>([
    [{}, /^Its day is today\..*near 90 %\. For this one it is 84 % now\.$/],
    [{ dueDay: TODAY - 3 }, /^Its day was 3 days ago\./],
    [{ dueDay: TODAY - 30 }, /^Its day was 23 October\./],
    [{ dueDay: TODAY + 4 }, /^It is not due: its day is in 4 days\./],
    [{ state: 'new', dueDay: null, recall: null }, /not met it yet/],
    [{ state: 'learning' }, /still learning it/],
    [{ state: 'relearning' }, /slipped last time/],
    [{ hand: { ...emptyHand('a.b'), suspended: true } }, /You suspended it/],
    [
      { hand: { ...emptyHand('a.b'), buriedUntilDay: TODAY + 1 } },
      /put aside and is back tomorrow/,
    ],
    [{ hand: { ...emptyHand('a.b'), buriedUntilDay: TODAY } }, /^Its day is today/],
  ])('%o', (some, sentence) => {
    expect(reasonText(why(some))).toMatch(sentence)
  })
})

test.each([
  [0, 'today'],
  [1, 'tomorrow'],
  [-1, 'yesterday'],
  [7, 'in 7 days'],
  [-7, '7 days ago'],
  [8, 'on 30 November'],
  [60, 'on 21 January 2027'],
])('%d days from today reads "%s"', (ahead, text) => {
  expect(dayText(TODAY + ahead, TODAY)).toBe(text)
})

test.each([
  [0.001, '1 minute'],
  [0.01, '14 minutes'],
  [0.5, '12 hours'],
  [1, '1 day'],
  [44, '44 days'],
  [90, '3 months'],
  [365, '12 months'],
  [730, '2 years'],
])('%d days reads "%s"', (days, text) => {
  expect(daysText(days)).toBe(text)
})

test('shares are never certain, difficulties and slips are told in words', () => {
  expect([1, 0.995, 0.84, 0.001].map(shareText)).toEqual([
    'over 99 %',
    'over 99 %',
    '84 %',
    'under 1 %',
  ])
  expect([1, 5, 7, 9.9].map(difficultyText)).toEqual([
    'easy for you (1.0 of 10)',
    'neither easy nor hard for you (5.0 of 10)',
    'rather hard for you (7.0 of 10)',
    'hard for you (9.9 of 10)',
  ])
  expect([0, 1, 2, 5].map(lapsesText)).toEqual(['never', 'once', 'twice', '5 times'])
  expect(lapsesText(8)).toMatch(/^8 times: /)
})
