'use client'
import { useEffect, useState } from 'react'
import { bundlesOf } from '../../intake/rules'
import type { TakenIn } from '../../intake/schema'

const UNREACHABLE = 'The server cannot be reached. Nothing more was changed; try again.'

const count = (n: number) => `${n.toLocaleString('en')} round${n === 1 ? '' : 's'}`

function sentence({ added, known, unfit }: TakenIn): string {
  const parts = [`${count(added)} came back.`]
  if (known > 0) parts.push(`${count(known)} stood here already.`)
  if (unfit > 0)
    parts.push(`${count(unfit)} could not be taken: not graded, or not as a server wrote it.`)
  return added + known + unfit === 0 ? 'There is no graded round in this file.' : parts.join(' ')
}

async function send(text: string): Promise<string> {
  const read = bundlesOf(text)
  if ('why' in read) return read.why
  const sum: TakenIn = { added: 0, known: 0, unfit: 0 }
  for (const bundle of read.bundles) {
    const response = await fetch('/api/v1/interviews/intake', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bundle),
    }).catch(() => null)
    const told = await response?.json().catch(() => null)
    if (!response?.ok || !told) return told?.error ?? UNREACHABLE
    for (const key of ['added', 'known', 'unfit'] as const) sum[key] += told[key]
  }
  return sentence(sum)
}

/** Takes graded rounds back in from an export of everything. */
export function BringBack() {
  const [ready, setReady] = useState(false)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  useEffect(() => setReady(true), [])

  const take = async (file: File) => {
    setBusy(true)
    setSaid(await send(await file.text()))
    setBusy(false)
  }
  return (
    <div className="max-w-3xl">
      <p className="text-muted">
        Graded rounds in the .json file of an export come back with your answers, notes and marks.
        They are graded again here, and labelled as timed by a device.
      </p>
      <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="button relative has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
          <input
            type="file"
            accept=".json,application/json"
            disabled={busy}
            data-ready={ready}
            className="absolute inset-0 cursor-pointer opacity-0"
            onChange={(event) => {
              const [file] = event.target.files ?? []
              event.target.value = ''
              if (file) take(file)
            }}
          />
          Bring interviews back
        </label>
        <span role="status">{busy ? 'Reading and grading…' : said}</span>
      </p>
    </div>
  )
}
