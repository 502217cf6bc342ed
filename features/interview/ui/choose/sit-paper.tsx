'use client'
import { useState } from 'react'
import type { Level } from '@/features/cards/schema'
import type { TimeFactor } from '../../schema'
import { Conditions } from './conditions'
import { useStart } from './use-start'

/** Sits a paper that somebody shared: its questions are fixed, time and conditions are one's own. */
export function SitPaper({
  link,
  blueprint,
  level,
  signedIn,
}: {
  link: string
  blueprint: string
  level: Level
  signedIn: boolean
}) {
  const [own, setOwn] = useState<{ timeFactor: TimeFactor; practice: boolean }>({
    timeFactor: 1,
    practice: false,
  })
  const { ready, busy, trouble, start } = useStart(signedIn)
  return (
    <form
      data-ready={ready || undefined}
      className="mt-8 max-w-3xl space-y-6"
      onSubmit={(event) => {
        event.preventDefault()
        start({ blueprint, level, size: null, topic: null, ref: null, ...own, paper: link })
      }}
    >
      <Conditions {...own} onChange={(change) => setOwn({ ...own, ...change })} />
      <p className="flex flex-wrap items-center gap-3">
        <button type="submit" className="button button-primary" aria-disabled={busy}>
          {busy ? 'Laying it out…' : 'Sit this paper'}
        </button>
        <span className="text-sm text-muted">The clock starts later, when you begin.</span>
      </p>
      <p role="alert" className="text-wrong">
        {trouble}
      </p>
    </form>
  )
}
