import type { TocEntry } from '../schema'

function Entries({ entries }: { entries: TocEntry[] }) {
  return (
    <ol className="space-y-1.5 text-sm leading-snug">
      {entries.map(({ id, text, depth }) => (
        <li key={id} className={depth === 3 ? 'pl-3' : ''}>
          <a href={`#${id}`} className="block py-0.5 text-muted no-underline hover:text-accent">
            {text}
          </a>
        </li>
      ))}
    </ol>
  )
}

/** The table of contents: beside the text where there is room, folded above it where there is not. */
export function Toc({ entries }: { entries: TocEntry[] }) {
  return (
    <nav aria-label="On this page" className="no-print">
      <details className="border-y border-rule py-2 lg:hidden">
        <summary className="label py-1">On this page</summary>
        <div className="pt-2 pb-1">
          <Entries entries={entries} />
        </div>
      </details>
      <div className="sticky top-8 hidden max-h-[calc(100dvh-4rem)] overflow-y-auto pr-2 lg:block">
        <p className="label mb-3">On this page</p>
        <Entries entries={entries} />
      </div>
    </nav>
  )
}
