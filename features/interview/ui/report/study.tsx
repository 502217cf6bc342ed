import { scopeHref } from '@/features/review/queue/scope/rules'
import type { Study } from '../../report/schema'

/** What to go over, with one click into review, and the seven days after. */
export function StudySection({
  study,
  titleOf,
}: {
  study: Study
  titleOf: (slug: string) => string
}) {
  const { cards, topics, lapsed, plan } = study
  return (
    <section aria-labelledby="study" className="mt-14">
      <h2 id="study" className="text-xl">
        What to study
      </h2>
      {cards.length > 0 ? (
        <>
          <p className="measure mt-1 text-muted">
            The cards behind what you missed, the most needed first; or by the topics that need it
            most.{' '}
            {lapsed.length > 0
              ? `${lapsed.length === 1 ? 'One card was' : `${lapsed.length} cards were`} set back by this round and will come again soon.`
              : ''}
          </p>
          <p className="no-print mt-4 flex flex-wrap gap-2">
            <a className="button button-primary" href={scopeHref({ cards: cards.join(',') })}>
              Review {cards.length === 1 ? 'this card' : `these ${cards.length} cards`}
            </a>
            {topics.slice(0, 2).map(({ slug }) => (
              <a key={slug} className="button" href={scopeHref({ topic: slug })}>
                {titleOf(slug)}
              </a>
            ))}
          </p>
        </>
      ) : (
        <p className="measure mt-1 text-muted">
          {topics.length > 0
            ? 'What you missed has no cards of its own; read the topics again.'
            : 'You missed nothing. Sit a harder level, or another kind of round.'}
        </p>
      )}
      <h3 className="mt-8 font-semibold">Seven days</h3>
      <ol className="figures mt-2 max-w-3xl">
        {plan.map(({ day, text, href }) => (
          <li key={day} className="flex gap-4 border-t border-rule py-2">
            <span className="label w-14 shrink-0 pt-0.5">Day {day}</span>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ol>
    </section>
  )
}
