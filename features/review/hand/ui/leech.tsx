'use client'
import type { QueueCard } from '../../schema'
import { lapsesText } from '../../why/rules'

const textOf = (html: string) =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? ''

/** Where one's own card is edited; null for a card of the site. */
export function editHref(cardId: string): string | null {
  const [own, note] = cardId.split('.')
  return own === 'own' && note ? `/cards/own/${note}` : null
}

function copyHref({ frontHtml, backHtml }: QueueCard): string {
  return `/cards/own/new?${new URLSearchParams({ front: textOf(frontHtml), back: textOf(backHtml) })}`
}

/** Says that a card keeps slipping, and the ways out of it. It waits; nothing has to be done. */
export function Leech({
  card,
  lapses,
  onSuspend,
  onGoOn,
}: {
  card: QueueCard
  lapses: number
  onSuspend(): void
  onGoOn(): void
}) {
  const edit = editHref(card.id)
  return (
    <aside
      aria-label="A card that keeps slipping"
      className="mb-8 border-l-2 border-rule-strong py-1 pl-4"
    >
      <p role="status">
        <strong>This card has slipped {lapsesText(lapses).split(':')[0]}</strong>, so it rests until
        tomorrow:
      </p>
      <p className="mt-1 text-muted">{textOf(card.frontHtml)}</p>
      <p className="mt-2 text-sm text-muted">
        Asking it again will not help much. Reading where it is taught, or smaller cards in your own
        words, will.
      </p>
      <p className="mt-3 -ml-2 flex flex-wrap gap-x-1 text-sm">
        <a className="button button-quiet min-h-8 text-ink" href={card.href}>
          Read where it is taught
        </a>
        {edit ? (
          <a className="button button-quiet min-h-8 text-ink" href={edit}>
            Reword or split it
          </a>
        ) : (
          <>
            <a className="button button-quiet min-h-8 text-ink" href={copyHref(card)}>
              Reword it as your own
            </a>
            <a
              className="button button-quiet min-h-8 text-ink"
              href={copyHref({ ...card, backHtml: '' })}
            >
              Split it
            </a>
          </>
        )}
        <button type="button" className="button button-quiet min-h-8 text-ink" onClick={onSuspend}>
          Suspend it
        </button>
        <button type="button" className="button button-quiet min-h-8 text-ink" onClick={onGoOn}>
          Go on
        </button>
      </p>
    </aside>
  )
}
