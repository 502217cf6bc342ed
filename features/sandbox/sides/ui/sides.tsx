'use client'
import { useState } from 'react'
import { Views } from '@/components/views'
import type { Figures } from '@/emulator'
import type { Scenario, Send } from '../../schema'
import { DiffView } from '../../ui/diff-view'
import { diffOf, eventWords, responseWords, SIDES, type Side, type SideSeen } from '../rules'
import { useSides } from './use-sides'

function Words({ words }: { words: string[] }) {
  return (
    <ul className="max-w-prose list-disc space-y-1 pb-4 pl-5">
      {words.map((sentence) => (
        <li key={sentence}>
          {sentence.split('`').map((part, index) =>
            // Every second part stood between two marks.
            index % 2 === 1 ? (
              <code key={`${part}${index.toString()}`} className="break-words">
                {part}
              </code>
            ) : (
              part
            ),
          )}
        </li>
      ))}
    </ul>
  )
}

function Pair({ left, right }: { left: SideSeen; right: SideSeen }) {
  const [a, b] = [SIDES[left.side], SIDES[right.side]]
  return (
    <Views
      label="What is compared"
      views={{
        Events: (
          <>
            <Words words={eventWords(left.event, right.event, a, b)} />
            <DiffView lines={diffOf(left.event, right.event)} left={a} right={b} />
          </>
        ),
        Responses: (
          <>
            <Words words={responseWords(left, right)} />
            <DiffView lines={diffOf(left.response, right.response)} left={a} right={b} />
          </>
        ),
      }}
    />
  )
}

function Choice({ label, value, pick }: { label: string; value: Side; pick(side: Side): void }) {
  return (
    <label className="block">
      <span className="label">{label}</span>
      <select
        className="field min-h-9 py-1"
        value={value}
        onChange={({ target }) => pick(target.value as Side)}
      >
        {Object.entries(SIDES).map(([side, title]) => (
          <option key={side} value={side}>
            {title}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The same handler and request behind every front; any two are laid beside each other. */
export function Sides({
  now,
  figures,
}: {
  /** The scenario and what to send, as they are at this moment. */
  now(): { scenario: Scenario; send: Send | undefined }
  figures: Figures
}) {
  const { seen, doing, trouble, compare, stop } = useSides(figures)
  const [pair, setPair] = useState<[Side, Side]>(['rest', 'http'])
  const [left, right] = pair.map((side) => seen.find((one) => one.side === side))
  return (
    <section aria-label="Side by side" className="space-y-4">
      <p className="max-w-prose">
        Your handler and the open request, behind every kind of front. A WebSocket API gets the
        request’s body as a message.
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button"
          disabled={doing !== null}
          onClick={() => {
            const { scenario, send } = now()
            compare(scenario, send)
          }}
        >
          {seen.length > 0 ? 'Compare again' : 'Run behind all five'}
        </button>
        {doing ? (
          <button type="button" className="button button-quiet" onClick={stop}>
            Stop comparing
          </button>
        ) : null}
        <span role="status" className="text-sm text-muted">
          {doing}
        </span>
      </div>
      {trouble ? (
        <p role="alert" className="text-wrong">
          {trouble}
        </p>
      ) : null}
      {seen.length > 0 ? (
        <table className="w-full max-w-xl text-left text-sm">
          <caption className="sr-only">What each front answered</caption>
          <thead>
            <tr className="border-b border-rule">
              <th scope="col" className="py-1.5 font-semibold">
                Front
              </th>
              <th scope="col" className="py-1.5 font-semibold">
                Answer
              </th>
            </tr>
          </thead>
          <tbody>
            {seen.map(({ side, status, trouble: why }) => (
              <tr key={side} className="border-b border-rule">
                <th scope="row" className="py-1.5 pr-4 font-normal">
                  {SIDES[side]}
                </th>
                <td className="figures py-1.5">{why ?? status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {left && right ? (
        <>
          <div className="grid max-w-xl grid-cols-2 gap-4">
            <Choice label="Left" value={pair[0]} pick={(side) => setPair([side, pair[1]])} />
            <Choice label="Right" value={pair[1]} pick={(side) => setPair([pair[0], side])} />
          </div>
          <Pair key={pair.join()} left={left} right={right} />
        </>
      ) : null}
    </section>
  )
}
