'use client'
import { useRef, useState } from 'react'
import { finishReview } from '../../report/actions'
import { signResult } from '../../sign/actions'
import { LONGEST_NAME } from '../../sign/schema'
import { CopyLink } from './copy-link'
import { useSaving } from './use-saving'

/** What can be done with a report: kept, shared, signed, put away. */
export function Deeds({
  id,
  reviewed,
  paperHref,
  whyUnsigned,
  leftOut,
}: {
  id: string
  reviewed: boolean
  /** Path of the link that lets somebody sit the same paper; null where it cannot be shared. */
  paperHref: string | null
  /** Why no result is signed; null where one is. */
  whyUnsigned: string | null
  /** Places that a signed result leaves out. */
  leftOut: number
}) {
  const { ready, busy, trouble, save } = useSaving()
  return (
    <section
      aria-label="What to do with this report"
      className="no-print mt-8 max-w-3xl"
      data-ready={ready || undefined}
    >
      <p className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button"
          aria-disabled={busy || reviewed}
          onClick={() => {
            if (!reviewed) save(() => finishReview({ id }))
          }}
        >
          {reviewed ? '✓ Reviewed' : 'Done reviewing'}
        </button>
        <button type="button" className="button" onClick={() => print()}>
          Print or save as PDF
        </button>
        <a className="button" href={`/api/v1/interviews/${id}/report`} download>
          Download JSON
        </a>
      </p>
      <p role="alert" className="text-wrong">
        {trouble}
      </p>
      <div className="mt-3 divide-y divide-rule border-y border-rule">
        {paperHref === null ? null : (
          <details className="py-2">
            <summary>Let a friend sit the same paper</summary>
            <p className="measure mt-1 mb-2 text-sm text-muted">
              The same questions in the same order. Nothing of you or your answers is in the link.
            </p>
            <CopyLink path={paperHref} label="Link to the paper" />
          </details>
        )}
        <details className="py-2">
          <summary>A result that others can check</summary>
          {whyUnsigned === null ? (
            <SignForm id={id} leftOut={leftOut} />
          ) : (
            <p className="measure mt-1 text-muted">{whyUnsigned}</p>
          )}
        </details>
      </div>
    </section>
  )
}

function SignForm({ id, leftOut }: { id: string; leftOut: number }) {
  const { busy, trouble, save } = useSaving()
  const [token, setToken] = useState<string | null>(null)
  const name = useRef<HTMLInputElement>(null)
  const sign = async (event: React.FormEvent) => {
    event.preventDefault()
    const signed = await save(() => signResult({ id, name: name.current?.value ?? '' }))
    if (signed) setToken(signed.token)
  }
  return (
    <form onSubmit={sign} className="mt-1 pb-2">
      <p className="measure text-sm text-muted">
        The server signs the round, its level, score, band and dates, and nothing else of you.
        Whoever opens the link sees whether it is as it was signed.
        {leftOut > 0
          ? ` ${leftOut === 1 ? 'One part' : `${leftOut} parts`} that only your browser checked will be left out.`
          : ''}
      </p>
      <label className="mt-2 block max-w-md">
        <span className="label mb-1 block">Name on it (optional, not checked)</span>
        <input ref={name} className="field" maxLength={LONGEST_NAME} autoComplete="name" />
      </label>
      <button type="submit" className="button mt-2" aria-disabled={busy}>
        {busy ? 'Signing…' : 'Sign it'}
      </button>
      <p role="alert" className="text-wrong">
        {trouble}
      </p>
      {token === null ? null : (
        <div className="mt-2">
          <CopyLink
            path={`/interviews/verify?t=${encodeURIComponent(token)}`}
            label="Link to the signed result"
          />
        </div>
      )}
    </form>
  )
}
