const HEIGHT = 90
const BAR = 16
const GAP = 4

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Cards that fall due on each of the coming days, as bars and as a list. */
export function Forecast({ days }: { days: { day: number; date: string; cards: number }[] }) {
  const most = Math.max(1, ...days.map(({ cards }) => cards))
  const width = days.length * (BAR + GAP)
  const total = days.reduce((sum, { cards }) => sum + cards, 0)
  const name = (index: number, date: string) =>
    index === 0 ? 'Today' : index === 1 ? 'Tomorrow' : short.format(new Date(date))
  return (
    <figure>
      <section
        className="overflow-x-auto pb-1"
        tabIndex={0}
        aria-label="Cards falling due, scrollable"
      >
        <svg
          width={width}
          height={HEIGHT + 20}
          viewBox={`0 0 ${width} ${HEIGHT + 20}`}
          role="img"
          aria-label={`${total} cards fall due in the next ${days.length} days; at most ${most} on one day.`}
          className="max-w-none"
        >
          {days.map(({ day, date, cards }, index) => {
            const height = Math.round((cards / most) * (HEIGHT - 16))
            return (
              <g key={day}>
                <rect
                  x={index * (BAR + GAP)}
                  y={HEIGHT - Math.max(height, 1)}
                  width={BAR}
                  height={Math.max(height, 1)}
                  rx={1.5}
                  className={index === 0 ? 'fill-accent' : 'fill-rule-strong'}
                >
                  <title>{`${name(index, date)}: ${cards} cards`}</title>
                </rect>
                {cards === most || (index === 0 && cards > 0) ? (
                  <text
                    x={index * (BAR + GAP) + BAR / 2}
                    y={HEIGHT - height - 4}
                    textAnchor="middle"
                    className="figures fill-muted text-sm"
                  >
                    {cards}
                  </text>
                ) : null}
                {index % 7 === 0 ? (
                  <text x={index * (BAR + GAP)} y={HEIGHT + 15} className="fill-muted text-sm">
                    {name(index, date)}
                  </text>
                ) : null}
              </g>
            )
          })}
        </svg>
      </section>
      <figcaption className="mt-2 text-sm text-muted">
        <details>
          <summary>As a list</summary>
          <ul className="figures mt-2 columns-2 gap-8 sm:columns-3">
            {days.map(({ day, date, cards }, index) => (
              <li key={day}>
                {name(index, date)}: {cards}
              </li>
            ))}
          </ul>
        </details>
      </figcaption>
    </figure>
  )
}
