import { verifiedOn } from '../figures/rules'
import type { Figures } from '../schema'

/** The figures that a page states, each with its source and the day it was last verified. */
export function FigureList({ figures, ids }: { figures: Figures; ids: string[] }) {
  const rows = ids.flatMap((id) => {
    const figure = figures.figures[id]
    const source = figure && figures.sources[figure.source]
    return figure && source ? [{ id, figure, source }] : []
  })
  if (rows.length === 0) return null
  const keys = [...new Set(rows.map(({ figure }) => figure.source))]
  const bySource = keys.map(
    (key) => [key, rows.filter(({ figure }) => figure.source === key)] as const,
  )
  return (
    <details className="no-print mt-14 border-t border-rule pt-4 text-sm">
      <summary className="label">Where the {rows.length} figures on this page come from</summary>
      <dl className="mt-4 space-y-3">
        {bySource.map(([key, group]) => (
          <div key={key}>
            <dt>
              <a href={group[0]?.source.url} rel="noopener">
                {group[0]?.source.title}
              </a>
            </dt>
            <dd className="text-muted">
              {group.map(({ figure }) => figure.text).join(' · ')}. Verified{' '}
              {group[0] ? verifiedOn(figures, group[0].figure) : ''}.
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
