'use client'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { HandedOut, Told } from '../attempt/schema'
import { blankChosen, missing } from '../draft/rules'
import type { Practice } from '../pick/schema'
import { begin, type Run, type RunEvent, sheetNow, step } from '../run/rules'
import type { Chosen } from '../schema'
import { post } from './post'

type State = { status: 'loading' } | { status: 'failed'; why: string } | { status: 'run'; run: Run }
type Change = { status: 'loading' } | { status: 'failed'; why: string } | HandedOut | RunEvent

function reduce(state: State, change: Change): State {
  if ('sheets' in change) return { status: 'run', run: begin(change) }
  if ('status' in change) return change
  return state.status === 'run' ? { status: 'run', run: step(state.run, change) } : state
}

/** A session: its sheets from the server, what is chosen, and the verdict on each answer. */
export function useRun(practice: Practice) {
  const [state, change] = useReducer(reduce, { status: 'loading' })
  const [tries, setTries] = useState(0)
  const query = JSON.stringify(practice)
  const shownAt = useRef(0)
  const pending = useRef<{ sheetId: string; answerId: string; chosen: string } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another request
  useEffect(() => {
    let gone = false
    change({ status: 'loading' })
    post<HandedOut>('sheets', { practice: JSON.parse(query) }).then((reply) => {
      if (gone) return
      change(reply.ok ? reply.value : { status: 'failed', why: reply.error })
    })
    return () => {
      gone = true
    }
  }, [query, tries])

  const run = state.status === 'run' ? state.run : null
  const sheet = run ? sheetNow(run) : undefined
  const { sheetId } = sheet ?? {}
  // biome-ignore lint/correctness/useExhaustiveDependencies: each sheet is timed from when it is shown
  useEffect(() => {
    shownAt.current = performance.now()
  }, [sheetId])

  const send = async (chosen: Chosen) => {
    if (!run || !sheet || run.phase !== 'asking') return
    change({ do: 'send' })
    // A retry of the same answer is the same answer: it is saved once.
    const text = JSON.stringify([chosen, run.confidence])
    const known = pending.current
    const answerId =
      known?.sheetId === sheet.sheetId && known.chosen === text
        ? known.answerId
        : crypto.randomUUID()
    pending.current = { sheetId: sheet.sheetId, answerId, chosen: text }
    const reply = await post<Told>('answers', {
      sheetId: sheet.sheetId,
      answerId,
      chosen,
      confidence: run.confidence,
      durationMs: Math.round(performance.now() - shownAt.current),
    })
    if (reply.ok) change({ do: 'told', sheetId: sheet.sheetId, told: reply.value })
    else change({ do: 'trouble', text: reply.error })
  }

  return {
    state,
    change: change as (event: RunEvent) => void,
    retry: useCallback(() => setTries((before) => before + 1), []),
    answer() {
      if (!run || !sheet) return
      const lacks = missing(sheet.body, run.chosen)
      if (lacks) change({ do: 'trouble', text: lacks })
      else send(run.chosen)
    },
    show() {
      if (sheet) send(blankChosen(sheet.body))
    },
  }
}
export type RunControls = ReturnType<typeof useRun>
