'use client'
import type { Session } from '../session/rules'

/** The end of a session: what was learned, what is next. */
export function Summary({ session, onUndo }: { session: Session; onUndo(): void }) {
  const { given, aside, outbox, exhausted } = session
  if (!exhausted && given.length + aside.length > 0) {
    return (
      <p className="text-muted" role="status">
        {outbox.length > 0 ? 'Saving your last answers…' : 'Looking for more cards…'}
      </p>
    )
  }
  if (given.length === 0) {
    return (
      <div className="measure">
        <h2 className="text-xl">Nothing {aside.length > 0 ? 'more ' : ''}is due here</h2>
        <p className="mt-3">
          {aside.length > 0
            ? 'What you suspended or put aside waits in the list of your cards.'
            : 'Everything you have learned is still fresh. Read on and take new cards, or come back when some cool down.'}
        </p>
        <p className="mt-6 flex flex-wrap gap-2">
          <a href="/topics" className="button button-primary">
            Choose a topic
          </a>
          <a href="/progress" className="button">
            See what is due when
          </a>
          {aside.length > 0 ? (
            <button type="button" className="button button-quiet" onClick={onUndo}>
              Undo <kbd className="key">z</kbd>
            </button>
          ) : null}
        </p>
      </div>
    )
  }
  const again = given.filter(({ grade }) => grade === 1)
  const fresh = given.filter(({ card }) => card.state === 'new')
  const recalled = given.length - again.length
  const missed = [...new Map(again.map((entry) => [entry.card.id, entry.card])).values()]
  return (
    <div className="measure">
      <h2 className="text-xl">Done for now</h2>
      <dl className="figures mt-5 grid grid-cols-3 gap-4">
        {[
          ['answered', given.length],
          ['recalled', recalled],
          ['new', fresh.length],
        ].map(([name, value]) => (
          <div key={name} className="border-t border-rule pt-2">
            <dd className="text-xl font-semibold">{value}</dd>
            <dt className="text-sm text-muted">{name}</dt>
          </div>
        ))}
      </dl>
      {missed.length > 0 ? (
        <section className="mt-8">
          <h3 className="text-lg">Read again</h3>
          <ul className="mt-2 space-y-1.5">
            {missed.slice(0, 8).map((card) => (
              <li key={card.id}>
                <a
                  href={card.href}
                  dangerouslySetInnerHTML={{ __html: card.frontHtml.replace(/<\/?a\b[^>]*>/g, '') }}
                />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p className="mt-8 flex flex-wrap gap-2">
        <a href="/progress" className="button button-primary">
          See your progress
        </a>
        <a href="/topics" className="button">
          Choose a topic
        </a>
        <button type="button" className="button button-quiet" onClick={onUndo}>
          Undo <kbd className="key">z</kbd>
        </button>
      </p>
    </div>
  )
}
