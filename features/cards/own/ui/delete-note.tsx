'use client'
import { useEffect, useRef, useState } from 'react'
import { type OwnWrites, tried } from './handles'

/** Deletes a note at once, and takes the deletion back as easily. */
export function DeleteNote({
  id,
  writes,
  deleted,
  onChange,
}: {
  id: string
  writes: Pick<OwnWrites, 'remove' | 'restore'>
  deleted: boolean
  onChange(deleted: boolean): void
}) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const undo = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (deleted) undo.current?.focus()
  }, [deleted])
  const write = async () => {
    setBusy(true)
    setTrouble('')
    const outcome = await tried(deleted ? writes.restore({ id }) : writes.remove({ id }))
    setBusy(false)
    if (outcome.ok) onChange(!deleted)
    else setTrouble(outcome.error)
  }
  const alert = (
    <span role="alert" className="text-sm text-wrong empty:hidden">
      {trouble}
    </span>
  )
  if (!deleted)
    return (
      <>
        <button type="button" className="button button-quiet" onClick={write} disabled={busy}>
          Delete
        </button>
        {alert}
      </>
    )
  return (
    <div className="measure" role="status">
      <p>Deleted. Its cards are asked no more; for 30 days they can come back as they were.</p>
      <p className="mt-4 flex flex-wrap items-center gap-2">
        <button ref={undo} type="button" className="button" onClick={write} disabled={busy}>
          Undo
        </button>
        <a href="/cards/own" className="button button-quiet">
          All your own cards
        </a>
        {alert}
      </p>
    </div>
  )
}
