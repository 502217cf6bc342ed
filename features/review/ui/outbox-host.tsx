'use client'
import { type ComponentType, useEffect, useState } from 'react'
import { knownLearner } from '@/lib/auth-client'
import { keptNumber, PACK_KEY, WAITING_KEY } from '../offline/keys'

const AT_REST_MS = 2_500
const OLD_MS = 6 * 3_600_000

/** On any page: sends what waits, renews what is needed offline. Nothing is loaded where none is due. */
export function OutboxHost() {
  const [Mark, setMark] = useState<ComponentType | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => {
      const packedAt = keptNumber(PACK_KEY)
      const isDue = knownLearner() === null ? packedAt > 0 : Date.now() - packedAt > OLD_MS
      if (!isDue && keptNumber(WAITING_KEY) === 0) return
      import('./outbox-mark').then(
        ({ OutboxMark }) => setMark(() => OutboxMark),
        () => undefined,
      )
    }, AT_REST_MS)
    return () => clearTimeout(timer)
  }, [])
  return Mark ? <Mark /> : null
}
