'use client'
import { useEffect, useRef, useState } from 'react'
import type { Adviser, GivenOpinion } from '../../opinion/schema'

const UNREACHABLE = 'The server cannot be reached. Nothing was sent; try again when you are online.'

async function fetchOpinion(id: string, place: number): Promise<GivenOpinion> {
  const response = await fetch('/api/v1/interviews/opinion', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, place, consent: true }),
  }).catch(() => null)
  if (!response) throw new Error(UNREACHABLE)
  const body = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(body.error ?? UNREACHABLE)
  return body
}

/** What a model thinks of an open answer: asked for by the learner, beside the score and never in it. */
export function SecondOpinion({
  id,
  place,
  adviser,
  given,
}: {
  id: string
  place: number
  /** null where the operator plugged nobody in, any more. */
  adviser: Adviser | null
  given: GivenOpinion | null
}) {
  const [told, setTold] = useState(given)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState('')
  const [ready, setReady] = useState(false)
  const consent = useRef<HTMLButtonElement>(null)
  const asker = useRef<HTMLButtonElement>(null)
  const opened = useRef(false)
  // Before this the page is there to be read, and nothing on it answers yet.
  useEffect(() => setReady(true), [])
  useEffect(() => {
    if (asking) consent.current?.focus()
    else if (opened.current) asker.current?.focus()
    opened.current = asking
  }, [asking])
  async function send() {
    if (busy) return
    setBusy(true)
    setTrouble('')
    try {
      setTold(await fetchOpinion(id, place))
      setAsking(false)
    } catch (error) {
      setTrouble((error as Error).message)
    } finally {
      setBusy(false)
    }
  }
  if (told) return <Told {...told} />
  if (!adviser) return null
  return (
    <div className="no-print mt-4">
      {asking ? (
        <div className="max-w-xl border-l-2 border-rule pl-4">
          <p>
            The question, its points and your answer go to <strong>{adviser.model}</strong> at{' '}
            <strong>{adviser.host}</strong>, which the operator of this server plugged in. Nothing
            else of yours is sent. Its opinion stands beside the score and does not change it.
          </p>
          <p className="mt-3 flex flex-wrap gap-3">
            <button
              ref={consent}
              type="button"
              className="button"
              aria-disabled={busy}
              onClick={send}
            >
              {busy ? 'Asking…' : 'Send my answer'}
            </button>
            <button type="button" className="button button-quiet" onClick={() => setAsking(false)}>
              Do not send
            </button>
          </p>
        </div>
      ) : (
        <button
          ref={asker}
          type="button"
          className="button button-quiet -ml-2 text-sm"
          data-ready={ready}
          onClick={() => setAsking(true)}
        >
          Ask a language model for a second opinion
        </button>
      )}
      <p role="alert" className="mt-2 text-sm text-wrong">
        {trouble}
      </p>
    </div>
  )
}

function Told({ opinion, model }: GivenOpinion) {
  const heard = opinion.points.filter((one) => one.heard)
  return (
    <section aria-label="Second opinion" className="mt-6 border-l-2 border-rule pl-4">
      <p className="label">Second opinion, not part of the score</p>
      <p role="status" className="mt-1">
        {model} hears {heard.length} of {opinion.points.length} points.
      </p>
      <ul className="mt-3 space-y-2">
        {opinion.points.map(({ id, point, heard: said, quote }) => (
          <li key={id}>
            <span className={said ? '' : 'text-muted'}>
              {point}: <strong>{said ? 'heard' : 'not heard'}</strong>
            </span>
            {quote ? <q className="block text-sm text-muted">{quote}</q> : null}
          </li>
        ))}
      </ul>
      {opinion.unproven > 0 ? (
        <p className="mt-3 text-sm text-muted">
          It called {opinion.unproven} more heard without words of yours to show for it; those are
          not counted.
        </p>
      ) : null}
      {opinion.question ? (
        <p className="mt-3">
          It would ask next: <em>{opinion.question}</em>
        </p>
      ) : null}
    </section>
  )
}
