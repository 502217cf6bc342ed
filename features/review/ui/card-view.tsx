import type { Hand } from '../hand/schema'
import { FlagMark } from '../hand/ui/flag-mark'
import type { QueueCard } from '../schema'

/** The card itself: where it belongs and how it is marked, its front, and its back once revealed. */
export function CardView({
  card,
  hand,
  revealed,
}: {
  card: QueueCard
  hand: Hand | null
  revealed: boolean
}) {
  return (
    <article aria-label="Card" className="prose mx-auto max-w-[40rem]">
      <p className="label mb-6">
        <a href={card.topicHref} className="text-muted no-underline hover:underline">
          {card.topicTitle}
        </a>
        {card.state === 'new' ? ' · new' : ''}
        {hand && hand.flag > 0 ? (
          <>
            {' · '}
            <FlagMark flag={hand.flag} />
          </>
        ) : null}
        {hand && hand.tags.length > 0 ? ` · ${hand.tags.join(', ')}` : ''}
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
          {hand?.note ? (
            <p className="mt-4 text-base whitespace-pre-line text-muted">
              <span className="label">Your note</span> {hand.note}
            </p>
          ) : null}
          <p className="mt-4 text-sm">
            <a href={card.href}>Where this is taught</a>
          </p>
        </div>
      ) : null}
    </article>
  )
}
