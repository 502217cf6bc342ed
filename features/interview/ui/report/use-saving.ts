'use client'
import { useEffect, useRef, useState } from 'react'
import type { Outcome } from '@/lib/outcome'

const UNREACHABLE =
  'The server cannot be reached. Nothing was saved; try again when you are online.'

/** Saves by a server action, one at a time, and says in a sentence what went wrong. */
export function useSaving() {
  const [busy, setBusy] = useState(false)
  const [ready, setReady] = useState(false)
  const [trouble, setTrouble] = useState('')
  const running = useRef(false)
  // Before this the page is there to be read, and nothing on it answers yet.
  useEffect(() => setReady(true), [])
  async function save<T>(work: () => Promise<Outcome<T>>): Promise<T | null> {
    if (running.current) return null
    running.current = true
    setBusy(true)
    setTrouble('')
    try {
      const outcome = await work()
      if (outcome.ok) return outcome.value ?? (true as T)
      setTrouble(outcome.error)
    } catch {
      setTrouble(UNREACHABLE)
    } finally {
      running.current = false
      setBusy(false)
    }
    return null
  }
  return { ready, busy, trouble, save }
}
