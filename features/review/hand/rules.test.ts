import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { becomesLeech, changed, emptyHand, isAside, isEmpty, isLeech, tidyTags } from './rules'
import { FLAGS, type Hand } from './schema'

const TODAY = 20_000
const tag = fc.stringMatching(/^[a-zäA-Z][a-z0-9_/:.-]{0,6}$/)
const hand: fc.Arbitrary<Hand> = fc.record({
  cardId: fc.constant('lambda-basics.x'),
  suspended: fc.boolean(),
  buriedUntilDay: fc.option(fc.integer({ min: TODAY - 3, max: TODAY + 3 })),
  flag: fc.constantFrom(...FLAGS),
  tags: fc.array(tag, { maxLength: 5 }).map(tidyTags),
  note: fc.constantFrom('', 'mine'),
})

describe('a change of a card in hand', () => {
  test('what is not named stays, whatever it is', () => {
    fc.assert(
      fc.property(hand, (held) => {
        expect(changed(held, {}, TODAY)).toEqual(held)
      }),
    )
  })

  test('doing it twice is the same as once, and undoing each field leaves nothing', () => {
    fc.assert(
      fc.property(hand, fc.array(tag, { maxLength: 4 }), (held, addTags) => {
        const change = { suspended: true, buried: true, flag: 3 as const, addTags }
        const once = changed(held, change, TODAY)
        expect(changed(once, change, TODAY)).toEqual(once)
        const none = { suspended: false, buried: false, flag: 0 as const, note: '' }
        expect(isEmpty(changed(once, { ...none, removeTags: once.tags }, TODAY))).toBe(true)
      }),
    )
  })

  test('tags are words of one spelling in one order', () => {
    expect(tidyTags(['vpc', 'Ärger', 'VPC', 'api'])).toEqual(['api', 'Ärger', 'vpc'])
    const held = { ...emptyHand('a.b'), tags: ['api', 'vpc'] }
    expect(changed(held, { removeTags: ['VPC'], addTags: ['new'] }, TODAY).tags).toEqual([
      'api',
      'new',
    ])
  })

  test.each([
    [{ suspended: false, buriedUntilDay: null }, false],
    [{ suspended: true, buriedUntilDay: null }, true],
    [{ suspended: false, buriedUntilDay: TODAY + 1 }, true],
    [{ suspended: false, buriedUntilDay: TODAY }, false],
    [{ suspended: false, buriedUntilDay: TODAY - 9 }, false],
  ])('%o keeps out of today’s queue: %s', (held, aside) => {
    expect(isAside(held, TODAY)).toBe(aside)
  })
})

describe('leeches', () => {
  test('are told at the 8th lapse and every 4th after it', () => {
    const told = Array.from({ length: 24 }, (_, index) => index + 1).filter((lapses) =>
      becomesLeech(lapses - 1, lapses),
    )
    expect(told).toEqual([8, 12, 16, 20, 24])
    expect([7, 8, 9].map(isLeech)).toEqual([false, true, true])
  })

  test('are not told for an answer that was no lapse', () => {
    expect(becomesLeech(8, 8)).toBe(false)
  })
})
