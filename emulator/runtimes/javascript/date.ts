const PARTS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Texts of a day and time without a zone are local time; a day alone is UTC by the standard. */
const NAMES_ITS_ZONE =
  /(?:[zZ]|GMT|UTC|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$|^[+-]?\d{4,6}(?:-\d{2}){0,2}$/

const two = (value: number) => String(value).padStart(2, '0')

/**
 * The `Date` that a handler sees: `now` is the world's and the zone is UTC, as Lambda sets it,
 * wherever the machine or browser is.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function makeDate(now: () => number): DateConstructor {
  const Native = Date
  const parse = (text: string) => {
    const instant = Native.parse(text)
    if (NAMES_ITS_ZONE.test(text.trim())) return instant
    // The engine read it in the machine's zone; take that away again.
    return instant - new Native(instant).getTimezoneOffset() * 60_000
  }

  class WorldDate extends Native {
    constructor(...args: [unknown?, ...number[]]) {
      if (args.length === 0) super(now())
      else if (args.length > 1) super(Native.UTC(...(args as [number, ...number[]])))
      else if (typeof args[0] === 'string') super(parse(args[0]))
      else super(args[0] as number)
    }
    static override now() {
      return now()
    }
    static override parse(text: string) {
      return parse(String(text))
    }
    override getTimezoneOffset() {
      return 0
    }
    override getDay() {
      return this.getUTCDay()
    }
    override toDateString() {
      if (Number.isNaN(this.getTime())) return 'Invalid Date'
      const year = String(this.getUTCFullYear()).padStart(4, '0')
      return `${DAYS[this.getUTCDay()]} ${MONTHS[this.getUTCMonth()]} ${two(this.getUTCDate())} ${year}`
    }
    override toTimeString() {
      if (Number.isNaN(this.getTime())) return 'Invalid Date'
      const time = [this.getUTCHours(), this.getUTCMinutes(), this.getUTCSeconds()].map(two)
      return `${time.join(':')} GMT+0000 (Coordinated Universal Time)`
    }
    override toString() {
      if (Number.isNaN(this.getTime())) return 'Invalid Date'
      return `${this.toDateString()} ${this.toTimeString()}`
    }
    override toLocaleString(locale: unknown = 'en-US', options: object = {}) {
      return super.toLocaleString(locale as string, { timeZone: 'UTC', ...options })
    }
    override toLocaleDateString(locale: unknown = 'en-US', options: object = {}) {
      return super.toLocaleDateString(locale as string, { timeZone: 'UTC', ...options })
    }
    override toLocaleTimeString(locale: unknown = 'en-US', options: object = {}) {
      return super.toLocaleTimeString(locale as string, { timeZone: 'UTC', ...options })
    }
  }

  const prototype = WorldDate.prototype as unknown as Record<string, unknown>
  for (const part of PARTS) {
    prototype[`get${part}`] = prototype[`getUTC${part}`]
    prototype[`set${part}`] = prototype[`setUTC${part}`]
  }
  // `Date()` without `new` gives a text.
  const callable = new Proxy(WorldDate, { apply: () => new WorldDate().toString() })
  prototype.constructor = callable
  Object.defineProperty(callable, 'name', { value: 'Date' })
  return callable as unknown as DateConstructor
}
