'use client'
import { useRef, useState } from 'react'
import type { Figures } from '@/emulator'
import { DiffView } from '../../ui/diff-view'
import { Reason } from '../../ui/microscope/fidelity'
import { JsonBlock } from '../../ui/microscope/json-block'
import { Microscope } from '../../ui/microscope/microscope'
import {
  BODY_CHOICES,
  bodyChoiceOf,
  changesOf,
  decisiveOf,
  judge,
  type Prediction,
  STATUSES,
  statusText,
} from '../rules'
import type { CompiledFault } from '../schema'
import { countPrediction } from './tally'
import { type Outcomes, useFault } from './use-fault'

function Verdict({
  what,
  isRight,
  said,
  came,
}: {
  what: string
  isRight: boolean
  said: string
  came: string
}) {
  return (
    <li>
      <strong className={isRight ? 'text-right' : 'text-wrong'}>{isRight ? '✓ ' : '✕ '}</strong>
      {isRight ? `${what}, as you said: ${came}.` : `${what}: ${came}. You said: ${said}.`}
    </li>
  )
}

function Seen({
  fault,
  prediction,
  outcomes,
  figures,
}: {
  fault: CompiledFault
  prediction: Prediction
  outcomes: Outcomes
  figures: Figures
}) {
  const { working, broken } = outcomes
  const [reason] = decisiveOf(broken.exchange, working.exchange)
  const right = judge(prediction, broken, working)
  const body = bodyChoiceOf(broken, working)
  return (
    <section aria-label="What happened" className="space-y-5 border-t border-rule pt-5">
      <ul className="max-w-prose space-y-1">
        <Verdict
          what="Status"
          isRight={right.status}
          said={statusText(prediction.status)}
          came={statusText(broken.status)}
        />
        <Verdict
          what="Body"
          isRight={right.body}
          said={BODY_CHOICES[prediction.body] ?? ''}
          came={BODY_CHOICES[body] ?? ''}
        />
      </ul>
      <div>
        <h2 className="pb-1 text-lg">What decided it</h2>
        {reason ? <Reason because={reason} /> : <p>{broken.trouble}</p>}
      </div>
      <div>
        <h2 className="pb-1 text-lg">The mend</h2>
        <p className="max-w-prose">{fault.mend}</p>
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        <JsonBlock title={`Before: ${statusText(working.status)}`} value={working.body} />
        <JsonBlock title={`Broken: ${statusText(broken.status)}`} value={broken.body} />
      </div>
      {broken.exchange ? (
        <details>
          <summary className="py-1">The broken request under the microscope</summary>
          <div className="pt-3">
            <Microscope exchange={broken.exchange} figures={figures} />
          </div>
        </details>
      ) : null}
    </section>
  )
}

/** One fault: what was changed, what one says will come of it, and then what comes of it. */
export function FaultView({
  fault,
  next,
  figures,
}: {
  fault: CompiledFault
  /** The id of the one after it. */
  next: string | null
  figures: Figures
}) {
  const { isRunning, trouble, run } = useFault(fault, figures)
  const [picked, setPicked] = useState<Prediction>({ status: '', body: '' })
  const [seen, setSeen] = useState<{ prediction: Prediction; outcomes: Outcomes } | null>(null)
  const told = useRef<HTMLDivElement>(null)
  const isWhole = picked.status !== '' && picked.body !== ''

  async function see() {
    const outcomes = await run()
    if (!outcomes) return
    setSeen({ prediction: picked, outcomes })
    const { status, body } = judge(picked, outcomes.broken, outcomes.working)
    countPrediction(fault.id, status && body ? 'right' : status || body ? 'half' : 'wrong')
    told.current?.focus()
  }
  return (
    <div className="space-y-6">
      <section aria-label="What was changed" className="space-y-4">
        {changesOf(fault.working, fault.broken).map(({ title, lines }) => (
          <div key={title}>
            <h2 className="pb-1 font-mono text-sm">{title}</h2>
            <DiffView lines={lines} left="working" right="broken" />
          </div>
        ))}
      </section>
      <form
        aria-label="Your prediction"
        className="grid max-w-2xl gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]"
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole && !isRunning) see()
        }}
      >
        <label className="block">
          <span className="label">Status</span>
          <select
            className="field min-h-10 py-1"
            value={picked.status}
            disabled={seen !== null}
            onChange={({ target }) => setPicked({ ...picked, status: target.value })}
          >
            <option value="">Choose…</option>
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {statusText(status)}
              </option>
            ))}
          </select>
        </label>
        <label className="block">
          <span className="label">Body</span>
          <select
            className="field min-h-10 py-1"
            value={picked.body}
            disabled={seen !== null}
            onChange={({ target }) => setPicked({ ...picked, body: target.value })}
          >
            <option value="">Choose…</option>
            {Object.entries(BODY_CHOICES).map(([id, text]) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <p className="flex flex-wrap items-center gap-3 sm:col-span-2">
          <button
            type="submit"
            className="button button-primary"
            disabled={!isWhole || isRunning || seen !== null}
          >
            See what happens
          </button>
          <span role="status" className="text-sm text-muted">
            {isRunning ? 'Both run…' : isWhole || seen ? '' : 'Say what will come of it first.'}
          </span>
        </p>
      </form>
      {trouble ? (
        <p role="alert" className="text-wrong">
          {trouble}
        </p>
      ) : null}
      <div ref={told} tabIndex={-1} className="outline-none">
        {seen ? <Seen fault={fault} figures={figures} {...seen} /> : null}
      </div>
      <p className="flex flex-wrap gap-3">
        {next ? (
          <a href={`/sandbox/faults/${next}`} className={seen ? 'button button-primary' : 'button'}>
            Next fault
          </a>
        ) : null}
        <a href={`/sandbox?fault=${fault.id}`} className="button">
          Open it on the bench
        </a>
        <a href="/sandbox/faults" className="button button-quiet">
          All faults
        </a>
      </p>
    </div>
  )
}
