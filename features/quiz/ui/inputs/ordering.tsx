'use client'
import { useRef, useState } from 'react'
import { moved } from '../../draft/rules'
import type { Chosen } from '../../schema'

const textOf = (html: string) => html.replace(/<[^>]+>/g, '')

/** Steps to be put in order, by buttons or by the arrow keys on them. */
export function Ordering({
  steps,
  order,
  onChoose,
}: {
  steps: string[]
  order: number[]
  onChoose(chosen: Chosen): void
}) {
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, by: number) => {
    const next = moved(order, from, by)
    const to = from + by
    if (to < 0 || to >= order.length) return
    onChoose({ kind: 'order', order: next })
    setSaid(`${textOf(steps[order[from] ?? 0] ?? '')} is now step ${to + 1} of ${order.length}.`)
    // The same step keeps the focus; at an end its other button takes it.
    requestAnimationFrame(() => {
      const buttons = list.current?.children[to]?.querySelectorAll('button')
      const wanted = by < 0 ? buttons?.[0] : buttons?.[1]
      const other = by < 0 ? buttons?.[1] : buttons?.[0]
      ;(wanted?.disabled ? other : wanted)?.focus()
    })
  }
  return (
    <div>
      <p className="label mb-2" id="order-hint">
        Put the steps in order, the first on top. The arrow keys move the step that has the focus.
      </p>
      <ol ref={list} className="space-y-2" aria-describedby="order-hint">
        {order.map((place, index) => (
          <li
            key={steps[place]}
            className="option items-center"
            onKeyDown={(event) => {
              const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
              if (by === undefined) return
              event.preventDefault()
              move(index, by)
            }}
          >
            <span className="figures w-5 shrink-0 text-muted" aria-hidden="true">
              {index + 1}
            </span>
            <span
              className="prose min-w-0 flex-1"
              dangerouslySetInnerHTML={{ __html: steps[place] ?? '' }}
            />
            <span className="flex shrink-0 gap-1">
              {[-1, 1].map((by) => (
                <button
                  key={by}
                  type="button"
                  className="button min-h-9 px-2.5"
                  aria-label={`Move ${by < 0 ? 'up' : 'down'}: ${textOf(steps[place] ?? '')}`}
                  disabled={by < 0 ? index === 0 : index === order.length - 1}
                  onClick={() => move(index, by)}
                >
                  {by < 0 ? '↑' : '↓'}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <p className="sr-only" role="status">
        {said}
      </p>
    </div>
  )
}
