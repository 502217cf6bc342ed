import { describe, expect, it } from 'vitest'
import { DEFAULT_PARAMETERS } from '@/features/review/fsrs/rules'
import { candidates, type Schedule } from '@/features/review/rules'
import type { Memory } from '@/features/review/schema'
import type { WeekLoads } from '../schema'
import {
  effortText,
  GENERAL_PACE,
  limitText,
  loadsText,
  minutesFor,
  paceOf,
  paceText,
  reviewsAfterAMonth,
  weekMinutes,
} from './rules'

describe('effort', () => {
  it('is what a month of reviews by the scheduler comes to', () => {
    const perDay = 20
    const schedule: Schedule = {
      calendar: { timeZone: 'UTC', rolloverHour: 4 },
      parameters: DEFAULT_PARAMETERS,
      interviewOn: null,
    }
    const cards: { id: string; memory: Memory | null }[] = []
    let seed = 1
    const dice = () => {
      seed = (seed * 16_807) % 2_147_483_647
      return seed / 2_147_483_647
    }
    let answers = 0
    for (let day = 0; day < 35; day += 1) {
      const now = Date.UTC(2026, 0, 1 + day, 12)
      for (let i = 0; i < perDay; i += 1) cards.push({ id: `${day}-${i}`, memory: null })
      for (const card of cards) {
        const known = card.memory !== null
        for (let at = now; (card.memory?.dueAt ?? now) <= at; at = card.memory?.dueAt ?? at) {
          const forgets = dice() < (card.memory === null ? 0.4 : 0.1)
          card.memory = candidates(card.id, card.memory, at, schedule)[forgets ? 1 : 3]
          if (known && day >= 28) answers += 1
          if (card.memory.intervalDays > 0) break
        }
      }
    }
    const aDay = answers / 7
    expect(reviewsAfterAMonth(perDay)).toBeGreaterThan(aDay * 0.8)
    expect(reviewsAfterAMonth(perDay)).toBeLessThan(aDay * 1.2)
  })

  it('is told in minutes a day', () => {
    expect(minutesFor(80, 20)).toBe(19)
    expect(effortText(20, 200)).toBe(
      '20 new cards a day: about 19 minutes a day after a month, reviews included.',
    )
    expect(effortText(1, null)).toBe(
      '1 new card a day: about 1 minute a day after a month, reviews included.',
    )
    expect(effortText(100, 200)).toContain('About 400 reviews a day')
    expect(effortText(0, 200)).toBe('No new cards: you only keep what you have learned.')
    expect(limitText(200)).toContain('about 27 minutes')
    expect(limitText(1)).toContain('less than a minute')
    expect(limitText(0)).toBe('No reviews: cards that are due wait.')
  })

  it('is counted at one’s own pace where there is enough to tell it by', () => {
    const durations = Array.from({ length: 99 }, (_, index) => (index + 1) * 100)
    expect(paceOf(durations.slice(0, 49))).toEqual(GENERAL_PACE)
    expect(paceOf(durations)).toEqual({ secondsPerAnswer: 5, isOwn: true })
    expect(paceOf(durations.map(() => 0)).secondsPerAnswer).toBe(1)
    expect(effortText(20, 200, { secondsPerAnswer: 16, isOwn: true })).toContain('about 38 minutes')
    expect(paceText(paceOf(durations))).toContain('5 seconds')
    expect(paceText(GENERAL_PACE)).toContain('8 seconds')
  })

  it('of a week with easy days is as much, less the new cards left out', () => {
    const same = weekMinutes(20, 200, [], GENERAL_PACE)
    expect(new Set(same.map(Math.round))).toEqual(new Set([19]))
    const loads = [
      ...Array.from({ length: 5 }, () => 'normal' as const),
      'none',
      'none',
    ] as WeekLoads
    const easy = weekMinutes(20, 200, loads, GENERAL_PACE)
    const sum = (list: number[]) => list.reduce((total, one) => total + one, 0)
    expect(sum(easy)).toBeCloseTo((sum(same) * 5) / 7)
    expect(easy[6]).toBeLessThan(3)
    expect(easy[0]).toBeCloseTo(18.2, 1)
    expect(loadsText(20, 200, loads)).toBe(
      'Saturday and Sunday: about 2 minutes. The other days: about 18 minutes. Cards with intervals of three days or more come up to three days earlier or later; the others cannot wait.',
    )
    expect(loadsText(20, 200, [])).toBe('Every day is alike: about 19 minutes, a month on.')
  })

  it('does not vanish where every day is easy', () => {
    const loads = Array.from({ length: 7 }, () => 'reduced' as const)
    expect(weekMinutes(20, 200, loads, GENERAL_PACE)[0]).toBeCloseTo(9.5, 0)
    expect(loadsText(20, 200, loads)).toContain('Monday, Tuesday')
  })
})
