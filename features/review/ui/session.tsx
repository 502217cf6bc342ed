'use client'
import { useEffect, useRef } from 'react'
import { GRADE_NAMES, GRADES, type Grade, type Queue, type QueueCard, type Scope } from '../schema'
import { intervalText } from '../session/rules'
import { Summary } from './summary'
import { useSession } from './use-session'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function Card({ card, revealed }: { card: QueueCard; revealed: boolean }) {
  return (
    <article aria-label="Card" className="prose mx-auto max-w-[40rem]">
      <p className="label mb-6">
        <a href={`/topics/${card.topic}`} className="text-muted no-underline hover:underline">
          {card.topicTitle}
        </a>
        {card.state === 'new' ? ' · new' : ''}
      </p>
      <div
        className="text-xl leading-snug"
        data-card-front
        dangerouslySetInnerHTML={{ __html: card.frontHtml }}
      />
      {revealed ? (
        <div className="mt-8 border-t border-rule pt-6" data-card-back>
          <div
            className="text-lg leading-normal"
            dangerouslySetInnerHTML={{ __html: card.backHtml }}
          />
          {card.noteHtml ? (
            <p
              className="mt-4 text-base text-muted"
              dangerouslySetInnerHTML={{ __html: card.noteHtml }}
            />
          ) : null}
          <p className="mt-4 text-sm">
            <a href={card.href}>Where this is taught</a>
          </p>
        </div>
      ) : null}
    </article>
  )
}

/** One card, nothing else: question, answer, four grades, a thin line of progress. */
export function ReviewSession({
  learner,
  queue,
  scope,
  title,
}: {
  learner: string
  queue: Queue
  scope: Scope
  title: string
}) {
  const { session, reveal, grade, undo } = useSession(learner, queue, scope)
  const [card] = session.cards
  const { revealed } = session
  const revealButton = useRef<HTMLButtonElement>(null)
  const done = session.given.length
  const left = session.counts.new + session.counts.learning + session.counts.due

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return
      if (document.querySelector('[role=dialog]')) return
      if (event.key === 'z') undo()
      else if (event.key === ' ' || event.key === 'Enter') {
        const onControl =
          event.target instanceof Element && event.target.closest('a, button, summary')
        if (onControl && onControl !== revealButton.current) return
        if (revealed && event.key === ' ') grade(3)
        else if (!revealed) reveal()
        else return
      } else if (revealed && /^[1-4]$/.test(event.key)) grade(Number(event.key) as Grade)
      else return
      event.preventDefault()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [revealed, grade, reveal, undo])

  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-3xl flex-col">
      <div className="mb-8">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm text-muted">
          <h1 className="text-sm font-semibold tracking-normal text-ink">{title}</h1>
          <p className="figures">
            <span className="sr-only">Cards left: </span>
            <span title="new">{session.counts.new} new</span> · {session.counts.learning} learning ·{' '}
            {session.counts.due} due
          </p>
        </div>
        <progress
          className="progress mt-3"
          value={done}
          max={Math.max(1, done + left)}
          aria-label={`${done} answered, ${left} left`}
        />
        <p role="status" className="mt-2 min-h-6 text-sm text-muted">
          {session.notice}
        </p>
      </div>
      {card ? (
        <>
          <div className="flex-1">
            <Card key={`${card.id}-${card.version}`} card={card} revealed={revealed} />
          </div>
          <div className="sticky bottom-0 mt-10 bg-paper pt-3 pb-4">
            {revealed ? (
              <fieldset className="grid grid-cols-4 gap-2">
                <legend className="sr-only">How well did you know it?</legend>
                {GRADES.map((value) => {
                  const preview = card.previews.find((entry) => entry.grade === value)
                  return (
                    <button
                      key={value}
                      type="button"
                      data-grade={value}
                      className="button flex-col gap-1 px-1 py-2.5"
                      onClick={() => grade(value)}
                    >
                      <span className="figures text-sm font-normal text-muted">
                        {preview ? intervalText(preview.intervalDays, preview.inMs) : ''}
                      </span>
                      <span>{GRADE_NAMES[value]}</span>
                      <kbd className="key hidden sm:block">{value}</kbd>
                    </button>
                  )
                })}
              </fieldset>
            ) : (
              <button
                ref={revealButton}
                type="button"
                className="button button-primary w-full py-3"
                onClick={reveal}
              >
                Show the answer{' '}
                <kbd className="key border-transparent bg-transparent text-on-accent">space</kbd>
              </button>
            )}
            <div className="mt-3 flex justify-between text-sm">
              <button
                type="button"
                className="button button-quiet -ml-2 min-h-8"
                onClick={undo}
                disabled={done === 0}
              >
                Undo <kbd className="key">z</kbd>
              </button>
            </div>
          </div>
        </>
      ) : (
        <Summary session={session} onUndo={undo} />
      )}
    </div>
  )
}
