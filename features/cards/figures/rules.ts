import type { Figure, Figures, Problem } from '../schema'

/**
 * The text of a figure reference such as `lambda.timeout.max` or `lambda.timeout.max:min`.
 * Returns null when the figure or the form does not exist.
 */
export function figureText(figures: Figures, reference: string): string | null {
  const [id = '', form] = reference.split(':')
  const figure = Object.hasOwn(figures.figures, id) ? figures.figures[id] : undefined
  if (!figure) return null
  return form === undefined ? figure.text : (figure.forms?.[form] ?? null)
}

/** How a figure can be referred to, for a message: `{=id}, {=id:min}`. */
export function formsOf(figures: Figures, id: string): string {
  const forms = Object.keys(figures.figures[id]?.forms ?? {})
  return [`{=${id}}`, ...forms.map((form) => `{=${id}:${form}}`)].join(', ')
}

/** The day a figure was last checked against its source, as YYYY-MM-DD. */
export function verifiedOn(figures: Figures, figure: Figure): string {
  return figure.verified ?? figures.verified
}

const SECONDS: Record<string, number> = { ms: 0.001, s: 1, min: 60, h: 3600 }
const BYTES: Record<string, number> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 }

const UNITS: [RegExp, string][] = [
  [/^(ms|milliseconds?)$/i, 'ms'],
  [/^(s|secs?|seconds?)$/i, 's'],
  [/^(min|mins|minutes?)$/i, 'min'],
  [/^(h|hours?)$/i, 'h'],
  [/^(bytes?|B)$/, 'B'],
  [/^(KB|kB|KiB|kilobytes?)$/, 'KB'],
  [/^(MB|MiB|megabytes?)$/, 'MB'],
  [/^(GB|GiB|gigabytes?)$/, 'GB'],
  [/^(vCPUs?)$/i, 'vCPU'],
  [/^(days?)$/i, 'days'],
  [/^(months?)$/i, 'months'],
  [/^(rps|requests per second)$/i, 'rps'],
  [/^(million|M)$/, 'million'],
  [/^(billion|B)$/, 'billion'],
  [/^%$/, '%'],
]

const NUMBER_WITH_UNIT =
  /(\$)?(\d[\d,]*(?:\.\d+)?)(?:[\s-]?(ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hours?|bytes?|KB|kB|KiB|kilobytes?|MB|MiB|megabytes?|GB|GiB|gigabytes?|vCPUs?|days?|months?|rps|requests per second|million|billion|M|%)(?![A-Za-z-]))?/g
const ISO_DATE = /\b\d{4}-\d{2}-\d{2}\b/g
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const MONTH = `(${MONTHS.join('|')})[a-z]*`
const WRITTEN_DATE = new RegExp(`\\b(?:(\\d{1,2}) ${MONTH}|${MONTH} (\\d{1,2}),?) (\\d{4})\\b`, 'g')
const RUNTIME = /(Node\.js|Python|Java|\.NET|Ruby) (\d+(?:\.\d+)?)(?:\.x)?/g

function canonical(amount: number, unit: string): string {
  const seconds = SECONDS[unit]
  if (seconds !== undefined) return `${Number((amount * seconds).toPrecision(12))} s`
  const bytes = BYTES[unit]
  if (bytes !== undefined) return `${amount * bytes} B`
  return `${amount} ${unit}`
}

/** A quantity found in a text: how it is written there, and one spelling for all equal quantities. */
export interface Quantity {
  at: number
  written: string
  canonical: string
}

/** Every number with its unit, ISO date and runtime version in a text, in reading order. */
export function quantities(text: string): Quantity[] {
  const found: Quantity[] = []
  const dates = new Set<number>()
  for (const match of text.matchAll(ISO_DATE)) {
    found.push({ at: match.index, written: match[0], canonical: match[0] })
    for (let i = 0; i < match[0].length; i += 1) dates.add(match.index + i)
  }
  for (const match of text.matchAll(WRITTEN_DATE)) {
    const [written, before, month, american, after, year] = match
    const number = MONTHS.indexOf(month ?? american ?? '') + 1
    const two = (part: number | string | undefined) => String(part).padStart(2, '0')
    found.push({
      at: match.index,
      written,
      canonical: `${year}-${two(number)}-${two(before ?? after)}`,
    })
  }
  for (const match of text.matchAll(RUNTIME)) {
    found.push({ at: match.index, written: match[0], canonical: `${match[1]} ${match[2]}` })
    dates.add(match.index + match[0].indexOf(match[2] ?? ''))
  }
  for (const match of text.matchAll(NUMBER_WITH_UNIT)) {
    const [written, dollar, digits = '', unit] = match
    if (dates.has(match.index) || (!dollar && !unit)) continue
    const amount = Number(digits.replaceAll(',', ''))
    const name = dollar ? '$' : UNITS.find(([pattern]) => pattern.test(unit ?? ''))?.[1]
    if (name) found.push({ at: match.index, written, canonical: canonical(amount, name) })
  }
  return found.sort((a, b) => a.at - b.at)
}

/** Quantity → ids of the figures that state it. Built once, asked for every text. */
export function quantityIndex(figures: Figures): Map<string, string[]> {
  const index = new Map<string, string[]>()
  for (const [id, figure] of Object.entries(figures.figures)) {
    for (const text of [figure.text, ...Object.values(figure.forms ?? {})]) {
      for (const { canonical } of quantities(text)) {
        const ids = index.get(canonical) ?? []
        if (!ids.includes(id)) index.set(canonical, [...ids, id])
      }
    }
  }
  return index
}

/** Quantities of a text that equal a figure and therefore must be a reference or exempt. */
export function hardCoded(
  index: Map<string, string[]>,
  text: string,
): { at: number; written: string; ids: string[] }[] {
  return quantities(text).flatMap(({ at, written, canonical }) => {
    const ids = index.get(canonical)
    return ids ? [{ at, written, ids }] : []
  })
}

const STALE_AFTER_DAYS = 180

/** Warnings for figures whose source was last looked at too long ago. `today` is YYYY-MM-DD. */
export function staleFigures(
  figures: { id: string; verified: string; line: number }[],
  today: string,
): Problem[] {
  return figures.flatMap(({ id, verified, line }): Problem[] => {
    const days = Math.floor((Date.parse(today) - Date.parse(verified)) / 86_400_000)
    return days > STALE_AFTER_DAYS
      ? [
          {
            file: 'content/figures.yaml',
            line,
            severity: 'warning',
            message: `${id} was verified ${days} days ago: look at its source again`,
          },
        ]
      : []
  })
}
