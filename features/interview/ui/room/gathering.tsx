'use client'
import { useEffect, useState } from 'react'
import { ask } from '../../offline/post'
import type { RoomView } from '../../schema'

const AGAIN_MS = 1_500
const PATIENCE = 20

/** Between the end of a round and its report. */
export function Gathering({ id }: { id: string }) {
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try is another timer
  useEffect(() => {
    const timer = setTimeout(async () => {
      const reply = await ask<RoomView>(`/${id}`)
      const state = reply.ok ? reply.value.clock.state : null
      if (state === 'graded' || state === 'reviewed') location.replace(`/interviews/${id}/report`)
      else setTries((before) => before + 1)
    }, AGAIN_MS)
    return () => clearTimeout(timer)
  }, [id, tries])
  return (
    <div className="reading">
      <h1 className="text-2xl">Gathering your answers</h1>
      <p role="status" className="measure mt-4 text-lg text-muted">
        {tries < PATIENCE
          ? 'The round is over and everything you wrote is here. Your report is being made.'
          : 'This takes longer than usual. Your answers are safe; come back to Interviews in a minute.'}
      </p>
      <p className="mt-6">
        <a href="/interviews" className="button">
          Interviews
        </a>
      </p>
    </div>
  )
}
