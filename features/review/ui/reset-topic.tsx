'use client'
import { useState } from 'react'
import { resetAction } from '../reset/actions'

/** Makes a topic's cards new again, after asking. */
export function ResetTopic({ topic, title }: { topic: string; title: string }) {
  const [asking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const reset = async () => {
    setAsking(false)
    const outcome = await resetAction({ answerId: crypto.randomUUID(), scope: { topic } })
    setSaid(
      outcome.ok
        ? outcome.value.reset === 0
          ? 'None of these cards had been studied.'
          : `${outcome.value.reset} cards are new again.`
        : outcome.error,
    )
  }
  if (asking) {
    return (
      <span className="flex flex-wrap items-center gap-2 text-sm">
        Forget what you learned of {title}? The reviews stay in your history.
        <button type="button" className="button" onClick={reset}>
          Make them new
        </button>
        <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
          Keep
        </button>
      </span>
    )
  }
  return (
    <>
      <button type="button" className="button button-quiet" onClick={() => setAsking(true)}>
        Reset this topic
      </button>
      <span role="status" className="self-center text-sm text-muted">
        {said}
      </span>
    </>
  )
}
