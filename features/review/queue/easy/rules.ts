import { type Load, loadOfWeekday, type WeekLoads } from '@/features/learner/schema'

/** What decides on which day a card is asked: all of its memory's, none of it changed here. */
export interface Placed {
  dueDay: number
  intervalDays: number
  reps: number
}

/** How far a card is moved at most, by its interval: about as far as fuzz moves it. */
const REACHES = [
  { from: 3, to: 6, days: 1 },
  { from: 7, to: 19, days: 2 },
  { from: 20, to: 36_500, days: 3 },
] as const

/** Cards due this many days from a day may be asked on it. */
export const FARTHEST = 3

/** A number from 0 to 3 that parts cards evenly. */
const partOf = ({ intervalDays, reps }: Omit<Placed, 'dueDay'>): number => (intervalDays + reps) % 4

const reachOf = (intervalDays: number) =>
  REACHES.find(({ from, to }) => intervalDays >= from && intervalDays <= to)?.days ?? 0

/** The load of a study day (days since 1970-01-01, a Thursday) in a week that begins on Monday. */
export function loadOf(day: number, loads: WeekLoads): Load {
  return loadOfWeekday(loads, (((day + 3) % 7) + 7) % 7)
}

/**
 * The day on which a card is asked: its due day, or a near normal day where that one is easy. On a
 * day without reviews every card that may move does, on a reduced one every second. Of an earlier
 * and a later day the nearer is taken; cards part evenly between two that are as near.
 * @param latest last day on which it may be asked (before an interview); null for none
 */
export function askedOn(card: Placed, loads: WeekLoads, latest: number | null = null): number {
  const { dueDay, intervalDays } = card
  const load = loadOf(dueDay, loads)
  const part = partOf(card)
  if (load === 'normal' || (load === 'reduced' && part % 2 === 0)) return dueDay
  const reach = reachOf(intervalDays)
  for (let away = 1; away <= reach; away += 1) {
    const free = [dueDay - away, dueDay + away].filter(
      (day) => loadOf(day, loads) === 'normal' && (latest === null || day <= latest),
    )
    const [first, second] = free
    if (first !== undefined) return second !== undefined && part >= 2 ? second : first
  }
  return dueDay
}

/** New cards on a day: all of them, half of them, none. */
export function newOn(day: number, newPerDay: number, loads: WeekLoads): number {
  const load = loadOf(day, loads)
  if (load === 'normal') return newPerDay
  return load === 'none' ? 0 : Math.ceil(newPerDay / 2)
}
