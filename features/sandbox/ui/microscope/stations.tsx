'use client'
import { useState } from 'react'
import type { Exchange, Step } from '@/emulator'
import { duration } from '../../microscope/rules'
import { Reason } from './fidelity'
import { JsonBlock } from './json-block'

const MARK: Record<Step['verdict'], { sign: string; word: string; tone: string }> = {
  pass: { sign: '●', word: 'passed', tone: 'text-ink' },
  stop: { sign: '✕', word: 'stopped here', tone: 'text-wrong' },
  answer: { sign: '◆', word: 'answered here', tone: 'text-accent' },
  skip: { sign: '○', word: 'not in the way', tone: 'text-muted' },
}

const capital = (text: string) => text[0]?.toUpperCase() + text.slice(1)

/** The step one wants to see first: where it stopped or ended, else what the function did. */
function firstOf(steps: readonly Step[]): number {
  const ended = steps.findIndex(({ verdict }) => verdict === 'stop' || verdict === 'answer')
  return ended >= 0 ? ended : steps.findIndex(({ name }) => name === 'integration')
}

/** The request's way as a line of stations; each can be opened. */
export function Stations({ exchange }: { exchange: Exchange }) {
  const { steps } = exchange
  const [open, setOpen] = useState(() => firstOf(steps))
  const [isWhole, setWhole] = useState(false)
  const passed = steps.filter(({ verdict }) => verdict !== 'skip')
  const shown = isWhole ? steps : passed
  const step = steps[open]
  if (steps.length === 0)
    return <p className="text-muted">Nothing passed a gateway here: see the log.</p>
  return (
    <div className="grid gap-x-8 gap-y-4 md:grid-cols-[15rem_minmax(0,1fr)]">
      <div>
        <ol aria-label="Steps of the request" className="border-l border-rule">
          {shown.map((one) => {
            const { sign, word, tone } = MARK[one.verdict]
            const index = steps.indexOf(one)
            return (
              <li key={index} className="-ml-px">
                <button
                  type="button"
                  aria-pressed={index === open}
                  onClick={() => setOpen(index)}
                  className="flex w-full items-baseline gap-2 border-l-2 border-transparent py-1 pl-3 text-left hover:bg-sunk aria-pressed:border-accent aria-pressed:bg-sunk"
                >
                  <span aria-hidden="true" className={`w-4 shrink-0 text-sm ${tone}`}>
                    {sign}
                  </span>
                  <span className={`min-w-0 flex-1 ${one.verdict === 'skip' ? 'text-muted' : ''}`}>
                    {capital(one.name)}
                    <span className="sr-only">, {word}</span>
                    {one.verdict === 'stop' ? (
                      <span aria-hidden="true" className="text-sm font-semibold text-wrong">
                        {' '}
                        stopped here
                      </span>
                    ) : null}
                  </span>
                  {one.durationMs > 0 ? (
                    <span className="figures pr-1 text-sm text-muted">
                      {duration(one.durationMs)}
                    </span>
                  ) : null}
                </button>
              </li>
            )
          })}
        </ol>
        {passed.length < steps.length ? (
          <button
            type="button"
            className="button button-quiet mt-2 min-h-8 text-sm"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole
              ? 'Only the steps it passed'
              : `Show what was not in the way (${steps.length - passed.length})`}
          </button>
        ) : null}
      </div>
      {step ? (
        <div className="min-w-0 space-y-4" aria-live="polite">
          <div>
            <h2 className="pb-1 text-base">
              {capital(step.name)}{' '}
              <span className={`text-sm font-normal ${MARK[step.verdict].tone}`}>
                {MARK[step.verdict].word}
              </span>
            </h2>
            <Reason because={step.because} />
            {step.name === 'integration'
              ? exchange.invocations.flatMap((run) =>
                  run.because.map((because) => (
                    <div key={run.requestId + because.rule} className="pt-2">
                      <Reason because={because} />
                    </div>
                  )),
                )
              : null}
          </div>
          <div className="grid gap-4 xl:grid-cols-2">
            <JsonBlock title="What went in" value={step.input} />
            <JsonBlock title="What came out" value={step.output} />
          </div>
        </div>
      ) : null}
    </div>
  )
}
