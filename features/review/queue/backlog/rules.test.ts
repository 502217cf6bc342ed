import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfDate } from '@/features/learner/rules'
import { DEFAULT_PARAMETERS, recall } from '../../fsrs/rules'
import { answered, type Schedule } from '../../rules'
import type { Memory } from '../../schema'
import {
  catchUpPlan,
  dayText,
  mostGainedFirst,
  planText,
  returnsOf,
  type Waiting,
  worthOf,
} from './rules'

const DAY = 86_400_000
const START = Date.UTC(2026, 5, 1, 9)
const FIRST = dayOfDate('2026-06-01')
const SUNDAY = dayOfDate('2026-11-22')

describe('the worth of an answer', () => {
  test('is small for what is fresh, less for the time where much must be learned again', () => {
    const worth = (stability: number, days: number) =>
      worthOf({ stability, difficulty: 5, lastDay: SUNDAY - days }, SUNDAY, DEFAULT_PARAMETERS)
    expect(worth(10, 10)).toBeGreaterThan(worth(10, 1))
    expect(worth(10, 20)).toBeGreaterThan(worth(60, 20))
    expect(worth(100, 10)).toBeLessThan(0.05)
  })

  test('is a number for any memory', () => {
    const memory = fc.record({
      stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      lastDay: fc.integer({ min: SUNDAY - 4000, max: SUNDAY + 1 }),
    })
    fc.assert(
      fc.property(memory, (one) => {
        expect(Number.isFinite(worthOf(one, SUNDAY, DEFAULT_PARAMETERS))).toBe(true)
      }),
    )
  })
})

const schedule: Schedule = {
  calendar: { timeZone: 'UTC', rolloverHour: 4 },
  parameters: DEFAULT_PARAMETERS,
  interviewOn: null,
}
const CARDS = 400
const NEW_PER_DAY = 20
const GAP_FROM = 20
const GAP_DAYS = 14
const BACK = GAP_FROM + GAP_DAYS

interface Held {
  id: string
  memory: Memory
}
type Order = (due: Held[], today: number) => Held[]
type Dice = () => number

function diceOf(seed: number): Dice {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const recallOf = ({ memory }: Held, today: number) =>
  recall(DEFAULT_PARAMETERS, memory.stability, Math.max(0, today - memory.lastDay))

/** Asks a card until it is learned for the day. Returns how many answers that took. */
function ask(card: Held, day: number, dice: Dice): number {
  let answers = 0
  const today = FIRST + day
  for (let at = START + day * DAY; answers === 0 || card.memory.intervalDays === 0; at += 600_000) {
    const chance = card.memory.intervalDays === 0 ? 0.95 : recallOf(card, today)
    const grade = dice() < chance ? 3 : 1
    card.memory = answered(card.id, card.memory, { at, day: today, grade }, schedule)
    answers += 1
  }
  return answers
}

const dueOf = (held: Held[], today: number) => held.filter(({ memory }) => memory.dueDay <= today)

/** Twenty new cards a day for twenty days, all that is due answered; then nothing for fourteen. */
function study(dice: Dice): Held[] {
  const held: Held[] = []
  for (let day = 0; day < GAP_FROM; day += 1) {
    for (const card of dueOf(held, FIRST + day)) ask(card, day, dice)
    for (let i = 0; i < NEW_PER_DAY && held.length < CARDS; i += 1) {
      const id = `card-${held.length}`
      const first = {
        at: START + day * DAY,
        day: FIRST + day,
        grade: dice() < 0.4 ? 1 : 3,
      } as const
      const card = { id, memory: answered(id, null, first, schedule) }
      ask(card, day, dice)
      held.push(card)
    }
  }
  return held
}

/** Mean recall of all cards over the fortnight after the gap, with 20 answers a day in an order. */
function meanAfterGap(order: Order, seed: number): number {
  const dice = diceOf(seed)
  const held = study(dice)
  let sum = 0
  for (let day = BACK; day < BACK + 14; day += 1) {
    let left = 20
    for (const card of order(dueOf(held, FIRST + day), FIRST + day)) {
      if (left <= 0) break
      left -= ask(card, day, dice)
    }
    const recalls = held.map((card) => recallOf(card, FIRST + day + 1))
    sum += recalls.reduce((total, one) => total + one, 0) / held.length
  }
  return sum / 14
}

const byWorth: Order = (due, today) => {
  const cards = new Map<Waiting, Held>(due.map((card) => [card.memory, card]))
  const memories = due.map(({ memory }) => memory)
  return mostGainedFirst<Waiting>(memories, today, DEFAULT_PARAMETERS).flatMap(
    (memory) => cards.get(memory) ?? [],
  )
}
const by =
  (value: (card: Held, today: number) => number): Order =>
  (due, today) =>
    [...due].sort((a, b) => value(a, today) - value(b, today))

describe('pitfall 19: fourteen days away', () => {
  const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => seed * 1013 + 7)
  const mean = (order: Order) =>
    SEEDS.reduce((sum, seed) => sum + meanAfterGap(order, seed), 0) / SEEDS.length

  test('the same answers hold more in mind in our order than by recall, by due day or by chance', () => {
    const ours = mean(byWorth)
    expect(ours - mean(by((card, today) => -recallOf(card, today)))).toBeGreaterThan(0.015)
    expect(ours - mean(by(({ memory }) => (memory.stability * 1e6) % 97))).toBeGreaterThan(0.006)
    expect(ours - mean(by(recallOf))).toBeGreaterThan(0.002)
    expect(ours - mean(by(({ memory }) => memory.dueDay))).toBeGreaterThan(0.001)
  })

  test('the plan keeps its word, give or take two days', () => {
    for (const seed of SEEDS) {
      const dice = diceOf(seed)
      const held = study(dice)
      const today = FIRST + BACK
      const behind = dueOf(held, today - 1).length
      const incoming = Array.from(
        { length: 30 },
        (_, day) => held.filter(({ memory }) => memory.dueDay === today + day).length,
      )
      const waiting = dueOf(held, today).map(({ memory }) => memory)
      const returns = returnsOf(waiting, today, DEFAULT_PARAMETERS)
      const plan = catchUpPlan(behind, { incoming, returns }, 200, today)
      expect(plan?.behind).toBeGreaterThan(200)
      expect(plan?.perDay).toBeLessThanOrEqual(100)
      let day = BACK
      for (; dueOf(held, FIRST + day).length > (plan?.perDay ?? 0); day += 1)
        for (const card of byWorth(dueOf(held, FIRST + day), FIRST + day).slice(0, plan?.perDay))
          ask(card, day, dice)
      expect(Math.abs(FIRST + day - (plan?.untilDay ?? 0))).toBeLessThanOrEqual(2)
    }
  })
})

describe('a plan', () => {
  const load = (perDay: number) => ({
    incoming: Array.from({ length: 60 }, () => perDay),
    returns: [0.12],
  })

  test('is told in one sentence', () => {
    const plan = catchUpPlan(140, load(10), 200, SUNDAY)
    expect(plan).toEqual({ behind: 140, perDay: 35, untilDay: SUNDAY + 6 })
    expect(plan && planText(plan, SUNDAY)).toBe(
      'You are 140 behind: 35 a day brings you back by Saturday.',
    )
  })

  test.each([
    ['little is overdue', 29, 10, 200],
    ['the limit never gets there', 140, 60, 50],
    ['no reviews are wanted', 140, 0, 0],
  ])('there is none where %s', (_, behind, incoming, most) => {
    expect(catchUpPlan(behind, load(incoming), most, SUNDAY)).toBeNull()
  })

  test('keeps to the limit and then takes longer', () => {
    const plan = catchUpPlan(400, load(10), 40, SUNDAY)
    expect(plan?.perDay).toBe(40)
    expect((plan?.untilDay ?? 0) - SUNDAY).toBeGreaterThan(7)
  })

  test('never asks for more than the limit nor for less than comes in', () => {
    const numbers = [
      fc.integer({ min: 0, max: 3000 }),
      fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 0, max: 2000 }),
    ] as const
    fc.assert(
      fc.property(...numbers, (behind, incoming, most) => {
        const plan = catchUpPlan(behind, { incoming, returns: [0.1, 0, 0.1] }, most, SUNDAY)
        if (!plan) return
        expect(plan.perDay).toBeLessThanOrEqual(most)
        expect(plan.untilDay).toBeGreaterThanOrEqual(SUNDAY)
        expect(plan.perDay * (plan.untilDay - SUNDAY + 1)).toBeGreaterThanOrEqual(behind - 1)
      }),
    )
  })

  test.each([
    [0, 'today'],
    [1, 'tomorrow'],
    [4, 'Thursday'],
    [6, 'Saturday'],
    [7, '29 November'],
  ])('%i days on is %s', (days, text) => {
    expect(dayText(SUNDAY + days, SUNDAY)).toBe(text)
  })
})
