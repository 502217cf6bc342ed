import type { HeatDay } from '../rules'

const CELL = 13
const GAP = 3
const LEVELS = ['fill-rule', 'fill-cold', 'fill-cool', 'fill-warm', 'fill-hot']
const dayName = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

const named = ({ date, answers }: HeatDay) =>
  `${dayName.format(new Date(date))}: ${answers === 0 ? 'nothing' : `${answers} answers`}`

/** Reviews per day, a column a week. The table below says the same without colour. */
export function HeatMap({ weeks }: { weeks: HeatDay[][] }) {
  const width = weeks.length * (CELL + GAP)
  const busy = weeks.flat().filter(({ answers }) => answers > 0)
  return (
    <figure>
      <section
        className="overflow-x-auto pb-1"
        dir="rtl"
        tabIndex={0}
        aria-label="Reviews per day, scrollable"
      >
        <svg
          width={width}
          height={7 * (CELL + GAP)}
          viewBox={`0 0 ${width} ${7 * (CELL + GAP)}`}
          role="img"
          aria-label={`Reviews per day over the last ${weeks.length} weeks: ${busy.length} days with reviews.`}
          className="max-w-none"
        >
          {weeks.map((week, column) =>
            week.map((day, row) => (
              <rect
                key={day.day}
                x={column * (CELL + GAP)}
                y={row * (CELL + GAP)}
                width={CELL}
                height={CELL}
                rx={2}
                className={LEVELS[day.level]}
              >
                <title>{named(day)}</title>
              </rect>
            )),
          )}
        </svg>
      </section>
      <figcaption className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
        <span className="flex items-center gap-1.5" aria-hidden="true">
          fewer
          <svg width={5 * (CELL + GAP)} height={CELL} role="presentation">
            {LEVELS.map((level, index) => (
              <rect
                key={level}
                x={index * (CELL + GAP)}
                width={CELL}
                height={CELL}
                rx={2}
                className={level}
              />
            ))}
          </svg>
          more
        </span>
        {busy.length > 0 ? (
          <details>
            <summary>As a list</summary>
            <ul className="figures mt-2 columns-2 gap-8 sm:columns-3">
              {busy.reverse().map((day) => (
                <li key={day.day}>{named(day)}</li>
              ))}
            </ul>
          </details>
        ) : null}
      </figcaption>
    </figure>
  )
}
