'use client'
import { useEffect, useState } from 'react'
import { askToPersist, askWorker } from './ask'
import type { Kept } from './manifest'

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(1)} MB`

/** Keeps every page of the site in this browser, with how far it has come. */
export function KeepAll() {
  const [kept, setKept] = useState<Kept | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  useEffect(() => {
    // The worker of a first visit may still be on its way.
    navigator.serviceWorker?.ready.then(() => askWorker({ type: 'kept' })).then(setKept)
  }, [])

  const keepAll = async () => {
    setBusy(true)
    setSaid('')
    const lasting = await askToPersist()
    const done = await askWorker({ type: 'keep all' }, setKept).catch(() => null)
    setBusy(false)
    if (!done || done.failed > 0)
      return setSaid(
        `${done?.failed ?? 'Some'} pages could not be fetched. What came is kept; try again with a better connection or more free space.`,
      )
    setSaid(
      lasting
        ? 'Everything is kept.'
        : 'Everything is kept, until this browser needs the space. Installing the app makes it stay.',
    )
  }
  const forget = async () => {
    setKept(await askWorker({ type: 'forget' }))
    setSaid('The pages are gone from this browser. Those you visit are kept again.')
  }

  if (kept === null)
    return (
      <p className="mt-4 text-sm text-muted">
        Pages you visit are kept in this browser where it allows that, and so are the cards of the
        coming week.
      </p>
    )
  const isWhole = kept.pages >= kept.allPages
  return (
    <div className="mt-6">
      <p className="figures">
        {isWhole ? 'All' : kept.pages} of {kept.allPages} pages can be read without the network
        {isWhole ? '' : ', with all cards and search'}.
      </p>
      {busy ? (
        <progress
          className="progress mt-3"
          value={kept.pages}
          max={kept.allPages}
          aria-label={`${kept.pages} of ${kept.allPages} pages kept`}
        />
      ) : null}
      <p className="mt-3 flex flex-wrap gap-2">
        {isWhole ? null : (
          <button type="button" className="button" onClick={keepAll} disabled={busy}>
            {busy ? 'Keeping…' : `Keep everything (${megabytes(kept.allBytes - kept.bytes)})`}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={forget} disabled={busy}>
          Remove the pages
        </button>
      </p>
      <p role="status" className="mt-2 min-h-6 text-sm text-muted">
        {said}
      </p>
    </div>
  )
}
