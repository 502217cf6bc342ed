'use client'
import { useId, useState } from 'react'
import { Clock } from './clock'
import type { BenchWorld } from './use-world'

const MOST = 1000
/** Each of those that come at once needs an environment of its own, which is a worker here. */
const MOST_AT_ONCE = 100

/** What can be done with the scenario: run it, run it often, let time pass, stop, begin anew. */
export function RunBar({
  world,
  isBlocked,
  isWhole,
  onRun,
  onBurst,
  onAdvance,
}: {
  world: BenchWorld
  /** The event cannot be read as it stands. */
  isBlocked: boolean
  /** On a phone the rest of the controls stands with the result alone. */
  isWhole: boolean
  onRun(): void
  onBurst(count: number, concurrent: boolean): void
  onAdvance(ms: number, title: string): void
}) {
  const id = useId()
  const [count, setCount] = useState('20')
  const [concurrent, setConcurrent] = useState(true)
  const { isRunning } = world
  const rest = isWhole ? '' : 'max-md:hidden'
  const number = Math.round(Number(count))
  const most = concurrent ? MOST_AT_ONCE : MOST
  const isCount = number >= 1 && number <= most
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-y border-rule py-3">
      <div className="flex items-center gap-2">
        {isRunning ? (
          <button type="button" className="button" onClick={world.stop}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button button-primary"
            disabled={isBlocked}
            aria-keyshortcuts="Control+Enter Meta+Enter"
            onClick={onRun}
          >
            {world.entries.length > 0 ? 'Run again' : 'Run'}
          </button>
        )}
        <kbd className="key max-md:hidden">Ctrl ⏎</kbd>
      </div>
      <form
        className={`flex items-center gap-2 ${rest}`}
        onSubmit={(event) => {
          event.preventDefault()
          if (isCount && !isRunning && !isBlocked) onBurst(number, concurrent)
        }}
      >
        <label htmlFor={id} className="sr-only">
          How many times
        </label>
        <input
          id={id}
          type="number"
          min={1}
          max={most}
          className="field figures min-h-10 w-20 py-1"
          value={count}
          onChange={({ target }) => setCount(target.value)}
        />
        <label className="flex items-center gap-1.5 text-sm">
          <input
            type="checkbox"
            className="size-6 accent-accent"
            checked={concurrent}
            onChange={({ target }) => setConcurrent(target.checked)}
          />
          at once
        </label>
        {number > most ? (
          <span role="alert" className="text-sm text-wrong">
            At most {most.toLocaleString('en')}
          </span>
        ) : null}
        <button type="submit" className="button" disabled={isRunning || isBlocked || !isCount}>
          Run {isCount ? `${number} ×` : 'many'}
        </button>
      </form>
      <div className={rest}>
        <Clock now={world.now} isBusy={isRunning} onAdvance={onAdvance} />
      </div>
      <button
        type="button"
        className={`button button-quiet text-sm md:ml-auto ${rest}`}
        disabled={isRunning || world.entries.length === 0}
        onClick={world.reset}
      >
        Reset the world
      </button>
    </div>
  )
}
