'use client'
import { useEffect } from 'react'
import { type LearnerKind, rememberLearner } from '@/lib/auth-client'

/** Lets this browser remember who studies in it, as the server just said. */
export function Known({ kind }: { kind: LearnerKind }) {
  useEffect(() => rememberLearner(kind), [kind])
  return null
}
