const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']
const DAY_MS = 86_400_000

/** No schedule is looked for further ahead than this. */
const HORIZON_DAYS = 366 * 12

/** When a schedule fires. */
export interface Schedule {
  /** The first instant after `at`; null when there is none any more. Epoch milliseconds. */
  after(at: number): number | null
}

type Matches = (date: Date) => boolean

function numberOf(text: string, names: string[], first: number): number {
  const name = names.indexOf(text.toUpperCase())
  return name >= 0 ? name + first : /^\d+$/.test(text) ? Number(text) : Number.NaN
}

/** Values that a field lists: `5`, `1-5`, `0/15`, `MON-FRI`, `*`; null when it is none of them. */
function valuesOf(
  field: string,
  min: number,
  max: number,
  names: string[] = [],
  first = 1,
): number[] | null {
  const values = new Set<number>()
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/')
    const [from, to] = range.split('-')
    const low = range === '*' || range === '?' ? min : numberOf(from ?? '', names, first)
    const high =
      to !== undefined
        ? numberOf(to, names, first)
        : range === '*' || range === '?' || step
          ? max
          : low
    const stride = step === undefined ? 1 : Number(step)
    if (!(low >= min && high <= max && low <= high && stride >= 1)) return null
    for (let value = low; value <= high; value += stride) values.add(value)
  }
  return [...values].sort((a, b) => a - b)
}

const daysIn = (date: Date) =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

function weekdayNear(day: number): Matches {
  return (date) => {
    const wanted = new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), Math.min(day, daysIn(date))),
    )
    const weekday = wanted.getUTCDay()
    let shift = weekday === 6 ? -1 : weekday === 0 ? 1 : 0
    if (wanted.getUTCDate() + shift < 1) shift = 2
    if (wanted.getUTCDate() + shift > daysIn(date)) shift = -2
    return date.getUTCDate() === wanted.getUTCDate() + shift
  }
}

function dayOfMonth(field: string): Matches | null {
  if (field === 'L') return (date) => date.getUTCDate() === daysIn(date)
  const near = /^(\d{1,2})W$/.exec(field)?.[1]
  if (near !== undefined) return weekdayNear(Number(near))
  const days = valuesOf(field, 1, 31)
  return days && ((date) => days.includes(date.getUTCDate()))
}

function dayOfWeek(field: string): Matches | null {
  const last = /^(\w+)L$/.exec(field)?.[1]
  const [name, nth] = field.split('#')
  if (last !== undefined || nth !== undefined) {
    const day = numberOf(last ?? name ?? '', DAYS, 1)
    if (!(day >= 1 && day <= 7) || (nth !== undefined && !/^[1-5]$/.test(nth))) return null
    return (date) => {
      if (date.getUTCDay() !== day - 1) return false
      if (last !== undefined) return date.getUTCDate() + 7 > daysIn(date)
      return Math.ceil(date.getUTCDate() / 7) === Number(nth)
    }
  }
  const days = field === 'L' ? [7] : valuesOf(field, 1, 7, DAYS)
  return days && ((date) => days.includes(date.getUTCDay() + 1))
}

function parseCron(fields: string[]): Schedule | null {
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) return null
  const minutes = valuesOf(minute, 0, 59)
  const hours = valuesOf(hour, 0, 23)
  const months = valuesOf(month, 1, 12, MONTHS)
  const years = valuesOf(year, 1970, 2199)
  const onDay = day === '?' ? dayOfWeek(weekday) : dayOfMonth(day)
  if (!minutes || !hours || !months || !years || !onDay) return null
  return {
    after(at) {
      const midnight = Math.floor(at / DAY_MS) * DAY_MS
      for (let ahead = 0; ahead < HORIZON_DAYS; ahead++) {
        const start = midnight + ahead * DAY_MS
        const date = new Date(start)
        if (!years.includes(date.getUTCFullYear()) || !months.includes(date.getUTCMonth() + 1))
          continue
        if (!onDay(date)) continue
        for (const h of hours) {
          for (const m of minutes) {
            const fires = start + h * 3_600_000 + m * 60_000
            if (fires > at) return fires
          }
        }
      }
      return null
    },
  }
}

/**
 * Reads `rate(5 minutes)` or `cron(0 12 * * ? *)`; null when it is neither. A rate counts from
 * `from` (epoch milliseconds), cron is in UTC.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseSchedule(expression: string, from: number): Schedule | null {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression.trim())
  if (rate) {
    const count = Number(rate[1])
    // AWS insists on the singular for one and the plural for more.
    if (count < 1 || (count === 1) === (rate[3] === 's')) return null
    const every = count * (UNITS[rate[2] ?? ''] ?? DAY_MS)
    return { after: (at) => from + (Math.floor(Math.max(0, at - from) / every) + 1) * every }
  }
  const cron = /^cron\((.+)\)$/.exec(expression.trim())?.[1]
  return cron === undefined ? null : parseCron(cron.trim().split(/\s+/))
}
