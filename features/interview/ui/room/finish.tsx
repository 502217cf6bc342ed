'use client'
import { useEffect, useRef, useState } from 'react'
import { mapOf, type Room } from '../../room/rules'

function Places({
  title,
  places,
  onGo,
}: {
  title: string
  places: number[]
  onGo: ((place: number) => void) | null
}) {
  if (places.length === 0) return null
  return (
    <section className="mt-6">
      <h2 className="text-base">
        {title} ({places.length})
      </h2>
      <ul className="mt-2 flex flex-wrap gap-2">
        {places.map((place) => (
          <li key={place}>
            {onGo ? (
              <button
                type="button"
                className="button figures min-h-9 px-3"
                aria-label={`Question ${place + 1}`}
                onClick={() => onGo(place)}
              >
                {place + 1}
              </button>
            ) : (
              <span className="figures px-2 text-muted">{place + 1}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The page before handing in: what is unanswered, what is flagged, and one more look. */
export function Finish({
  room,
  onGo,
  onHandIn,
}: {
  room: Room
  onGo(place: number): void
  onHandIn(): void
}) {
  const head = useRef<HTMLHeadingElement>(null)
  const [asking, setAsking] = useState(false)
  const sure = useRef<HTMLButtonElement>(null)
  useEffect(() => head.current?.focus(), [])
  useEffect(() => {
    if (asking) sure.current?.focus()
  }, [asking])
  const entries = mapOf(room)
  const whose = (test: (entry: (typeof entries)[number]) => boolean) =>
    entries.filter(test).map(({ place }) => place)
  const blank = whose(({ status }) => status === 'unseen' || status === 'seen')
  const partly = whose(({ status }) => status === 'partly')
  const flagged = whose(({ flag }) => flag)
  const canGo = room.view.disclosure === 'all' ? onGo : null
  const answered = entries.length - blank.length
  const isComplete = blank.length + partly.length === 0
  return (
    <section aria-labelledby="finish" data-finish>
      <h1 id="finish" ref={head} tabIndex={-1} className="text-2xl outline-none">
        {isComplete ? 'Every question has an answer' : 'Before you hand in'}
      </h1>
      <p className="figures mt-3 text-lg text-muted">
        {answered} of {entries.length} answered.{' '}
        {blank.length > 0 ? 'What is blank stays unanswered.' : ''}
      </p>
      <Places title="Unanswered" places={blank} onGo={canGo} />
      <Places title="Partly answered" places={partly} onGo={canGo} />
      <Places title="Flagged" places={flagged} onGo={canGo} />
      <div className="mt-10 flex flex-wrap items-center gap-3">
        {asking ? (
          <>
            <p className="basis-full" role="status">
              Hand in now? You cannot change anything afterwards.
            </p>
            <button ref={sure} type="button" className="button button-primary" onClick={onHandIn}>
              Yes, hand in
            </button>
            <button type="button" className="button" onClick={() => setAsking(false)}>
              Not yet
            </button>
          </>
        ) : (
          <>
            <button type="button" className="button button-primary" onClick={() => setAsking(true)}>
              Hand in
            </button>
            {canGo ? (
              <button
                type="button"
                className="button"
                onClick={() => onGo(blank[0] ?? partly[0] ?? entries.length - 1)}
              >
                Go on answering
              </button>
            ) : null}
          </>
        )}
      </div>
    </section>
  )
}
