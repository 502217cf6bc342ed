import type { Session } from '../session/rules'
import { SyncLine } from './sync-line'

/** What is being studied, how much is left, a thin line of progress, and one line of news. */
export function SessionHead({
  learner,
  session,
  title,
}: {
  learner: string
  session: Session
  title: string
}) {
  const { counts, notice } = session
  const done = session.given.length
  const left = counts.new + counts.learning + counts.due
  return (
    <div className="mb-8" data-unsent={session.outbox.length}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-muted">
        <h1 className="text-sm font-semibold tracking-normal text-ink">{title}</h1>
        <p className="figures">
          <span className="sr-only">Cards left: </span>
          <span title="new">{counts.new} new</span> · {counts.learning} learning · {counts.due} due
        </p>
      </div>
      <progress
        className="progress mt-3"
        value={done}
        max={Math.max(1, done + left)}
        aria-label={`${done} answered, ${left} left`}
      />
      <div className="mt-2 flex flex-wrap justify-between gap-x-6 text-sm text-muted">
        <p role="status" className="min-h-6">
          {notice}
        </p>
        <SyncLine learner={learner} />
      </div>
    </div>
  )
}
