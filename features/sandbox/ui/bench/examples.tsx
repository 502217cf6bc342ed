import type { SampleShown } from '@/features/cards/schema'

/** Code blocks of the pages, each a link that opens it on the bench. */
export function Examples({
  samples,
  open,
}: {
  samples: readonly Pick<SampleShown, 'id' | 'title' | 'language'>[]
  /** The one that is open. */
  open: string | null
}) {
  return (
    <details className="mt-6 text-sm">
      <summary className="py-1 text-muted">Examples from the topics ({samples.length})</summary>
      <ul className="grid gap-x-8 gap-y-1 pt-3 sm:grid-cols-2 lg:grid-cols-3">
        {samples.map(({ id, title, language }) => (
          <li key={id}>
            <a href={`/sandbox?sample=${id}`} aria-current={id === open ? 'page' : undefined}>
              {title}
            </a>{' '}
            <span className="text-muted">{language === 'python' ? 'Python' : 'JavaScript'}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
