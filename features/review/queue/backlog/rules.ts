import { dateOfDay } from '@/features/learner/rules'
import { interval, nextStrength, type Parameters, recall } from '../../fsrs/rules'
import type { Memory } from '../../schema'
import type { CatchUpPlan } from './schema'

/** The week that counts: an answer now is worth what it adds to recall by its end. */
const HORIZON_DAYS = 7
/** A forgotten card is asked once more before it is known again. */
const EXTRA_ANSWERS = 1
/** No plan looks further ahead. */
export const MOST_DAYS = 60

/** What the worth of an answer is worked out from. */
export type Waiting = Pick<Memory, 'stability' | 'difficulty' | 'lastDay'>

/**
 * Recall gained a week from now, for the time it takes, by asking a card today rather than not: in
 * shares of a card for each answer. Fresh cards gain little, cards long forgotten cost most.
 * @param today study day
 */
export function worthOf(memory: Waiting, today: number, parameters: Parameters): number {
  const elapsed = Math.max(0, today - memory.lastDay)
  const known = recall(parameters, memory.stability, elapsed)
  const passed = nextStrength(parameters, memory, elapsed, 3)
  const failed = nextStrength(parameters, memory, elapsed, 1)
  const relearned = nextStrength(parameters, failed, 0, 3)
  const then = (stability: number) => recall(parameters, stability, HORIZON_DAYS)
  const asked = known * then(passed.stability) + (1 - known) * then(relearned.stability)
  const left = recall(parameters, memory.stability, elapsed + HORIZON_DAYS)
  return (asked - left) / (1 + (1 - known) * EXTRA_ANSWERS)
}

/** Due cards, those first whose answer gains most recall for the time; equal ones stay as they are. */
export function mostGainedFirst<M extends Waiting>(
  due: M[],
  today: number,
  parameters: Parameters,
): M[] {
  return due
    .map((memory) => ({ memory, worth: worthOf(memory, today, parameters) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ memory }) => memory)
}

/**
 * When cards come back once they are answered: the share of them after one day, two days and so on.
 * @param waiting the cards, or a sample of them
 */
export function returnsOf(waiting: Waiting[], today: number, parameters: Parameters): number[] {
  const shares = Array.from({ length: MOST_DAYS }, () => 0)
  const add = (stability: number, share: number) => {
    const days = interval(parameters, stability)
    if (days <= MOST_DAYS) shares[days - 1] = (shares[days - 1] ?? 0) + share / waiting.length
  }
  for (const memory of waiting) {
    const elapsed = Math.max(0, today - memory.lastDay)
    const known = recall(parameters, memory.stability, elapsed)
    const failed = nextStrength(parameters, memory, elapsed, 1)
    add(nextStrength(parameters, memory, elapsed, 3).stability, known)
    add(nextStrength(parameters, failed, 0, 3).stability, 1 - known)
  }
  return shares
}

/** Overdue cards from which on a plan is offered rather than everything at once. */
const FEWEST_BEHIND = 30
const WANTED_DAYS = 7
const ROUND_TO = 5

/** What comes besides: cards due today, tomorrow and so on, and when answered ones are back. */
export interface Load {
  incoming: number[]
  returns: number[]
}

/** Days until nothing waits any more at a pace, today included; null where it takes too long. */
function daysAt(perDay: number, behind: number, { incoming, returns }: Load): number | null {
  const coming = Array.from({ length: MOST_DAYS }, (_, day) => incoming[day] ?? 0)
  let left = behind
  for (let day = 0; day < MOST_DAYS; day += 1) {
    left += coming[day] ?? 0
    const answered = Math.min(perDay, left)
    left -= answered
    if (left < 1) return day + 1
    for (const [wait, share] of returns.entries()) {
      const then = day + 1 + wait
      if (then < MOST_DAYS) coming[then] = (coming[then] ?? 0) + answered * share
    }
  }
  return null
}

/**
 * The slowest pace that is back within a week, or else the learner's own limit; null where so little
 * is overdue that no plan is needed, or where even the limit never gets there.
 * @param behind cards overdue from earlier days
 * @param most reviews a day that the learner allows
 */
export function catchUpPlan(
  behind: number,
  load: Load,
  most: number,
  today: number,
): CatchUpPlan | null {
  if (behind < FEWEST_BEHIND) return null
  for (let perDay = ROUND_TO; perDay < most + ROUND_TO; perDay += ROUND_TO) {
    const pace = Math.min(perDay, most)
    const days = daysAt(pace, behind, load)
    const isEnough = days !== null && (days <= WANTED_DAYS || pace === most)
    if (isEnough) return { behind, perDay: pace, untilDay: today + days - 1 }
  }
  return null
}

const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

/** A study day soon to come, in words: "today", "tomorrow", "Thursday", then "3 December". */
export function dayText(day: number, today: number): string {
  if (day <= today) return 'today'
  if (day === today + 1) return 'tomorrow'
  const date = new Date(`${dateOfDay(day)}T00:00:00Z`)
  if (day < today + 7) return WEEKDAYS[date.getUTCDay()] ?? ''
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
}

/** A plan in one sentence. */
export function planText({ behind, perDay, untilDay }: CatchUpPlan, today: number): string {
  return `You are ${behind} behind: ${perDay} a day brings you back by ${dayText(untilDay, today)}.`
}
