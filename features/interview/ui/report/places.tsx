import type { Report, ReportPlace } from '../../report/schema'
import { type FindingsView, Place } from './place'

/** Which questions are listed. */
export const SHOWN = ['all', 'wrong', 'sure', 'flagged', 'blank'] as const
export type Shown = (typeof SHOWN)[number]

const TEXTS: Record<Shown, string> = {
  all: 'All',
  wrong: 'Not right',
  sure: 'Sure, but wrong',
  flagged: 'Flagged',
  blank: 'Not answered',
}

const FITS: Record<Shown, (one: ReportPlace) => boolean> = {
  all: () => true,
  wrong: ({ verdict }) => !verdict?.right,
  sure: ({ verdict, held }) => held.confidence === 'sure' && verdict !== null && !verdict.right,
  flagged: ({ held }) => held.flag,
  blank: ({ verdict }) => verdict === null || verdict.blank,
}

/** So many that were sure and wrong stand open at once; all of them would bury the rest. */
const OPENED = 3

/** Every question, or some of them; what was sure and wrong is opened at once. */
export function PlacesSection({
  report,
  shown,
  findings,
  opinionOf,
}: {
  report: Pick<Report, 'id' | 'places' | 'trust'>
  shown: Shown
  findings: FindingsView
  opinionOf?: (one: ReportPlace) => React.ReactNode
}) {
  const { id, places, trust } = report
  const listed = places.filter(FITS[shown])
  const few = places.length <= 3
  const opened = trust.sureWrong.slice(0, OPENED)
  return (
    <section aria-labelledby="questions" className="mt-14">
      <h2 id="questions" className="text-xl">
        Question by question
      </h2>
      <nav aria-label="Which questions" className="no-print mt-3 flex flex-wrap gap-x-4 gap-y-1">
        {SHOWN.map((one) => {
          const count = places.filter(FITS[one]).length
          if (count === 0 && one !== shown) return null
          return (
            <a
              key={one}
              href={`${one === 'all' ? '?' : `?show=${one}`}#questions`}
              aria-current={one === shown ? 'true' : undefined}
              className="figures text-muted no-underline hover:text-ink aria-[current]:text-ink aria-[current]:underline"
            >
              {TEXTS[one]} {count}
            </a>
          )
        })}
      </nav>
      {listed.length > 0 ? (
        <ol className="mt-4 max-w-3xl">
          {listed.map((one) => (
            <Place
              key={one.place}
              id={id}
              one={one}
              open={few || opened.includes(one.place)}
              findings={findings}
              opinion={opinionOf?.(one)}
            />
          ))}
        </ol>
      ) : (
        <p className="mt-4 text-muted">No question of this kind.</p>
      )}
    </section>
  )
}
