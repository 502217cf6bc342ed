import { useEffect, useRef, useState } from 'react'
import type { Scenario } from '../../schema'
import { saveScenarioAction } from '../actions'

/** How long typing must rest before it is saved, and a failed save before the next try; real ms. */
const REST_MS = 1000
const RETRY_MS = 5000

/** A saved scenario that is open, and the number of its last save. */
export interface OpenSaved {
  id: string
  sequence: number
}

/** Saves a scenario as it is edited. Every save has a number, so that one which comes late changes nothing. */
export function useAutosave(open: OpenSaved | null, start: Scenario, scenario: Scenario): string {
  const first = useRef(start)
  const latest = useRef(scenario)
  latest.current = scenario
  const sequence = useRef(open?.sequence ?? 0)
  const [said, setSaid] = useState('')
  const id = open?.id
  const saved = useRef(sequence.current)
  useEffect(() => {
    const isUntouched = scenario === first.current && sequence.current === saved.current
    if (id === undefined || isUntouched) return
    let timer = setTimeout(save, REST_MS)
    setSaid('Saving…')
    async function save() {
      const sent = latest.current
      sequence.current += 1
      const made = { id, sequence: sequence.current, scenario: sent }
      const outcome = await saveScenarioAction(made).catch(() => null)
      if (outcome?.ok) {
        // Another tab may have saved more often: the next number is above both.
        sequence.current = Math.max(sequence.current, outcome.value.sequence)
        if (sent === latest.current) setSaid('Saved.')
        return
      }
      setSaid(outcome?.error ?? 'Not saved yet: the server cannot be reached. It is tried again.')
      if (!outcome || outcome.retry) timer = setTimeout(save, RETRY_MS)
    }
    return () => clearTimeout(timer)
  }, [id, scenario])
  return open ? said || 'Saved as you edit.' : ''
}
