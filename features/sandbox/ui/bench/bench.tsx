'use client'
import { useMemo, useState } from 'react'
import type { Figures } from '@/emulator'
import { eventOf, lineOf } from '../../bench/rules'
import { eventForHints } from '../../hints/rules'
import { duration, statusOf } from '../../microscope/rules'
import { type OpenSaved, useAutosave } from '../../saved/ui/use-autosave'
import type { Scenario } from '../../schema'
import { placeOfError } from '../../trouble/rules'
import { warmthOf } from '../microscope/temperature'
import { useRunKey } from '../use-run-key'
import { CodePane } from './code-pane'
import { EventPane } from './event-pane'
import { ResultPane } from './result-pane'
import { RunBar } from './run-bar'
import { Tools } from './tools'
import { choiceOfScenario, useBench } from './use-bench'
import { type BenchWorld, useWorld } from './use-world'

const PANES = ['Handler', 'Event', 'Result'] as const
type Pane = (typeof PANES)[number]

/** What the last run says, for those who do not see it. */
function spoken({ entries, isRunning, starting }: BenchWorld): string {
  if (isRunning) return starting?.text ?? 'Running…'
  const [newest] = entries
  const last = newest?.exchanges.at(-1)
  if (!newest || !last) return ''
  if (newest.isBurst) return `${newest.exchanges.length} runs are done`
  return [`Status ${statusOf(last)}`, duration(last.durationMs), warmthOf(last)]
    .filter(Boolean)
    .join(', ')
}

function Progress({ world }: { world: BenchWorld }) {
  const { starting, fault } = world
  return (
    <div className="min-h-7 pt-1 text-sm">
      <p role="status" className={starting ? '' : 'sr-only'}>
        {spoken(world)}
      </p>
      {starting?.total ? (
        <progress
          className="progress mt-1 max-w-96"
          aria-label="Python’s files"
          max={starting.total}
          value={starting.loaded}
        />
      ) : null}
      {fault ? (
        <p role="alert" className="text-wrong">
          {fault.message}
        </p>
      ) : null}
    </div>
  )
}

/** The bench: a handler, what is sent to it, and what happened. On a phone they are three tabs. */
export function Bench({
  source,
  start,
  figures,
  saved = null,
  isLearner = false,
}: {
  /** The code block of a page it began from; empty for a bench of one's own. */
  source: string
  start: Scenario
  figures: Figures
  /** The learner's own scenario that is open; what is edited is saved to it. */
  saved?: OpenSaved | null
  isLearner?: boolean
}) {
  const bench = useBench(source, start)
  const world = useWorld(figures)
  const [pane, setPane] = useState<Pane>('Handler')
  const [isBlocked, setBlocked] = useState(false)
  const [round, setRound] = useState(0)
  const { scenario, send } = bench
  const said = useAutosave(saved, start, scenario)
  const name = `${source}/${round}`
  const event = useMemo(() => {
    const kind = choiceOfScenario(scenario)
    const known = { rest: 'rest-proxy', 'http-v1': 'http-proxy-v1', url: 'function-url' } as const
    const through =
      kind === 'websocket'
        ? ('websocket-message' as const)
        : (known[kind as keyof typeof known] ?? ('http-proxy' as const))
    return eventForHints(send && eventOf(send), through)
  }, [scenario, send])
  const failed = world.entries[0]?.exchanges.at(-1)?.invocations.at(-1)
  const place = useMemo(() => placeOfError(failed), [failed])

  function run() {
    const { scenario, send } = bench.now()
    if (!send || isBlocked) return
    setPane('Result')
    world.run(scenario, send, send.name === 'Request' ? lineOf(send) : send.name || lineOf(send))
  }
  useRunKey(run)

  function startOver() {
    bench.startOver()
    world.reset()
    setBlocked(false)
    setRound(round + 1)
    setPane('Handler')
  }
  const shown = (one: Pane) => (pane === one ? '' : 'max-md:hidden')

  return (
    <div data-bench="ready">
      <div role="tablist" aria-label="Areas" className="mb-3 flex border-b border-rule md:hidden">
        {PANES.map((one, index) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={`tab-${one}`}
            aria-selected={one === pane}
            aria-controls={`pane-${one}`}
            tabIndex={one === pane ? 0 : -1}
            onClick={() => setPane(one)}
            onKeyDown={({ key, currentTarget }) => {
              const by = { ArrowRight: 1, ArrowLeft: -1 }[key]
              const next = by && PANES[(index + by + PANES.length) % PANES.length]
              if (!next) return
              setPane(next)
              currentTarget.parentElement?.querySelector<HTMLElement>(`#tab-${next}`)?.focus()
            }}
            className="-mb-px flex-1 border-b-2 border-transparent py-2 text-muted aria-selected:border-accent aria-selected:text-ink"
          >
            {one}
          </button>
        ))}
      </div>
      <div className="gap-8 md:grid md:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]">
        <section id="pane-Handler" aria-label="Handler" className={shown('Handler')}>
          <CodePane bench={bench} name={name} event={event} place={place} />
        </section>
        <section id="pane-Event" aria-label="Event" className={shown('Event')}>
          <EventPane bench={bench} name={name} onFault={setBlocked} />
        </section>
      </div>
      <div className="sticky bottom-0 z-10 mt-4 bg-paper md:static">
        <RunBar
          world={world}
          isBlocked={isBlocked || !send}
          isWhole={pane === 'Result'}
          onRun={run}
          onBurst={(count, concurrent) => {
            const { scenario, send } = bench.now()
            if (!send) return
            setPane('Result')
            world.burst(scenario, send, count, concurrent)
          }}
          onAdvance={(ms, title) => world.advance(bench.now().scenario, ms, title)}
        />
      </div>
      <Progress world={world} />
      <section id="pane-Result" aria-label="Result" className={`pt-2 ${shown('Result')}`}>
        <ResultPane entries={world.entries} figures={figures} />
      </section>
      <Tools bench={bench} figures={figures} isLearner={isLearner} />
      <p className="flex flex-wrap items-center gap-x-4 pt-6 text-sm text-muted">
        <span role={saved ? 'status' : undefined}>
          {saved
            ? said
            : bench.isRestored
              ? 'This is how you left it in this browser.'
              : 'What you type is kept in this browser.'}
        </span>
        <button type="button" className="button button-quiet text-sm" onClick={startOver}>
          Start over
        </button>
      </p>
    </div>
  )
}
