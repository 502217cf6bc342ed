import type { Calendar } from './schema'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

function format(timeZone: string): Intl.DateTimeFormat {
  let found = formats.get(timeZone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formats.set(timeZone, found)
  }
  return found
}

/** The wall clock of `timeZone` at `instant` (ms since the epoch), read as if it were UTC, in ms. */
function wallClock(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return instant
  const part: Record<string, number> = {}
  for (const { type, value } of format(timeZone).formatToParts(instant)) part[type] = Number(value)
  const seconds = Date.UTC(
    part.year ?? 0,
    (part.month ?? 1) - 1,
    part.day,
    part.hour,
    part.minute,
    part.second,
  )
  return seconds + (((instant % 1000) + 1000) % 1000)
}

/**
 * The first instant (ms since the epoch) of a study day: the earliest moment at which the wall
 * clock shows the rollover hour of that date, or the moment the clocks jump over it.
 * @param day days since 1970-01-01
 */
export function startOfStudyDay(day: number, { timeZone, rolloverHour }: Calendar): number {
  const wall = day * DAY_MS + rolloverHour * HOUR_MS
  const offset = (instant: number) => wallClock(instant, timeZone) - instant
  const offsets = [offset(wall - DAY_MS), offset(wall + DAY_MS)]
  const exact = offsets
    .map((ms) => wall - ms)
    .filter((instant) => wallClock(instant, timeZone) === wall)
  if (exact.length > 0) return Math.min(...exact)
  let before = wall - Math.max(...offsets) - 1
  let after = wall - Math.min(...offsets)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallClock(middle, timeZone) >= wall) after = middle
    else before = middle
  }
  return after
}

/**
 * The study day of an instant, as days since 1970-01-01: the local calendar date by the offset of
 * that very instant, where a day begins at the rollover hour. Every day number comes from here.
 * It never runs backwards, not even where clocks do.
 * @param instant ms since the epoch
 */
export function studyDay(instant: number, calendar: Calendar): number {
  const guess = Math.floor(
    (wallClock(instant, calendar.timeZone) - calendar.rolloverHour * HOUR_MS) / DAY_MS,
  )
  if (instant >= startOfStudyDay(guess + 1, calendar)) return guess + 1
  if (instant < startOfStudyDay(guess, calendar)) return guess - 1
  return guess
}

/** "2026-11-22" → days since 1970-01-01. */
export function dayOfDate(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/** Days since 1970-01-01 → "2026-11-22". */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
