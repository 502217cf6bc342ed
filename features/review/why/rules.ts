import { dateOfDay } from '@/features/learner/rules'
import { isAside, isLeech } from '../hand/rules'
import type { Why } from './schema'

const DAY_MS = 86_400_000

/** A share as learners read it: never certain, never nothing. */
export function shareText(share: number): string {
  if (share > 0.99) return 'over 99 %'
  if (share < 0.01) return 'under 1 %'
  return `${Math.round(share * 100)} %`
}

/** A span of days in plain words. */
export function daysText(days: number): string {
  const one = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`
  if (days < 1 / 24) return one(Math.max(1, Math.round(days * 1440)), 'minute')
  if (days < 0.95) return one(Math.round(days * 24), 'hour')
  if (days < 45) return one(Math.round(days), 'day')
  if (days < 400) return one(Math.round(days / 30.4), 'month')
  return one(Math.round((days / 365) * 10) / 10, 'year')
}

const fixed = (day: number, today: number) => {
  const [date, now] = [day, today].map((one) => new Date(one * DAY_MS)) as [Date, Date]
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' as const }
  const style = { day: 'numeric', month: 'long', timeZone: 'UTC', ...year } as const
  return new Intl.DateTimeFormat('en-GB', style).format(Date.parse(dateOfDay(day)))
}

/** A study day seen from another: relative up to a week, then its date. */
export function dayText(day: number, today: number): string {
  const ahead = day - today
  if (ahead === 0) return 'today'
  if (ahead === 1) return 'tomorrow'
  if (ahead === -1) return 'yesterday'
  if (Math.abs(ahead) > 7) return `on ${fixed(day, today)}`
  return ahead > 0 ? `in ${ahead} days` : `${-ahead} days ago`
}

/** Why a card comes now, or when it will, in a sentence or two. */
export function reasonText(why: Why): string {
  const { state, hand, today, dueDay, recall, retention } = why
  if (hand.suspended) return 'You suspended it, so it does not come until you bring it back.'
  if (isAside(hand, today) && hand.buriedUntilDay !== null)
    return `It was put aside and is back ${dayText(hand.buriedUntilDay, today)}.`
  if (state === 'new' || dueDay === null || recall === null)
    return 'You have not met it yet. New cards come in the order in which their topics build on each other.'
  if (state === 'learning')
    return 'You are still learning it: after a first answer a card returns within minutes, until it holds for a day.'
  if (state === 'relearning')
    return 'It slipped last time, so it returns within minutes, until it holds for a day again.'
  const aim = `Cards return when the chance that you know them is near ${shareText(retention)}.`
  if (dueDay > today) return `It is not due: its day is ${dayText(dueDay, today)}. ${aim}`
  const was =
    dueDay === today
      ? 'Its day is today'
      : `Its day was ${dayText(dueDay, today).replace(/^on /, '')}`
  return `${was}. ${aim} For this one it is ${shareText(recall)} now.`
}

/** How long a memory holds, in plain words. `stability` is in days. */
export function stabilityText(stability: number): string {
  return `${daysText(stability)} without it, and you would still know it 9 times in 10`
}

/** How hard a card is for this learner, in plain words. `difficulty` runs from 1 to 10. */
export function difficultyText(difficulty: number): string {
  const words =
    difficulty < 3.5
      ? 'easy for you'
      : difficulty < 6
        ? 'neither easy nor hard for you'
        : difficulty < 8
          ? 'rather hard for you'
          : 'hard for you'
  return `${words} (${difficulty.toFixed(1)} of 10)`
}

/** How often a card slipped, in plain words. */
export function lapsesText(lapses: number): string {
  if (lapses === 0) return 'never'
  const times = lapses === 1 ? 'once' : lapses === 2 ? 'twice' : `${lapses} times`
  return isLeech(lapses)
    ? `${times}: it costs more than it gives; write it anew or split it`
    : times
}
