'use client'
import { useEffect, useRef } from 'react'
import { diffTyped, type Part, verdictText } from '../diff/rules'
import { verdictOf } from '../rules'

export interface TypedResultProps {
  typed: string
  answer: string
}

function Line({ label, parts, side }: { label: string; parts: Part[]; side: 'typed' | 'answer' }) {
  const shown = parts.filter((part) => part[side] !== '')
  return (
    <p className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3">
      <span className="label self-baseline">{label}</span>
      <span className="font-mono break-words whitespace-pre-wrap">
        {shown.map((part, index) => {
          const { kind, [side]: text } = part
          // Parts have no other name than their place, and never move.
          const key = `${index}-${kind}`
          if (kind === 'extra')
            return (
              <del key={key} className="text-wrong">
                {text}
              </del>
            )
          if (kind === 'missing')
            return (
              <ins key={key} className="font-bold underline decoration-2 underline-offset-4">
                {text}
              </ins>
            )
          return <span key={key}>{text}</span>
        })}
      </span>
    </p>
  )
}

/** What was typed against the answer: marked letter by letter, and said in words. */
export function TypedResult({ typed, answer }: TypedResultProps) {
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.focus({ preventScroll: true }), [])
  const parts = diffTyped(typed, answer)
  const verdict = verdictOf(typed, answer)
  return (
    <section
      ref={place}
      tabIndex={-1}
      aria-label="What you typed"
      className="mt-8 text-base outline-none"
      data-typed={verdict}
    >
      <p className={verdict === 'wrong' ? 'text-wrong' : ''}>{verdictText(typed, answer, parts)}</p>
      {verdict === 'nothing' || verdict === 'right' ? null : (
        <div className="mt-2" aria-hidden>
          <Line label="You typed" parts={parts} side="typed" />
          <Line label="Answer" parts={parts} side="answer" />
        </div>
      )}
    </section>
  )
}
