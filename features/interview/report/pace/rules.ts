import type { PaperItem, TimeFactor } from '../../schema'
import type { Counted, Pace, PaceBar } from '../schema'

/** Longer than this many times the plan is slow. */
const SLOW = 2

/** A span of ms as a clock shows it: 0:54, 12:05, 1:02:10. */
export function clockText(ms: number): string {
  const s = Math.round(ms / 1000)
  const [hours, minutes, seconds] = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/**
 * The time planned for each place, ms: its own where it has one, else an even share of the round's;
 * a question and its follow-ups share one. null where there is no clock.
 * @param allowedMs of the whole round, the factor in it; null without a clock
 */
export function plansOf(
  places: readonly { group: string; seconds: PaperItem['seconds'] }[],
  allowedMs: number | null,
  timeFactor: TimeFactor,
): (number | null)[] {
  const sizes = new Map<string, number>()
  for (const { group } of places) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return places.map(({ group, seconds }) => {
    if (timeFactor === 0) return null
    if (seconds !== null) return seconds * 1000 * timeFactor
    return allowedMs === null ? null : allowedMs / sizes.size / (sizes.get(group) ?? 1)
  })
}

function middle(sorted: number[]): number {
  const half = sorted.length / 2
  const [a = 0, b = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return (a + b) / 2
}

const questions = (count: number) => (count === 1 ? '1 question' : `${count} questions`)

function sentence(bars: PaceBar[], usedMs: number, allowedMs: number | null): string {
  const slow = bars.filter((bar) => bar.slow)
  const used =
    allowedMs === null
      ? `${clockText(usedMs)} in all, without a clock.`
      : `${clockText(usedMs)} of ${clockText(allowedMs)}.`
  if (slow.length === 0) return `${used} No question took more than twice its share.`
  const right = slow.filter((bar) => bar.right).length
  const those =
    slow.length === 1
      ? `; it was ${right ? 'right' : 'not right'}`
      : `; ${right} of them ${right === 1 ? 'was' : 'were'} right`
  return `${used} ${questions(slow.length)} took more than twice ${slow.length === 1 ? 'its' : 'their'} share${those}.`
}

/**
 * The time that each place took against its plan.
 * @param plans ms by index of `counted`
 * @param usedMs from begin to end, without pauses
 */
export function paceOf(
  counted: readonly Counted[],
  plans: readonly (number | null)[],
  usedMs: number,
  allowedMs: number | null,
): Pace {
  const bars = counted.map(({ place, spentMs, right, points }, index) => {
    const planMs = plans[index] ?? null
    const slow = planMs !== null && spentMs > SLOW * planMs
    return { place, spentMs, planMs, slow, right, answered: points !== null }
  })
  const spent = counted
    .map(({ spentMs }) => spentMs)
    .filter((ms) => ms > 0)
    .sort((a, b) => a - b)
  return {
    bars,
    usedMs,
    allowedMs,
    medianMs: spent.length === 0 ? 0 : middle(spent),
    says: sentence(bars, usedMs, allowedMs),
  }
}
