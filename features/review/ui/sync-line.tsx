'use client'
import { syncText } from '../offline/rules'
import { clock, useSync } from './use-sync'

/** One quiet line that says where the answers are; what is amiss is also spoken. */
export function SyncLine({ learner }: { learner: string }) {
  const sync = useSync(learner)
  if (!sync) return <p className="min-h-6" role="status" />
  const { state, outbox } = sync
  const text = syncText(state, clock)
  const refused = state.refused.count > 0 || (state.phase === 'refused' && state.waiting > 0)
  const amiss = refused || state.phase === 'unreachable'
  return (
    <div className="flex min-h-6 flex-wrap items-baseline gap-x-3" data-sync={state.phase}>
      <p role="status" className={refused ? 'text-wrong' : undefined}>
        {amiss ? text : ''}
      </p>
      {amiss ? (
        <>
          <button type="button" className="underline" onClick={() => outbox.retry()}>
            Try now
          </button>
          {refused ? <a href="/settings#offline">See them</a> : null}
        </>
      ) : (
        <p>{text}</p>
      )}
    </div>
  )
}
