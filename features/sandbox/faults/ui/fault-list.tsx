'use client'
import { useEffect, useState } from 'react'
import type { Fault } from '../schema'
import { readTally, type Tally } from './tally'

const WORDS = { right: 'Predicted', half: 'Half predicted', wrong: 'Seen' }

/** All faults by what they are about, with how this browser's first predictions went. */
export function FaultList({ faults }: { faults: Pick<Fault, 'id' | 'about' | 'title'>[] }) {
  const [tally, setTally] = useState<Tally>({})
  useEffect(() => setTally(readTally()), [])
  const results = faults.flatMap(({ id }) => tally[id] ?? [])
  const right = results.filter((result) => result === 'right').length
  return (
    <>
      <p className="mb-6 min-h-6 text-muted">
        {results.length > 0
          ? `${right} of ${results.length} predicted whole, ${faults.length - results.length} to go. Counted in this browser alone.`
          : `${faults.length} faults, none of them tried in this browser.`}
      </p>
      {[...new Set(faults.map(({ about }) => about))].map((about) => (
        <section
          key={about}
          aria-label={about}
          className="mb-8 border-t border-rule pt-4 lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-x-12"
        >
          <h2 className="text-lg">{about}</h2>
          <ul className="mt-3 grid gap-x-12 gap-y-2 md:grid-cols-2 lg:mt-0">
            {faults
              .filter((fault) => fault.about === about)
              .map(({ id, title }) => {
                const result = tally[id]
                return (
                  <li key={id}>
                    <a href={`/sandbox/faults/${id}`}>{title}</a>
                    {result ? <span className="text-sm text-muted"> · {WORDS[result]}</span> : null}
                  </li>
                )
              })}
          </ul>
        </section>
      ))}
    </>
  )
}
