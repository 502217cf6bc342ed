'use client'
import { useId, useRef, useState } from 'react'

/** Tabs: one list, one panel; arrow keys move, as screen readers expect. */
export function Views({
  label,
  views,
  note,
  first,
}: {
  label: string
  views: Record<string, React.ReactNode>
  note?: React.ReactNode
  first?: string
}) {
  const id = useId()
  const names = Object.keys(views)
  const [picked, setPicked] = useState(first ?? names[0] ?? '')
  const open = names.includes(picked) ? picked : (names[0] ?? '')
  const list = useRef<HTMLDivElement>(null)
  function move(by: number) {
    const next = (names.indexOf(open) + by + names.length) % names.length
    setPicked(names[next] ?? open)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="min-w-0">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <div
          ref={list}
          role="tablist"
          aria-label={label}
          className="flex flex-wrap gap-x-1 pb-2"
          onKeyDown={(event) => {
            const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
            if (by === undefined) return
            event.preventDefault()
            move(by)
          }}
        >
          {names.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`${id}${name}`}
              aria-selected={name === open}
              aria-controls={`${id}panel`}
              tabIndex={name === open ? 0 : -1}
              onClick={() => setPicked(name)}
              className="border-b-2 border-transparent px-2 py-1.5 text-sm text-muted hover:text-ink aria-selected:border-accent aria-selected:text-ink"
            >
              {name}
            </button>
          ))}
        </div>
        {note ? <span className="ml-auto text-sm text-muted">{note}</span> : null}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${open}`}>
        {views[open]}
      </div>
    </div>
  )
}
