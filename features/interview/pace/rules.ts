const MINUTE = 60_000
const SECOND = 1_000

/** Where a round stands against its plan: shares from 0 to 1. */
export interface Pace {
  /** Share of the time that is gone. */
  used: number
  /** Share of the questions that are done. */
  done: number
  /** Between these, what is done is on plan. */
  low: number
  high: number
  /** In a few words. */
  text: string
}

/** So much of all questions, and at least one, may be done more or less than planned. */
const BAND = 0.06

const share = (part: number, whole: number) =>
  whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole))

/**
 * The pace against an even plan: each question its equal share of the time.
 * @param usedMs gone since the start, pauses left out; `allowedMs` all there is
 */
export function paceOf(usedMs: number, allowedMs: number, done: number, total: number): Pace {
  const used = share(usedMs, allowedMs)
  const part = share(done, total)
  const band = Math.max(BAND, total > 0 ? 1 / total : 1)
  const aheadMinutes = Math.round(((part - used) * allowedMs) / MINUTE)
  const minutes = Math.max(1, Math.abs(aheadMinutes))
  const text =
    part >= 1
      ? 'all answered'
      : Math.abs(part - used) <= band
        ? 'on plan'
        : `${minutes} min ${part > used ? 'ahead of' : 'behind'} plan`
  return { used, done: part, low: Math.max(0, used - band), high: Math.min(1, used + band), text }
}

/** Minutes that are told to who cannot see the clock. */
const TOLD_MINUTES = [1, 5, 10]

/** What is said aloud between two looks at the clock; null for nothing. Both in ms left. */
export function announced(before: number | null, left: number | null): string | null {
  if (before === null || left === null) return null
  const passed = TOLD_MINUTES.find((minutes) => {
    const at = minutes * MINUTE
    return before > at && left <= at
  })
  if (passed === undefined || left === 0) return null
  return passed === 1 ? '1 minute left' : `${passed} minutes left`
}

const two = (count: number) => String(count).padStart(2, '0')

/** What is left, as a clock shows it: 1:05:09, 12:34, 0:07. A begun second counts. */
export function clockText(leftMs: number): string {
  const seconds = Math.ceil(Math.max(0, leftMs) / SECOND)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`

/** A span in words: 2 hours 10 minutes; below a minute in seconds. */
export function spanText(ms: number): string {
  if (ms < MINUTE) return count(Math.ceil(Math.max(0, ms) / SECOND), 'second')
  const minutes = Math.round(ms / MINUTE)
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return [h > 0 ? count(h, 'hour') : '', m > 0 || h === 0 ? count(m, 'minute') : '']
    .filter((part) => part !== '')
    .join(' ')
}
