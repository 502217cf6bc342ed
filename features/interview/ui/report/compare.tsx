import { changeText } from '../../report/compare/rules'
import type { Report, Sat } from '../../report/schema'
import { percent } from '../../report/score/rules'

const HEIGHT = 120
const STEP = 56
const LEFT = 40
const MOST = 12

/** This round among earlier ones of its kind: each score with its band, and topics that moved. */
export function CompareSection({
  report,
  titleOf,
  dayOf,
}: {
  report: Pick<Report, 'id' | 'title' | 'share' | 'startedAt' | 'earlier' | 'moved' | 'paper'>
  titleOf: (slug: string) => string
  dayOf: (at: number) => string
}) {
  const { earlier, moved, share, paper } = report
  const [before] = earlier
  if (!before) return null
  const now = { id: report.id, at: report.startedAt, share }
  const line = [now, ...earlier].slice(0, MOST).reverse()
  const yOf = (value: number) => 6 + (1 - value) * (HEIGHT - 12)
  const width = LEFT + line.length * STEP
  const again = earlier.find((one) => one.paper === paper)
  return (
    <section aria-labelledby="compare" className="mt-14">
      <h2 id="compare" className="text-xl">
        Against earlier rounds of this kind and level
      </h2>
      <p className="measure mt-1 text-muted">{changeText(share, before.share)}</p>
      {again ? (
        <p className="measure mt-2">
          You sat this very paper before, on {dayOf(again.at)}: part of what went better you may
          simply have remembered.
        </p>
      ) : null}
      <figure className="mt-4">
        <section className="overflow-x-auto pb-1" tabIndex={0} aria-label="Scores, scrollable">
          <svg
            width={width}
            height={HEIGHT + 20}
            viewBox={`0 0 ${width} ${HEIGHT + 20}`}
            role="img"
            aria-label={`Scores of ${line.length} rounds; the list below has each.`}
            className="max-w-none"
          >
            {[0, 0.5, 1].map((value) => (
              <g key={value}>
                <rect
                  x={LEFT}
                  y={yOf(value)}
                  width={width - LEFT}
                  height="1"
                  className="fill-rule"
                />
                <text
                  x={LEFT - 6}
                  y={yOf(value) + 5}
                  textAnchor="end"
                  className="figures fill-muted text-sm"
                >
                  {value * 100}
                </text>
              </g>
            ))}
            {line.map((one, index) => {
              const x = LEFT + index * STEP + STEP / 2
              const mine = one.id === report.id
              return (
                <g key={one.id}>
                  <rect
                    x={x - 3}
                    y={yOf(one.share.high)}
                    width="6"
                    height={Math.max(1, yOf(one.share.low) - yOf(one.share.high))}
                    className="fill-rule-strong"
                  />
                  <circle
                    cx={x}
                    cy={yOf(one.share.score)}
                    r="5"
                    className={mine ? 'fill-accent' : 'fill-ink'}
                  />
                  <text
                    x={x}
                    y={HEIGHT + 16}
                    textAnchor="middle"
                    className="figures fill-muted text-sm"
                  >
                    {mine ? 'now' : `−${line.length - 1 - index}`}
                  </text>
                </g>
              )
            })}
          </svg>
        </section>
        <figcaption>
          <Rounds earlier={earlier} dayOf={dayOf} />
        </figcaption>
      </figure>
      {moved.length > 0 ? (
        <>
          <h3 className="mt-6 font-semibold">Topics that moved</h3>
          <ul className="figures mt-1">
            {moved.map(({ topic, before, now }) => (
              <li key={topic} className="py-0.5">
                {titleOf(topic)}: {percent(before.score)} → <strong>{percent(now.score)}</strong>{' '}
                {now.score > before.score ? '(better)' : '(worse)'}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}

function Rounds({ earlier, dayOf }: { earlier: Sat[]; dayOf: (at: number) => string }) {
  return (
    <ul className="figures mt-2 text-sm">
      {earlier.slice(0, MOST - 1).map(({ id, at, share }) => (
        <li key={id}>
          <a href={`/interviews/${id}/report`}>{dayOf(at)}</a>: {percent(share.score)}, between{' '}
          {percent(share.low)} and {percent(share.high)}, {share.right} of {share.questions} right
        </li>
      ))}
    </ul>
  )
}
