const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (value: number) => String(value).padStart(2, '0')

function parts(at: number) {
  const date = new Date(at)
  return {
    day: DAYS[date.getUTCDay()] ?? '',
    month: MONTHS[date.getUTCMonth()] ?? '',
    date: two(date.getUTCDate()),
    year: date.getUTCFullYear(),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
  }
}

/** `22/Nov/2026:09:30:00 +0000`, as `$context.requestTime` prints it. */
export function requestTime(at: number): string {
  const { date, month, year, time } = parts(at)
  return `${date}/${month}/${year}:${time} +0000`
}

/** The last text made: a request logs many lines in one second. */
let last = { second: Number.NaN, text: '' }

/** `Sun Nov 22 09:30:00 UTC 2026`, as the execution log begins its lines. */
export function logTime(at: number): string {
  const second = Math.floor(at / 1000)
  if (second !== last.second) {
    const { day, month, date, time, year } = parts(at)
    last = { second, text: `${day} ${month} ${date} ${time} UTC ${year}` }
  }
  return last.text
}
