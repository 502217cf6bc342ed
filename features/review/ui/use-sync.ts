'use client'
import { useEffect, useState } from 'react'
import { type Outbox, outboxOf } from '../offline/outbox'
import type { SyncState } from '../offline/schema'

/** How things stand between this browser and the server; null until this tab has looked. */
export function useSync(learner: string): { state: SyncState; outbox: Outbox } | null {
  const [known, setKnown] = useState<{ state: SyncState; outbox: Outbox } | null>(null)
  useEffect(() => {
    const outbox = outboxOf(learner)
    const tell = () => setKnown({ state: outbox.state(), outbox })
    tell()
    return outbox.subscribe(tell)
  }, [learner])
  return known
}

/** An instant as a time of day. */
export const clock = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' }).format(at)
