import { escapeHtml } from '@/features/cards/html/rules'
import { chanceOf } from '@/features/quiz/chance/rules'
import { computed, instantText } from '../draw/rules'
import type { Column, EvidenceSource, Range } from '../schema'

type Metrics = Extract<EvidenceSource, { kind: 'metrics' }>

const PERIOD_MS = 300_000
const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

/** Periods with the value of each column, the oldest first. */
export interface Periods {
  /** ms since the epoch at which each begins. */
  at: number[]
  values: Record<string, number[]>
}

/**
 * Draws a table of metrics: whole numbers, those that follow from others computed, none below zero.
 * @param begins ms since the epoch; the first of the late periods begins then
 * @throws if a column has neither a range nor a sum, or names one that is not there
 */
export function periodsOf({ rows, late, columns }: Metrics, seed: string, begins: number): Periods {
  const chance = chanceOf(`${seed} metrics`)
  const between = ([least, most]: Range) => least + chance.next() * (most - least)
  const at = Array.from({ length: rows }, (_, row) => begins + (row - (rows - late)) * PERIOD_MS)
  const values: Record<string, number[]> = {}
  const drawnOf = (column: Column, row: number): number => {
    const { before, after = before, of, climbs, is } = column
    if (is !== undefined) return computed(is, (name) => values[name]?.[row])
    if (!before || !after) throw new Error(`${column.key} needs "before", or "is"`)
    const since = row - (rows - late)
    const range = since < 0 ? before : after
    // A climb reaches `after` in the last period, a step in each of the late ones.
    const part = climbs && since >= 0 ? (since + 1) / late : 1
    const low = between(before)
    const value = climbs && since >= 0 ? low + (between(after) - low) * part : between(range)
    if (of === undefined) return Math.round(value)
    const whole = values[of]?.[row]
    if (whole === undefined) throw new Error(`${column.key}: there is no column ${of} before it`)
    return Math.round((whole * value) / 100)
  }
  for (const column of columns)
    values[column.key] = at.map((_, row) => Math.max(0, drawnOf(column, row)))
  return { at, values }
}

const WIDTH = 320
const HEIGHT = 60

/** Bars of one column, each period's beside the next; the table says the same in numbers. */
function chartHtml(values: number[], name: string, late: number): string {
  const most = Math.max(1, ...values)
  const step = WIDTH / values.length
  const bars = values.map((value, index) => {
    const height = Math.max(1, Math.round((value / most) * HEIGHT))
    const faint = index < values.length - late ? ' opacity="0.45"' : ''
    return `<rect x="${(index * step + 2).toFixed(1)}" y="${HEIGHT - height}" width="${(step - 4).toFixed(1)}" height="${height}"${faint}/>`
  })
  const label = `${name} by period: ${values.map((value) => NUMBER.format(value)).join(', ')}`
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escapeHtml(label)}" fill="currentColor">${bars.join('')}</svg>`
}

/** The table as HTML, with the column that it is about drawn below. */
export function metricsHtml(metrics: Metrics, seed: string, begins: number): string {
  const { at, values } = periodsOf(metrics, seed, begins)
  const head = metrics.columns.map(({ name }) => `<th scope="col">${escapeHtml(name)}</th>`)
  const rows = at.map((instant, row) => {
    const cells = metrics.columns.map(
      ({ key }) => `<td>${NUMBER.format(values[key]?.[row] ?? 0)}</td>`,
    )
    return `<tr><th scope="row">${instantText('hh', instant)}</th>${cells.join('')}</tr>`
  })
  const drawn = metrics.columns.find(({ key }) => key === metrics.chart)
  const chart = drawn ? chartHtml(values[drawn.key] ?? [], drawn.name, metrics.late) : ''
  return `<div class="metrics" tabindex="0" role="region" aria-label="${escapeHtml(metrics.title)}"><table><thead><tr><th scope="col">UTC</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>${chart ? `<p>${escapeHtml(drawn?.name ?? '')}</p>${chart}` : ''}</div>`
}
