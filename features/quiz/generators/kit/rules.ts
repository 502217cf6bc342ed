import { verifiedOn } from '@/features/cards/figures/rules'
import type { Figure, Figures, Level } from '@/features/cards/schema'
import type { Chance } from '../../chance/rules'
import type { Body, Choice, Skill } from '../../schema'

/** The figures, as a generator reads them; remembers which were read. */
export interface FigureBook {
  /** Value of a figure that is a number. */
  n(id: string): number
  /** A price in ten-thousand-millionths of a dollar for one unit: a whole number. */
  price(id: string): number
  /** The same for a slip: what only lures are made of is not among the figures read. */
  aside: Pick<FigureBook, 'n' | 'price'>
  /** A figure as readers see it. */
  t(id: string): string
  source(key: string): { title: string; url: string }
  /** Figures read so far, each with its source and the day it was checked. */
  read(): { text: string; title: string; url: string; verified: string }[]
}

/** An exercise with fresh numbers. Texts are HTML. */
export interface Generated {
  /** The numbers drawn, by name: with the figures they decide everything else. */
  given: Record<string, number>
  stem: string
  body: Body
  /** The working, a step at a time; the last ends with the answer. */
  steps: string[]
}

export interface Generator {
  /** `gen.<kebab-case>`: published, for ever. */
  id: `gen.${string}`
  /** What is computed, in one line. No two generators share it. */
  formula: string
  topic: string
  level: Level
  skill: Skill
  cards: [string, ...string[]]
  /** A source of the figures file by its key, or a page that settles the method. */
  source: string | { title: string; url: string }
  /** Item or heading on the topic's page. */
  teaches: string
  make(chance: Chance, book: FigureBook): Generated
}

const PER_DOLLAR = 1e10
const range = (length: number) => Array.from({ length }, (_, index) => index)

/**
 * Opens the figures for one exercise.
 * @throws if a figure or source is missing: the content and the generators no longer agree
 */
export function bookOf(figures: Figures): FigureBook {
  const ids = new Set<string>()
  const found = (id: string) => {
    const one = figures.figures[id]
    if (!one) throw new Error(`content/figures.yaml: the generators need ${id}`)
    return one
  }
  const figure = (id: string) => {
    ids.add(id)
    return found(id)
  }
  const source = (key: string) => {
    const found = figures.sources[key]
    if (!found) throw new Error(`content/figures.yaml: the generators need the source ${key}`)
    return found
  }
  const value = (id: string, { value }: Figure) => {
    if (typeof value !== 'number')
      throw new Error(`content/figures.yaml: the generators need ${id} as a number`)
    return value
  }
  const numbers = (of: typeof figure) => ({
    n: (id: string) => value(id, of(id)),
    price: (id: string) =>
      Math.round((value(id, of(id)) * PER_DOLLAR) / (of(id).unit.endsWith('/1M') ? 1_000_000 : 1)),
  })
  return {
    ...numbers(figure),
    aside: numbers(found),
    t: (id) => figure(id).text,
    source,
    read: () =>
      [...ids].map((id) => {
        const one = figure(id)
        return { text: one.text, verified: verifiedOn(figures, one), ...source(one.source) }
      }),
  }
}

// One formatter for each number of decimals: making one costs a hundred times what using it does.
const FORMATS = range(11).map((most) =>
  range(3).map(
    (least) =>
      new Intl.NumberFormat('en-US', {
        minimumFractionDigits: Math.min(least, most),
        maximumFractionDigits: most,
      }),
  ),
)
const formatted = (value: number, least: 0 | 2, most: number) =>
  FORMATS[most]?.[least]?.format(value) ?? String(value)

/** A number as it is shown: grouped by thousands, at most `digits` decimals (6 unless told, 10 at most). */
export function num(value: number, digits = 6): string {
  return formatted(value, 0, digits)
}

/** Rounds half up to so many decimals. */
export function rounded(value: number, digits = 2): number {
  const scale = 10 ** digits
  return Math.round(value * scale + 1e-6) / scale
}

/** Dollars, to the cent, of an amount in ten-thousand-millionths of a dollar. */
export function dollars(amount: number): number {
  return rounded(amount / PER_DOLLAR)
}

/** An amount in ten-thousand-millionths of a dollar as text, to the cent unless told. */
export function usd(amount: number, digits = 2): string {
  return `$${formatted(rounded(Math.abs(amount) / PER_DOLLAR, digits), 2, digits)}`
}

/** GB-seconds of so many runs: whole milliseconds and megabytes, 1 GB being 1,024 MB. */
export function gbSeconds(runs: number, ms: number, mb: number): number {
  return (runs * ms * mb) / 1_024_000
}

/** What is asked of a learner who types dollars. */
export const TO_THE_CENT = 'Give US dollars to the cent; one cent off still counts.'

/**
 * A body that asks for a number. Slips that lead to the answer after all, to nothing, or to
 * where another slip leads are left out.
 * @param tolerance largest distance that still counts, in the unit
 */
export function numeric(
  answer: number,
  unit: string,
  tolerance: number,
  lures: [answer: number, why: string][],
): Body {
  const kept: { answer: number; whyHtml: string }[] = []
  for (const [lure, why] of lures) {
    const apart = (other: number) => Math.abs(lure - other) > 2 * tolerance + 1e-9
    if (
      lure > 0 &&
      Number.isFinite(lure) &&
      apart(answer) &&
      kept.every((one) => apart(one.answer))
    )
      kept.push({ answer: lure, whyHtml: why })
  }
  return { kind: 'numeric', answer, unit, tolerance, lures: kept }
}

/** A body with one right option and the first distinct lures, at most four options in all. */
export function single(
  key: [text: string, why: string],
  lures: [text: string, why: string][],
): Body {
  const options: Choice[] = []
  for (const [text, why] of [key, ...lures])
    if (options.length < 4 && options.every((one) => one.text !== text))
      options.push({ html: text, text, whyHtml: why, key: options.length === 0 })
  return { kind: 'single', choose: 1, options }
}

/** A body with steps in their right order. */
export function ordering(steps: [text: string, why: string][]): Body {
  return { kind: 'ordering', steps: steps.map(([html, whyHtml]) => ({ html, whyHtml })) }
}
