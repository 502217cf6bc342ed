'use client'
import { useEffect, useRef, useState } from 'react'
import { syncText } from '../../offline/rules'
import type { SyncState } from '../../offline/schema'
import type { Session } from '../../offline/session'
import { spanText } from '../../pace/rules'
import type { Phase } from '../../room/rules'

const TITLES = {
  paused: 'Paused',
  'time up': 'Time is up',
  'handed in': 'Handed in',
  over: 'This round is over',
}

const textOf = (phase: Exclude<Phase, 'open' | 'paused'>, sync: SyncState): string => {
  const isAway = sync.phase === 'unreachable' || sync.phase === 'refused'
  if (phase === 'over' && !isAway) return 'Your answers are being looked at.'
  if (!isAway) return 'Your answers are being gathered. All that you wrote in time counts.'
  return `${syncText(sync)} Timed by this device: it says so in your report, and the result will not be signed. You may close this page.`
}

/** In place of the questions: paused, or at the end. */
export function Stopped({
  phase,
  session,
  sync,
  leftMs,
}: {
  phase: Exclude<Phase, 'open'>
  session: Session
  sync: SyncState
  leftMs: number | null
}) {
  const head = useRef<HTMLHeadingElement>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them takes the focus
  useEffect(() => head.current?.focus(), [phase])
  return (
    <section className="py-16" data-stopped={phase}>
      <h1 ref={head} tabIndex={-1} className="text-2xl outline-none">
        {TITLES[phase]}
      </h1>
      {phase === 'paused' ? (
        <>
          <p className="mt-3 text-lg text-muted">
            {leftMs === null
              ? 'The questions are hidden until you go on.'
              : `The clock stands still; ${spanText(leftMs)} left. The questions are hidden until you go on.`}
          </p>
          <button
            type="button"
            className="button button-primary mt-8"
            onClick={() => session.resume().then(setTrouble)}
          >
            Go on
          </button>
          <p role="alert" className="mt-4 text-wrong">
            {trouble}
          </p>
        </>
      ) : (
        <p className="measure mt-3 text-lg text-muted" role="status">
          {textOf(phase, sync)}
        </p>
      )}
    </section>
  )
}
