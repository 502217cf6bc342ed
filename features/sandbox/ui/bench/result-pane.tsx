'use client'
import { memo, useState } from 'react'
import type { Exchange, Figures } from '@/emulator'
import { isPreflight } from '../../cors/rules'
import { duration, statusOf } from '../../microscope/rules'
import { Microscope } from '../microscope/microscope'
import { Temperature, warmthOf } from '../microscope/temperature'
import { BurstSummary } from './burst-summary'
import type { Entry } from './use-world'

const SHOWN = 30
/** So many of a burst can be looked at one by one. */
const SELECTABLE = 100

/** One exchange in one line: status, what it was, how long, how warm. */
function lineOfExchange(exchange: Exchange): string {
  const warmth = warmthOf(exchange)
  const status = statusOf(exchange)
  return [
    status === '-' ? '' : status,
    exchange.route ?? exchange.kind,
    duration(exchange.durationMs),
    warmth,
  ]
    .filter(Boolean)
    .join(' · ')
}

function History({
  entries,
  open,
  onOpen,
}: {
  entries: readonly Entry[]
  open: Entry
  onOpen(id: number): void
}) {
  return (
    <ol className="space-y-0.5" aria-label="What was run, newest first">
      {entries.slice(0, SHOWN).map((entry) => {
        const last = entry.exchanges.at(-1)
        return (
          <li key={entry.id}>
            <button
              type="button"
              aria-pressed={entry === open}
              onClick={() => onOpen(entry.id)}
              className="flex w-full gap-2 rounded px-2 py-1.5 text-left text-sm hover:bg-sunk aria-pressed:bg-accent-soft"
            >
              <span className="figures w-10 shrink-0 font-mono">
                {entry.isBurst ? `${entry.exchanges.length}×` : last ? statusOf(last) : '·'}
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate">{entry.title}</span>
                {last && !entry.isBurst ? (
                  <span className="figures flex items-baseline gap-3 text-muted">
                    {duration(last.durationMs)} <Temperature exchange={last} />
                  </span>
                ) : null}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

/** What happened: the runs so far, and one of them under the microscope. */
export const ResultPane = memo(function ResultPane({
  entries,
  figures,
}: {
  entries: readonly Entry[]
  figures: Figures
}) {
  const [opened, setOpened] = useState<number | null>(null)
  const [picked, setPicked] = useState<{ entry: number; index: number } | null>(null)
  const [newest] = entries
  // What has just happened is shown; an older run only for as long as nothing newer is there.
  const [seen, setSeen] = useState<number | null>(null)
  if (newest && newest.id !== seen) {
    setSeen(newest.id)
    setOpened(null)
  }
  if (!newest)
    return (
      <p className="max-w-prose py-6 text-muted">
        Nothing has run yet. Press Run: the request’s way through the gateway, the log, the trace
        and the price appear here. Nothing leaves this browser.
      </p>
    )
  const entry = entries.find(({ id }) => id === opened) ?? newest
  const index =
    picked?.entry === entry.id && picked.index < entry.exchanges.length
      ? picked.index
      : entry.isBurst
        ? 0
        : entry.exchanges.length - 1
  const exchange = entry.exchanges[index]
  const preflight = entry.exchanges.find(({ request }) => request && isPreflight(request))
  return (
    <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <History entries={entries} open={entry} onOpen={setOpened} />
      <div className="min-w-0">
        {entry.isBurst ? <BurstSummary exchanges={entry.exchanges} /> : null}
        {entry.exchanges.length > 1 ? (
          <label className="mb-4 block">
            <span className="label">
              Which one to look at
              {entry.exchanges.length > SELECTABLE ? `, of the first ${SELECTABLE}` : ''}
            </span>
            <select
              className="field figures min-h-9 py-1 text-sm"
              value={index}
              onChange={({ target }) => setPicked({ entry: entry.id, index: Number(target.value) })}
            >
              {entry.exchanges.slice(0, SELECTABLE).map((one, at) => (
                <option key={one.id} value={at}>
                  {at + 1}: {lineOfExchange(one)}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {exchange ? (
          <Microscope
            exchange={exchange}
            preflight={preflight?.response ?? null}
            figures={figures}
          />
        ) : (
          <p className="text-muted">Time passed and nothing happened meanwhile.</p>
        )}
      </div>
    </div>
  )
})
