'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { post } from './post'

/** What became of the card that a wrong answer can be made. */
export type CardState =
  | { kind: 'none' }
  | { kind: 'busy' }
  | { kind: 'made'; noteId: string; isNew: boolean }
  | { kind: 'failed'; why: string }

/** Makes the wrong answer on a sheet a card; pressed twice it is made once. */
export function useCard(sheetId: string | undefined) {
  const [state, setState] = useState<CardState>({ kind: 'none' })
  const busy = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sheet has no card yet
  useEffect(() => setState({ kind: 'none' }), [sheetId])
  const make = useCallback(async () => {
    if (busy.current || !sheetId) return
    busy.current = true
    setState({ kind: 'busy' })
    const reply = await post<{ noteId: string; isNew: boolean }>('cards', { sheetId })
    busy.current = false
    setState(reply.ok ? { kind: 'made', ...reply.value } : { kind: 'failed', why: reply.error })
  }, [sheetId])
  return { state, make }
}

/** The button that makes it, and what came of it. */
export function MakeCard({ state, onMake }: { state: CardState; onMake(): void }) {
  return (
    <div role="status">
      {state.kind === 'made' ? (
        <p>
          {state.isNew ? 'It is a card of yours now.' : 'It is a card of yours already.'}{' '}
          <a href={`/cards/own/${state.noteId}`}>Look at it</a>
        </p>
      ) : (
        <>
          <button
            type="button"
            className="button"
            aria-disabled={state.kind === 'busy'}
            onClick={onMake}
          >
            {state.kind === 'busy' ? 'Making a card…' : 'Make it a card'}{' '}
            <kbd className="key">c</kbd>
          </button>
          {state.kind === 'failed' ? <p className="mt-1 text-wrong">{state.why}</p> : null}
        </>
      )}
    </div>
  )
}
