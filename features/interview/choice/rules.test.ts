import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEVELS } from '@/features/cards/schema'
import { TIME_FACTORS } from '../schema'
import { choiceText, choose, firstChoice, lacking, secondsOf, spanText } from './rules'
import type { Before, Offer } from './schema'

const offer = (given: Partial<Offer>): Offer => ({
  slug: 'exam',
  round: 'exam',
  title: 'Timed exam',
  summary: '',
  counts: 'questions',
  size: { usual: 65, least: 5, most: 100, offered: [10, 65] },
  seconds: 120,
  cases: [],
  ...given,
})
const EXAM = offer({})
const TALK = offer({
  slug: 'interview',
  round: 'interview',
  title: 'Interview',
  counts: 'minutes',
  seconds: undefined,
  size: { usual: 30, least: 15, most: 60, offered: [15, 30] },
})
const SECTION = offer({ slug: 'section', round: 'section', oneTopic: true })
const CASES = offer({
  slug: 'design',
  round: 'design',
  counts: 'one',
  seconds: 2400,
  size: { usual: 1, least: 1, most: 1, offered: [1] },
  cases: [{ ref: 'shop', title: 'A shop', level: 'senior' }],
})
const OFFERS = [TALK, EXAM, SECTION, CASES]
const TOPICS = ['pricing', 'security']
const lastTime = (given: Partial<Before> = {}): Before => ({
  blueprint: 'exam',
  level: 'senior',
  topic: 'pricing',
  seconds: 2400,
  timeFactor: 1.5,
  practice: true,
  ...given,
})

describe('what is chosen at first', () => {
  test('nothing was sat yet: the first round as it is usually sat', () => {
    expect(firstChoice(OFFERS, TOPICS, null, {})).toEqual({
      blueprint: 'interview',
      level: 'mid',
      size: 30,
      topic: '',
      ref: '',
      timeFactor: 1,
      practice: false,
    })
  })
  test('as the last time', () => {
    expect(firstChoice(OFFERS, TOPICS, lastTime(), {})).toEqual({
      blueprint: 'exam',
      level: 'senior',
      size: 20,
      topic: 'pricing',
      ref: '',
      timeFactor: 1.5,
      practice: true,
    })
    expect(firstChoice(OFFERS, TOPICS, lastTime({ blueprint: 'interview' }), {})?.size).toBe(40)
  })
  test('what the address asks for comes first, conditions stay', () => {
    const asked = { round: 'section', topic: 'security', level: 'screen', size: '10' }
    expect(firstChoice(OFFERS, TOPICS, lastTime(), asked)).toMatchObject({
      blueprint: 'section',
      topic: 'security',
      level: 'screen',
      size: 10,
      timeFactor: 1.5,
    })
    expect(firstChoice(OFFERS, TOPICS, null, { round: 'design', case: 'shop' })?.ref).toBe('shop')
  })
  test('nonsense is left aside', () => {
    const asked = { round: 'x', topic: '<b>', level: 'boss', size: '1e9', case: 'y' }
    expect(firstChoice(OFFERS, TOPICS, null, asked)).toEqual(firstChoice(OFFERS, TOPICS, null, {}))
    expect(firstChoice(OFFERS, TOPICS, lastTime({ blueprint: 'gone' }), {})?.blueprint).toBe(
      'interview',
    )
    expect(firstChoice([], TOPICS, null, {})).toBeNull()
  })
  test('is always something that can be sat', () => {
    const any = fc.record({ round: fc.string(), size: fc.string(), topic: fc.string() })
    fc.assert(
      fc.property(
        fc.constantFrom(...OFFERS),
        fc.constantFrom(...LEVELS),
        fc.constantFrom(...TIME_FACTORS),
        fc.nat({ max: 99_999 }),
        any,
        ({ slug }, level, timeFactor, seconds, asked) => {
          const last = lastTime({ blueprint: slug, level, timeFactor, seconds })
          const choice = firstChoice(OFFERS, TOPICS, last, asked)
          const found = OFFERS.find((one) => one.slug === choice?.blueprint)
          expect(choice?.size).toBeGreaterThanOrEqual(found?.size.least ?? 0)
          expect(choice?.size).toBeLessThanOrEqual(found?.size.most ?? 0)
        },
      ),
    )
  })
})

test('another round keeps level, time and conditions, and what else it can have', () => {
  const choice = firstChoice(OFFERS, TOPICS, lastTime(), {})
  if (!choice) throw new Error('There is a choice.')
  expect(choose(SECTION, choice)).toMatchObject({
    blueprint: 'section',
    size: 65,
    topic: 'pricing',
  })
  expect(choose(CASES, choice)).toMatchObject({ size: 1, topic: '', ref: '', timeFactor: 1.5 })
})

test.each([
  [EXAM, 65, 1, 7800],
  [EXAM, 10, 1.5, 1800],
  [TALK, 30, 1, 1800],
  [CASES, 1, 2, 4800],
  [EXAM, 10, 0, null],
] as const)('%#: time allowed', (one, size, factor, seconds) => {
  expect(secondsOf(one, size, factor)).toBe(seconds)
})

test.each([
  [30, '1 minute'],
  [2700, '45 minutes'],
  [3600, '1 h'],
  [7800, '2 h 10 min'],
])('%i s: %s', (seconds, text) => {
  expect(spanText(seconds)).toBe(text)
})

test('what will be sat, in a sentence', () => {
  const choice = { ...firstChoice([EXAM], TOPICS, null, {}), topic: 'pricing' }
  expect(choiceText(EXAM, choice as never, 'Pricing')).toBe(
    '65 questions, 2 h 10 min, mid level, Pricing, exam conditions',
  )
  const shop = firstChoice([CASES], TOPICS, lastTime({ timeFactor: 0 }), { case: 'shop' })
  expect(choiceText(CASES, shop as never, null)).toBe('no clock, A shop, practice conditions')
})

test('a round of one topic waits for it', () => {
  const choice = firstChoice([SECTION], TOPICS, null, {})
  if (!choice) throw new Error('There is a choice.')
  expect(lacking(SECTION, choice)).toMatchObject({ field: 'topic' })
  expect(lacking(SECTION, { ...choice, topic: 'pricing' })).toBeNull()
  expect(lacking(EXAM, choice)).toBeNull()
  expect(lacking(EXAM, { ...choice, size: 101 })).toEqual({
    field: 'size',
    text: 'Choose 5 to 100 questions.',
  })
  expect(lacking(CASES, { ...choice, size: 101 })).toBeNull()
})
