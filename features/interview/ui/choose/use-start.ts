'use client'
import { useEffect, useRef, useState } from 'react'
import { tellTabs } from '@/components/tabs'
import { enterAsGuest, knownLearner } from '@/lib/auth-client'
import type { Start } from '../../schema'

const LONGEST_MS = 20_000
const UNREACHABLE =
  'The server cannot be reached. Nothing was started; try again when you are online.'
const ENDED = 'Your session has ended. Sign in again; what you chose stays here.'

/** Makes the draft of a round and goes to it. A retry is the same draft; what went wrong is a sentence. */
export function useStart(signedIn: boolean) {
  const [busy, setBusy] = useState(false)
  const [ready, setReady] = useState(false)
  const [trouble, setTrouble] = useState('')
  const pending = useRef<{ what: string; id: string } | null>(null)

  useEffect(() => setReady(true), [])

  async function attempt(start: Omit<Start, 'id'>): Promise<string | null> {
    if (!signedIn) {
      if (knownLearner() === 'account') return ENDED
      const refused = await enterAsGuest()
      if (refused) return refused
      tellTabs('learner')
    }
    const what = JSON.stringify(start)
    const id = pending.current?.what === what ? pending.current.id : crypto.randomUUID()
    pending.current = { what, id }
    const response = await fetch('/api/v1/interviews', {
      method: 'POST',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, ...start }),
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    const json = await response.json().catch(() => ({}))
    if (!response.ok) return json.error ?? `The server answered ${response.status}. Try again.`
    location.assign(`/interviews/${id}`)
    return null
  }

  async function start(what: Omit<Start, 'id'>): Promise<void> {
    if (busy) return
    setBusy(true)
    setTrouble('')
    const why = await attempt(what).catch(() => UNREACHABLE)
    if (why === null) return
    setTrouble(why)
    setBusy(false)
  }
  return { ready, busy, trouble, start }
}
