'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

/** Takes an import back as a whole, and says so. */
export function UndoImport({ id }: { id: string }) {
  const router = useRouter()
  const [state, setState] = useState<'ready' | 'busy' | 'undone'>('ready')
  const [problem, setProblem] = useState<string | null>(null)
  const undo = async () => {
    setState('busy')
    try {
      const response = await fetch(`/api/v1/archive/imports/${id}/undo`, {
        method: 'POST',
        body: '{}',
      })
      const body = (await response.json()) as { error?: string }
      setProblem(response.ok ? null : (body.error ?? 'It was not taken back. Try again.'))
      setState(response.ok ? 'undone' : 'ready')
      if (response.ok) router.refresh()
    } catch {
      setProblem('The server cannot be reached. Nothing was taken back; try again.')
      setState('ready')
    }
  }
  if (state === 'undone')
    return <p role="status">Taken back: its notes are in the bin, its answers count no more.</p>
  return (
    <>
      <button type="button" className="button" disabled={state === 'busy'} onClick={undo}>
        {state === 'busy' ? 'Taking it back…' : 'Undo this import'}
      </button>
      {problem ? (
        <p role="alert" className="text-wrong">
          {problem}
        </p>
      ) : null}
    </>
  )
}
