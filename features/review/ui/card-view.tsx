import { isOwnId } from '@/features/cards/own/rules'
import type { Hand } from '../hand/schema'
import { FlagMark } from '../hand/ui/flag-mark'
import type { QueueCard } from '../schema'
import { TypedBox } from '../typed/ui/typed-box'
import type { TypedControls } from '../typed/ui/use-typed'

/** The card itself: where it belongs and how it is marked, its front, and its back once revealed. */
export function CardView({
  card,
  hand,
  revealed,
  typed,
  onReveal,
}: {
  card: QueueCard
  hand: Hand | null
  revealed: boolean
  typed: TypedControls
  onReveal(): void
}) {
  return (
    <article aria-label="Card" className="prose mx-auto max-w-[40rem] wrap-anywhere">
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
      {card.typed === null ? null : (
        <TypedBox
          answer={card.typed}
          text={typed.text}
          revealed={revealed}
          onWrite={typed.write}
          onReveal={onReveal}
        />
      )}
      {revealed ? (
        <div className="mt-8 border-t border-rule pt-6" data-card-back>
          <div
            className="text-lg leading-normal"
            dangerouslySetInnerHTML={{ __html: card.backHtml }}
          />
          {card.noteHtml ? (
            <div
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
            <a href={card.href}>{isOwnId(card.id) ? 'Edit this card' : 'Where this is taught'}</a>
          </p>
        </div>
      ) : null}
    </article>
  )
}
