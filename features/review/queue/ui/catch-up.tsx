'use client'
import { useState, useTransition } from 'react'
import type { CatchUp } from '@/features/learner/schema'
import { catchUpAction } from '../actions'

const UNREACHABLE = 'The server cannot be reached. Nothing was changed; try again.'

/** Takes up a pace of catching up, or gives it up where none is named. */
export function CatchUpButton({
  catchUp,
  children,
}: React.PropsWithChildren<{ catchUp: CatchUp | null }>) {
  const [trouble, setTrouble] = useState('')
  const [busy, begin] = useTransition()
  const press = () =>
    begin(async () => {
      const outcome = await catchUpAction(catchUp).catch(() => ({
        ok: false as const,
        error: UNREACHABLE,
      }))
      setTrouble(outcome.ok ? '' : outcome.error)
    })
  return (
    <>
      <button
        type="button"
        className={catchUp ? 'button' : 'button button-quiet -mx-2'}
        onClick={press}
        aria-disabled={busy}
      >
        {children}
      </button>
      <span role="status" className="text-sm text-wrong">
        {trouble}
      </span>
    </>
  )
}
