import { spanText } from '../../choice/rules'
import type { Line } from '../../choice/schema'
import type { State } from '../../schema'

const DEEDS: Partial<Record<State, string>> = {
  draft: 'Begin',
  running: 'Go on',
  paused: 'Go on',
  submitted: 'See the report',
  expired: 'See the report',
}

/** Where an unfinished round stands, in words. */
function standing({ clock: { state, deadlineAt, leftMs, now } }: Line): string {
  if (state === 'draft') return 'The paper is made; the clock has not started.'
  if (state === 'paused')
    return leftMs === null ? 'Paused.' : `Paused with ${spanText(leftMs / 1000)} left.`
  if (state !== 'running') return 'Over, and being graded.'
  if (deadlineAt === null) return 'Running without a clock.'
  const left = deadlineAt - now
  return left > 0
    ? `The clock runs: ${spanText(left / 1000)} left.`
    : 'The time is up; what stood then is being scored.'
}

/** Rounds that are not over: the first thing to see. */
export function OpenRounds({ lines }: { lines: Line[] }) {
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="open" className="mb-12 max-w-3xl">
      <h2 id="open" className="text-xl">
        Not finished
      </h2>
      <ul className="mt-3 divide-y divide-rule border-y border-rule">
        {lines.map((line) => (
          <li key={line.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
            <span className="min-w-0 flex-1 basis-64">
              <span className="font-semibold">{line.title}</span>
              <span className="figures block text-sm text-muted">{standing(line)}</span>
            </span>
            <a
              href={`/interviews/${line.id}`}
              className={line.clock.state === 'draft' ? 'button' : 'button button-primary'}
              aria-label={`${DEEDS[line.clock.state]}: ${line.title}`}
            >
              {DEEDS[line.clock.state]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
