'use client'
import { useState } from 'react'
import type { Figures } from '@/emulator'
import { Microscope } from '../../ui/microscope/microscope'
import type { Check, CheckRun, Verdict } from '../schema'

function Findings({ verdict }: { verdict: Verdict }) {
  const failed = verdict.findings.filter(({ passed }) => !passed)
  return (
    <ul className="mt-1 space-y-1 text-sm">
      {failed.map(({ expected, saw }) => (
        <li key={expected} className="break-words">
          Expected <code>{expected}</code>, saw <code>{saw}</code>
        </li>
      ))}
    </ul>
  )
}

/** What happened in one check's world, one exchange after the other. */
function Happened({ run, figures }: { run: CheckRun; figures: Figures }) {
  const [open, setOpen] = useState(run.asked.at(-1) ?? 0)
  const exchange = run.exchanges[open]
  if (!exchange) return null
  return (
    <div className="mt-3 border-l-2 border-rule pl-4">
      {run.exchanges.length > 1 ? (
        <label className="mb-3 flex items-center gap-2 text-sm">
          <span className="label">Exchange</span>
          <select
            className="field min-h-9 w-auto py-1"
            value={open}
            onChange={({ target }) => setOpen(Number(target.value))}
          >
            {run.exchanges.map((one, index) => (
              <option key={one.id} value={index}>
                {index + 1}. {one.route ?? one.invocations[0]?.functionName ?? one.kind}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <Microscope exchange={exchange} figures={figures} />
    </div>
  )
}

/** The checks of a lab, and how the last run did in them. */
export function Checks({
  checks,
  verdicts,
  runs,
  figures,
}: {
  checks: Check[]
  verdicts: Verdict[] | null
  /** What the last run did here; null where the server ran it, or before the first. */
  runs: CheckRun[] | null
  figures: Figures
}) {
  const [shown, setShown] = useState<string | null>(null)
  return (
    <ul className="divide-y divide-rule border-y border-rule" aria-label="Checks">
      {checks.map(({ id, say, hidden }) => {
        const verdict = verdicts?.find((one) => one.id === id)
        const run = runs?.find((one) => one.id === id)
        const word = verdict ? (verdict.passed ? 'Passed' : 'Failed') : 'Not run'
        return (
          <li key={id} className="py-3">
            <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span
                className={`w-16 text-sm font-semibold ${verdict ? (verdict.passed ? 'text-(color:--right)' : 'text-wrong') : 'text-muted'}`}
              >
                {word}
              </span>
              <span className="min-w-0 flex-1">
                {hidden && !verdict ? 'A check that shows itself when it is run' : say}
              </span>
              {run && run.exchanges.length > 0 ? (
                <button
                  type="button"
                  className="button button-quiet min-h-9 text-sm"
                  aria-expanded={shown === id}
                  aria-label={`What happened: ${say}`}
                  onClick={() => setShown(shown === id ? null : id)}
                >
                  What happened
                </button>
              ) : null}
            </div>
            {verdict && !verdict.passed ? <Findings verdict={verdict} /> : null}
            {run && shown === id ? <Happened run={run} figures={figures} /> : null}
          </li>
        )
      })}
    </ul>
  )
}
