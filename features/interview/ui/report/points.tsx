'use client'
import { useId, useState } from 'react'
import type { Finding, Verdict } from '@/features/quiz/schema'
import { mark, unmark } from '../../marks/actions'
import { LONGEST_REASON, type Mark } from '../../marks/schema'
import { percent } from '../../report/score/rules'
import { useSaving } from './use-saving'

interface Props {
  id: string
  place: number
  verdict: Verdict
  marks: Mark[]
  ownScore: number | null
}

const heardText = ({ right, chosen }: Finding) =>
  right ? (chosen ? 'heard' : 'not heard') : 'said, and wrong'

/** The points of an open answer, each with the sentence that earned it and the learner's own mark. */
export function Points({ id, place, verdict, marks, ownScore }: Props) {
  const marked = new Map(marks.map((one) => [one.finding, one]))
  const agreed = marks.filter(
    ({ finding, holds }) => verdict.findings[finding]?.chosen === holds,
  ).length
  return (
    <div>
      <ul className="findings">
        {verdict.findings.map((finding, index) => (
          <Point
            // biome-ignore lint/suspicious/noArrayIndexKey: findings never move
            key={index}
            id={id}
            place={place}
            index={index}
            finding={finding}
            mark={marked.get(index) ?? null}
          />
        ))}
      </ul>
      {ownScore === null ? null : (
        <p className="figures mt-3">
          Our score of this answer: {percent(verdict.score)}. By your marks:{' '}
          <strong>{percent(ownScore)}</strong>. You agree on {agreed} of {marks.length}{' '}
          {marks.length === 1 ? 'point' : 'points'} that you marked. Both are kept; the round’s
          score stays ours.
        </p>
      )}
      <SelfMark id={id} place={place} verdict={verdict} marks={marks} />
    </div>
  )
}

function Point({
  id,
  place,
  index,
  finding,
  mark: own,
}: {
  id: string
  place: number
  index: number
  finding: Finding
  mark: Mark | null
}) {
  const { html, chosen, right, whyHtml } = finding
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { busy, trouble, save } = useSaving()
  const form = useId()
  const contest = (event: React.FormEvent) => {
    event.preventDefault()
    const marks = [{ finding: index, holds: !chosen, reason }]
    save(() => mark({ id, place, marks })).then((saved) => saved && setOpen(false))
  }
  return (
    <li data-right={(right && chosen) || undefined} data-chosen={chosen || undefined}>
      <span className="mark" aria-hidden="true">
        {right ? (chosen ? '✓' : '–') : '✕'}
      </span>
      <div className="min-w-0">
        <div className="flex items-start justify-between gap-4">
          <span className="label figures pt-0.5">
            {index + 1} · {heardText(finding)}
          </span>
          {own ? null : (
            <button
              type="button"
              className="no-print text-sm text-muted underline decoration-rule-strong hover:text-ink"
              aria-expanded={open}
              aria-controls={form}
              onClick={() => setOpen(!open)}
            >
              {chosen ? 'I did not say this' : 'I did say this'}
            </button>
          )}
        </div>
        <div dangerouslySetInnerHTML={{ __html: html }} />
        <div className="text-sm text-muted" dangerouslySetInnerHTML={{ __html: whyHtml }} />
        {own ? (
          <p className="mt-1 text-sm">
            <strong>Your mark: {own.holds ? 'it was said' : 'it was not said'}.</strong>{' '}
            {own.reason}{' '}
            <button
              type="button"
              className="no-print underline"
              aria-disabled={busy}
              onClick={() => save(() => unmark({ id, place, finding: index }))}
            >
              Take it back
            </button>
          </p>
        ) : (
          <form id={form} hidden={!open} onSubmit={contest} className="no-print mt-2 max-w-xl">
            <label className="block">
              <span className="label mb-1 block">
                {chosen ? 'What did you mean instead?' : 'Where did you say it?'} (optional)
              </span>
              <textarea
                className="field min-h-16 resize-y leading-normal"
                maxLength={LONGEST_REASON}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            </label>
            <button type="submit" className="button mt-2" aria-disabled={busy}>
              {busy ? 'Saving…' : 'Keep my mark'}
            </button>
          </form>
        )}
        <p role="alert" className="text-sm text-wrong">
          {trouble}
        </p>
      </div>
    </li>
  )
}

/** All points at once, by one's own ear: a second score beside ours. */
function SelfMark({ id, place, verdict, marks }: Omit<Props, 'ownScore'>) {
  const { busy, trouble, save } = useSaving()
  const before = new Map(marks.map(({ finding, holds }) => [finding, holds]))
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const reasons = new Map(marks.map(({ finding, reason }) => [finding, reason]))
    save(() =>
      mark({
        id,
        place,
        marks: verdict.findings.map((_, finding) => ({
          finding,
          holds: said.has(`f${finding}`),
          reason: reasons.get(finding) ?? '',
        })),
      }),
    )
  }
  return (
    <details className="no-print mt-3">
      <summary className="label">Mark this answer yourself</summary>
      <form onSubmit={send} className="mt-2">
        <fieldset>
          <legend className="text-sm text-muted">Tick what was said, as you read it.</legend>
          {verdict.findings.map(({ html, chosen }, index) => (
            <label
              // biome-ignore lint/suspicious/noArrayIndexKey: findings never move
              key={index}
              className="flex gap-3 py-1"
            >
              <input
                type="checkbox"
                name={`f${index}`}
                defaultChecked={before.get(index) ?? chosen}
                className="mt-1.5 size-4 shrink-0 accent-accent"
              />
              <span dangerouslySetInnerHTML={{ __html: html }} />
            </label>
          ))}
        </fieldset>
        <button type="submit" className="button mt-2" aria-disabled={busy}>
          {busy ? 'Saving…' : 'Keep my marks'}
        </button>
        <p role="alert" className="text-wrong">
          {trouble}
        </p>
      </form>
    </details>
  )
}
