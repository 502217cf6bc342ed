'use client'
import { useId, useState } from 'react'

const STEPS = [
  { title: '+1 s', says: 'one second', ms: 1_000 },
  { title: '+1 min', says: 'one minute', ms: 60_000 },
  { title: '+15 min', says: '15 minutes', ms: 900_000 },
] as const

/** The world's clock. Time passes only here and while something runs. */
export function Clock({
  now,
  isBusy,
  onAdvance,
}: {
  /** Epoch milliseconds; null before the world is made. */
  now: number | null
  isBusy: boolean
  onAdvance(ms: number, title: string): void
}) {
  const id = useId()
  const [minutes, setMinutes] = useState('60')
  const span = Number(minutes)
  const isSpan = Number.isFinite(span) && span > 0 && span <= 525_600
  return (
    <fieldset className="flex flex-wrap items-center gap-1">
      <legend className="sr-only">The world’s clock</legend>
      <span className="figures pr-2 font-mono text-sm text-muted">
        {now === null ? 'clock' : new Date(now).toISOString().slice(11, 19)}
      </span>
      {STEPS.map(({ title, says, ms }) => (
        <button
          key={ms}
          type="button"
          className="button button-quiet min-h-9 text-sm"
          disabled={isBusy}
          aria-label={`${title}: let ${says} pass`}
          onClick={() => onAdvance(ms, `Clock ${title}`)}
        >
          {title}
        </button>
      ))}
      <form
        className="flex items-center gap-1"
        onSubmit={(event) => {
          event.preventDefault()
          if (isSpan && !isBusy) onAdvance(span * 60_000, `Clock +${span} min`)
        }}
      >
        <label htmlFor={id} className="sr-only">
          Minutes to let pass
        </label>
        <input
          id={id}
          type="number"
          min={0}
          step="any"
          className="field figures min-h-9 w-20 py-1 text-sm"
          value={minutes}
          onChange={({ target }) => setMinutes(target.value)}
        />
        <button
          type="submit"
          className="button button-quiet min-h-9 text-sm"
          disabled={isBusy || !isSpan}
        >
          min
        </button>
      </form>
    </fieldset>
  )
}
