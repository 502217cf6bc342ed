'use client'
import { useEffect, useState } from 'react'
import { askWorker } from './ask'

export interface Place {
  href: string
  title: string
}

/** Of these pages, those that can be read now. */
export function KeptList({ places }: { places: Place[] }) {
  const [paths, setPaths] = useState<string[] | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  useEffect(() => {
    setFrom(new URLSearchParams(location.search).get('from'))
    askWorker({ type: 'kept' }).then((kept) => setPaths(kept?.paths ?? []))
  }, [])
  const here = places.filter(({ href }) => paths?.includes(href))
  return (
    <>
      <p className="mt-6 flex flex-wrap gap-2">
        <a href="/review" className="button button-primary">
          Review your cards
        </a>
        {from?.startsWith('/') && !from.startsWith('//') ? (
          <a href={from} className="button">
            Try again
          </a>
        ) : null}
      </p>
      <h2 className="mt-10 text-lg">Pages in this browser</h2>
      {paths === null ? (
        <p role="status" className="mt-2 text-muted">
          Looking…
        </p>
      ) : here.length === 0 ? (
        <p className="mt-2 text-muted">
          None yet. Pages you visit are kept; Settings, Offline keeps all of them at once.
        </p>
      ) : (
        <ul className="mt-2 space-y-1.5">
          {here.map(({ href, title }) => (
            <li key={href}>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
