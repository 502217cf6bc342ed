import type { NoteLine } from '../list/schema'
import { KINDS } from './fields'

/** The learner's notes, each with what it asks, its kind, its tags and when it was changed. */
export function NoteList({ notes }: { notes: (NoteLine & { when: string })[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {notes.map(({ id, kind, tags, updatedAt, frontText, backText, cards, when }) => (
        <li key={id} className="py-3">
          <p>
            <a href={`/cards/own/${id}`}>{frontText || '(no words)'}</a>
            {backText ? <span className="text-muted"> — {backText}</span> : null}
          </p>
          <p className="figures mt-0.5 flex flex-wrap gap-x-3 text-sm text-muted">
            <span>
              {KINDS[kind].name}
              {cards === 1 ? '' : `, ${cards} cards`}
            </span>
            {tags.map((tag) => (
              <a
                key={tag}
                href={`/cards/own?tag=${encodeURIComponent(tag)}`}
                className="text-muted no-underline hover:underline"
              >
                #{tag}
              </a>
            ))}
            <time dateTime={updatedAt}>{when}</time>
          </p>
        </li>
      ))}
    </ul>
  )
}
