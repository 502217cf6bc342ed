import { type Belongings, type Calendar, PASSWORD_LENGTH } from './schema'

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

// Formatting dates is slow, and the same days are asked for again and again.
const MOST_STARTS = 20_000
const starts = new Map<string, number>()

/**
 * The first instant (ms since the epoch) of a study day: the earliest moment at which the wall
 * clock shows the rollover hour of that date, or the moment the clocks jump over it.
 * @param day days since 1970-01-01
 */
export function startOfStudyDay(day: number, calendar: Calendar): number {
  const key = `${day} ${calendar.rolloverHour} ${calendar.timeZone}`
  const known = starts.get(key)
  if (known !== undefined) return known
  const start = findStart(day, calendar)
  if (starts.size >= MOST_STARTS) starts.clear()
  starts.set(key, start)
  return start
}

function findStart(day: number, { timeZone, rolloverHour }: Calendar): number {
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

/** What is wrong with an e-mail address as typed, in a sentence; null where nothing is. */
export function emailProblem(email: string): string | null {
  if (email === '') return 'Write your e-mail address.'
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    ? null
    : 'This is not an e-mail address. One looks like ada@example.com.'
}

const FEWEST_DIFFERENT = 5
const OBVIOUS =
  /^(?:0?1234567890*|qwertyuiop.*|(?:password|passwort|iloveyou|welcome|letmein)[\d!.]*)$/i

/** What makes a new password too easy to guess, in a sentence; null where nothing does. */
export function passwordProblem(email: string, password: string): string | null {
  if (password.length < PASSWORD_LENGTH)
    return `A password has at least ${PASSWORD_LENGTH} characters; this one has ${password.length}.`
  const [name = ''] = email.toLowerCase().split('@')
  const ofEmail = [email.toLowerCase(), name, name + name].includes(password.toLowerCase())
  if (ofEmail) return 'This password is your e-mail address. Choose one that nobody can guess.'
  const obvious = OBVIOUS.test(password) || new Set(password).size < FEWEST_DIFFERENT
  return obvious ? 'This password is among the first to be guessed. Choose another.' : null
}

/** A whole number from 0 to `most` as typed; null for anything else. */
export function parseCount(text: string, most: number): number | null {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value <= most ? value : null
}

/** What a learner has gathered, in words: "24 studied cards and 1 note"; null for nothing. */
export function belongingsText({ cards, bookmarks, notes }: Belongings): string | null {
  const parts = [
    [cards, 'studied card'],
    [bookmarks, 'bookmark'],
    [notes, 'note'],
  ].flatMap(([count, name]) =>
    Number(count) > 0 ? [`${count} ${name}${count === 1 ? '' : 's'}`] : [],
  )
  if (parts.length === 0) return null
  const last = parts.pop() ?? ''
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** When something was, by study days: "today", "yesterday", "3 days ago", then "21 Nov 2026". */
export function whenText(instant: number, now: number, calendar: Calendar): string {
  const day = studyDay(instant, calendar)
  const days = studyDay(now, calendar) - day
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  if (days <= 7) return `${days} days ago`
  const [year, month, date] = dateOfDay(day).split('-').map(Number)
  return `${date} ${MONTHS[(month ?? 1) - 1]} ${year}`
}
