'use client'
import type { OwnKind } from '../schema'
import type { Fields } from './kept'
import { usePreview } from './use-preview'

const empty = (kind: OwnKind) =>
  kind === 'cloze'
    ? 'Mark what is hidden, {{c1::like this}}, and its card appears here.'
    : 'The card appears here as you write.'

/** What the cards will look like, front and back. */
export function Preview({ fields }: { fields: Fields }) {
  const { cards, total, trouble } = usePreview(fields)
  return (
    <section aria-labelledby="preview" className="min-w-0 lg:sticky lg:top-6 lg:self-start">
      <h2 id="preview" className="label">
        Preview{total > 1 ? ` of ${total} cards` : ''}
      </h2>
      {trouble ? <p className="mt-3 text-sm text-muted">{trouble}</p> : null}
      {cards.length === 0 ? <p className="mt-3 text-muted">{empty(fields.kind)}</p> : null}
      <ol className="divide-y divide-rule-strong">
        {cards.map(({ ordinal, frontHtml, backHtml, noteHtml }) => (
          <li key={ordinal} className="prose py-5 wrap-anywhere" data-preview={ordinal}>
            <div
              className="text-lg leading-snug"
              dangerouslySetInnerHTML={{ __html: frontHtml || '<p>…</p>' }}
            />
            <div className="mt-4 border-t border-rule pt-4">
              <div dangerouslySetInnerHTML={{ __html: backHtml || '<p>…</p>' }} />
              {noteHtml ? (
                <div className="mt-3 text-muted" dangerouslySetInnerHTML={{ __html: noteHtml }} />
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {total > cards.length ? (
        <p className="text-sm text-muted">and {total - cards.length} more.</p>
      ) : null}
    </section>
  )
}
