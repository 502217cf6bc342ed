import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfDate } from '@/features/learner/rules'
import { LOADS, type WeekLoads } from '@/features/learner/schema'
import { askedOn, FARTHEST, loadOf, newOn } from './rules'

const MONDAY = dayOfDate('2026-11-23')
const [SATURDAY, SUNDAY] = [MONDAY + 5, MONDAY + 6]
const week = (change: Record<number, WeekLoads[number]>): WeekLoads =>
  Array.from({ length: 7 }, (_, index) => change[index] ?? 'normal')
const WEEKEND = week({ 5: 'none', 6: 'none' })

const loads = fc.array(fc.constantFrom(...LOADS), { minLength: 7, maxLength: 7 })
const placed = fc.record({
  dueDay: fc.integer({ min: MONDAY - 20, max: MONDAY + 20 }),
  intervalDays: fc.integer({ min: 0, max: 400 }),
  reps: fc.integer({ min: 1, max: 60 }),
})

describe('easy days', () => {
  test('weeks begin on Monday', () => {
    expect([MONDAY, SATURDAY, SUNDAY, MONDAY - 7].map((day) => loadOf(day, WEEKEND))).toEqual([
      'normal',
      'none',
      'none',
      'normal',
    ])
    expect(loadOf(-4, week({ 6: 'none' }))).toBe('none')
  })

  test.each([
    ['Saturday’s cards come on Friday', SATURDAY, 10, 0, SATURDAY - 1],
    ['Sunday’s on Monday', SUNDAY, 10, 0, SUNDAY + 1],
    ['what is due in two days cannot wait', SATURDAY, 2, 0, SATURDAY],
    ['nor move further than its interval bears', SUNDAY, 3, 0, SUNDAY + 1],
  ])('%s', (_, dueDay, intervalDays, reps, expected) => {
    expect(askedOn({ dueDay, intervalDays, reps }, WEEKEND)).toBe(expected)
  })

  test('an easy day between two others parts its cards evenly', () => {
    const wednesday = MONDAY + 2
    const days = Array.from({ length: 400 }, (_, index) =>
      askedOn(
        { dueDay: wednesday, intervalDays: 10 + (index % 9), reps: 1 + (index % 13) },
        week({ 2: 'none' }),
      ),
    )
    const early = days.filter((day) => day === wednesday - 1).length
    expect(early).toBeGreaterThan(150)
    expect(early).toBeLessThan(250)
    expect(days.every((day) => Math.abs(day - wednesday) === 1)).toBe(true)
  })

  test('a reduced day keeps about half', () => {
    const kept = Array.from({ length: 400 }, (_, index) =>
      askedOn({ dueDay: SATURDAY, intervalDays: 20 + index, reps: 3 }, week({ 5: 'reduced' })),
    ).filter((day) => day === SATURDAY).length
    expect(kept).toBe(200)
  })

  test('a week of easy days moves nothing, and neither does a normal one', () => {
    fc.assert(
      fc.property(placed, fc.constantFrom(...LOADS), (card, load) => {
        expect(
          askedOn(
            card,
            Array.from({ length: 7 }, () => load),
          ),
        ).toBe(card.dueDay)
      }),
    )
  })

  test('a card moves by three days at most, to a normal day, never past the latest', () => {
    fc.assert(
      fc.property(placed, loads, fc.integer({ min: -5, max: 5 }), (card, own, slack) => {
        const latest = card.dueDay + slack
        const day = askedOn(card, own, latest)
        if (day === card.dueDay) return
        expect(Math.abs(day - card.dueDay)).toBeLessThanOrEqual(FARTHEST)
        expect(loadOf(day, own)).toBe('normal')
        expect(day).toBeLessThanOrEqual(latest)
        expect(card.intervalDays).toBeGreaterThanOrEqual(3)
      }),
    )
  })

  test('new cards follow the load', () => {
    const own = week({ 5: 'reduced', 6: 'none' })
    expect([MONDAY, SATURDAY, SUNDAY].map((day) => newOn(day, 15, own))).toEqual([15, 8, 0])
  })
})
