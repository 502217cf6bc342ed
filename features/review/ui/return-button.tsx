'use client'
import { useState, useTransition } from 'react'
import { returnAction } from '../fit/actions'

const UNREACHABLE = 'The server cannot be reached. Nothing was changed; try again.'

/** Goes back to the parameters before those in force, and says what came of it. */
export function ReturnButton({ version, children }: React.PropsWithChildren<{ version: number }>) {
  const [trouble, setTrouble] = useState('')
  const [busy, begin] = useTransition()
  const press = () =>
    begin(async () => {
      const outcome = await returnAction({ version }).catch(() => ({
        ok: false as const,
        error: UNREACHABLE,
      }))
      setTrouble(outcome.ok ? '' : outcome.error)
    })
  return (
    <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <button type="button" className="button" onClick={press} disabled={busy}>
        {children}
      </button>
      <span role="status" className="text-sm text-muted">
        {trouble}
      </span>
    </p>
  )
}
