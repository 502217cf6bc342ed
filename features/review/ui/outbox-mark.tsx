'use client'
import { useEffect, useState } from 'react'
import { knownLearner } from '@/lib/auth-client'
import { outboxOf } from '../offline/outbox'
import { forgetPack, refreshPack } from '../offline/pack'
import { packedLearner } from '../offline/shelf'

/** In the header: how many answers wait in this browser; nothing where none does. */
export function OutboxMark() {
  const [waiting, setWaiting] = useState(0)
  useEffect(() => {
    let stop = () => {}
    const begin = async () => {
      const learner = await packedLearner()
      if (knownLearner() === null) return forgetPack()
      if (learner) {
        const outbox = outboxOf(learner)
        const tell = () => setWaiting(outbox.state().waiting + outbox.state().refused.count)
        stop = outbox.subscribe(tell)
        tell()
        await outbox.flush()
      }
      await refreshPack()
    }
    begin()
    return () => stop()
  }, [])
  return waiting === 0 ? null : (
    <a href="/settings#offline" className="figures text-sm text-muted">
      {waiting} unsent<span className="sr-only"> answers in this browser</span>
    </a>
  )
}
