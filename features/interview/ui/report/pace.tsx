import { clockText } from '../../report/pace/rules'
import type { Pace } from '../../report/schema'

const HEIGHT = 110
const LABELS = 18

/** Numbers under the bars, so that they do not touch. */
const everyOf = (count: number) => (count > 30 ? 10 : count > 12 ? 5 : 1)

const resultText = ({ answered, right }: Pace['bars'][number]) =>
  answered ? (right ? 'right' : 'not right') : 'not answered'

/** The time that each question took, against its plan; a table says the same. */
export function PaceSection({ pace }: { pace: Pace }) {
  const { bars, medianMs, says } = pace
  if (bars.length < 2) return null
  const plan = bars.some(({ planMs }) => planMs !== null)
  const most = Math.max(1, ...bars.flatMap(({ spentMs, planMs }) => [spentMs, planMs ?? 0]))
  const step = bars.length > 30 ? 11 : bars.length > 12 ? 20 : 34
  const width = bars.length * step
  const yOf = (ms: number) => HEIGHT - (ms / most) * (HEIGHT - 4)
  const every = everyOf(bars.length)
  return (
    <section aria-labelledby="pace" className="mt-14">
      <h2 id="pace" className="text-xl">
        Pace
      </h2>
      <p className="measure figures mt-1 text-muted">
        {says} {medianMs > 0 ? `Half of them took ${clockText(medianMs)} or less.` : ''}
      </p>
      <figure className="mt-4">
        <section
          className="overflow-x-auto pb-1"
          tabIndex={0}
          aria-label="Time for each question, scrollable"
        >
          <svg
            width={width}
            height={HEIGHT + LABELS}
            viewBox={`0 0 ${width} ${HEIGHT + LABELS}`}
            role="img"
            aria-label={`Time for each of ${bars.length} questions. ${says} The table below has each.`}
            className="max-w-none"
          >
            {bars.map(({ place, spentMs, planMs, slow, ...bar }, index) => (
              <g key={place}>
                <rect
                  x={index * step + 1}
                  y={yOf(spentMs)}
                  width={step - 3}
                  height={Math.max(1, HEIGHT - yOf(spentMs))}
                  className={slow ? 'fill-ink' : 'fill-rule-strong'}
                >
                  <title>{`${place + 1}: ${clockText(spentMs)}, ${resultText({ place, spentMs, planMs, slow, ...bar })}`}</title>
                </rect>
                {planMs === null ? null : (
                  <rect
                    x={index * step}
                    y={yOf(planMs)}
                    width={step}
                    height="1.5"
                    className="fill-accent"
                  />
                )}
                {(place + 1) % every === 0 || place === 0 ? (
                  <text
                    x={index * step + step / 2 - 1}
                    y={HEIGHT + 14}
                    textAnchor="middle"
                    className="figures fill-muted text-sm"
                  >
                    {place + 1}
                  </text>
                ) : null}
              </g>
            ))}
          </svg>
        </section>
        <figcaption className="mt-2 text-sm text-muted">
          {plan
            ? 'The line is the time planned for each; dark bars took more than twice of it.'
            : ''}
          <details className="no-print mt-1">
            <summary>As a table</summary>
            <table className="figures mt-2 text-left">
              <thead>
                <tr>
                  {['Question', 'Time', 'Planned', 'Answer'].map((name) => (
                    <th key={name} scope="col" className="pr-6 font-semibold">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {bars.map((bar) => (
                  <tr key={bar.place}>
                    <th scope="row" className="font-normal">
                      {bar.place + 1}
                    </th>
                    <td className="pr-6">{clockText(bar.spentMs)}</td>
                    <td className="pr-6">{bar.planMs === null ? '–' : clockText(bar.planMs)}</td>
                    <td>{resultText(bar)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </details>
        </figcaption>
      </figure>
    </section>
  )
}
