'use client'
import { useEffect, useState } from 'react'
import { ask } from '../../offline/post'
import type { Clock } from '../../schema'
import { keepOfflinePage } from './offline-page'

/** Starts the clock. */
export function Begin({ id }: { id: string }) {
  const [ready, setReady] = useState(false)
  const [beginning, setBeginning] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    setReady(true)
    keepOfflinePage()
  }, [])
  const begin = async () => {
    if (beginning) return
    setBeginning(true)
    setTrouble(null)
    const reply = await ask<Clock>('/begin', { id })
    if (reply.ok) return location.reload()
    setBeginning(false)
    setTrouble(`${reply.error} The clock has not started; try again.`)
  }
  return (
    <div className="mt-10">
      <p className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button button-primary min-w-40"
          data-begin={ready ? 'ready' : undefined}
          aria-disabled={beginning}
          onClick={begin}
        >
          {beginning ? 'One moment…' : 'Begin'}
        </button>
        <a href="/interviews" className="button button-quiet">
          Not now
        </a>
      </p>
      <p role="alert" className="mt-3 min-h-6 text-wrong">
        {trouble}
      </p>
      <noscript>
        <p className="mt-4">Sitting a round needs JavaScript.</p>
      </noscript>
    </div>
  )
}
