'use client'
import { useEffect, useRef } from 'react'
import { practiceHref } from '../pick/rules'
import type { Practice } from '../pick/schema'
import type { Run } from '../run/rules'

const again = ({ since: _, exercise: __, ...practice }: Practice) => practiceHref(practice)

/** How a session went, and what to do next. */
export function Summary({ practice, run, total }: { practice: Practice; run: Run; total: number }) {
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => head.current?.focus(), [])
  const wrong = total - run.right
  return (
    <div className="mx-auto max-w-3xl">
      <h1 ref={head} tabIndex={-1} className="figures text-2xl outline-none">
        {run.right} of {total} right
      </h1>
      <p className="mt-3 text-lg text-muted">
        {wrong === 0
          ? 'Nothing to go over. Take harder ones, or let the cards come when they are due.'
          : 'What went wrong is kept under your mistakes until you answer it rightly.'}
      </p>
      <p className="mt-6 flex flex-wrap gap-3">
        <a className="button button-primary" href={again(practice)}>
          Another session
        </a>
        {wrong > 0 ? (
          <a className="button" href={practiceHref({ mode: 'mistakes' })}>
            Go over your mistakes
          </a>
        ) : null}
        <a className="button" href="/practice">
          Choose something else
        </a>
        <a className="button button-quiet" href="/practice/history">
          Your answers
        </a>
      </p>
    </div>
  )
}

/** There is nothing to ask, and why. */
export function Nothing({ practice }: { practice: Practice }) {
  const noMistakes = practice.mode === 'mistakes'
  return (
    <div className="measure mx-auto">
      <h1 className="text-xl">{noMistakes ? 'No mistakes to go over' : 'No question fits'}</h1>
      <p className="mt-3 text-muted">
        {noMistakes
          ? 'Well done: whatever you answered here, you answered rightly the last time.'
          : 'No question is of this topic, level and kind at once. Ask for less.'}
      </p>
      <p className="mt-6">
        <a className="button button-primary" href={noMistakes ? '/practice/run' : '/practice'}>
          {noMistakes ? 'Practise something new' : 'Choose again'}
        </a>
      </p>
    </div>
  )
}
