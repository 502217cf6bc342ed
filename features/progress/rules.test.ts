import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startOfStudyDay, studyDay } from '@/features/learner/rules'
import type { Calendar } from '@/features/learner/schema'
import { type StudiedDay, streak, trueRetention } from './rules'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOON = Date.UTC(2026, 10, 2, 12)

const zone = (timeZone: string): Calendar => ({ timeZone, rolloverHour: 4 })
const dayAt = (instant: number, calendar: Calendar): StudiedDay => {
  const day = studyDay(instant, calendar)
  return {
    startsAt: startOfStudyDay(day, calendar),
    endsAt: startOfStudyDay(day + 1, calendar),
  }
}
/** The days of some instants as the roll-up keeps them: one for each, oldest first. */
const daysOf = (instants: [number, Calendar][]) => {
  const days = new Map<number, StudiedDay>()
  for (const [at, calendar] of instants) days.set(studyDay(at, calendar), dayAt(at, calendar))
  return [...days].sort(([a], [b]) => a - b).map(([, day]) => day)
}

describe('days in a row', () => {
  const home = zone('Europe/Berlin')
  const on = (...days: number[]) => daysOf(days.map((day) => [NOON + day * DAY, home]))
  const streakOn = (day: number, studied: StudiedDay[]) =>
    streak(studied, dayAt(NOON + day * DAY, home).startsAt)

  test('end today or yesterday, and a day without answers ends them', () => {
    expect(streakOn(3, on())).toBe(0)
    expect(streakOn(3, on(1, 2, 3))).toBe(3)
    expect(streakOn(4, on(1, 2, 3))).toBe(3)
    expect(streakOn(5, on(1, 2, 3))).toBe(0)
    expect(streakOn(5, on(1, 3, 4, 5))).toBe(3)
  })

  test('survive every clock change', () => {
    const every = Array.from({ length: 365 }, (_, day) => day)
    expect(streakOn(364, on(...every))).toBe(365)
    expect(streakOn(364, on(...every.filter((day) => day !== 146)))).toBe(218)
  })

  test.each([
    ['+14 h', 'Pacific/Kiritimati'],
    ['-12 h', 'Etc/GMT+12'],
  ])('survive a move by %s: whoever studies every 24 hours loses nothing', (_, there) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: DAY - 1 }), (offset) => {
        const studied = Array.from({ length: 8 }, (_, day): [number, Calendar] => [
          NOON + offset + day * DAY,
          zone(day < 4 ? 'UTC' : there),
        ])
        const days = daysOf(studied)
        const last = studied.at(-1)?.[0] ?? 0
        expect(streak(days, dayAt(last, zone(there)).startsAt)).toBe(days.length)
      }),
    )
  })
})

test('pitfall 6: true retention is told from first reviews of the last thirty days alone', () => {
  const day = (age: number, reviews: number, retained: number) => ({
    day: 1000 - age,
    reviews,
    retained,
    answers: 3 * reviews,
    recalled: 3 * reviews,
  })
  expect(trueRetention([day(30, 50, 0), day(29, 10, 9), day(0, 10, 8)], 1000)).toEqual({
    reviews: 20,
    retained: 17,
  })
})
