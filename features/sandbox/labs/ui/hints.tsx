import type { LabSheet } from '../schema'

/** Hints, one by one: each that is opened is remembered, and the lab then comes back sooner. */
export function Hints({
  sheet,
  opened,
  onOpen,
}: {
  sheet: LabSheet
  opened: number
  onOpen(): void
}) {
  const { hintsHtml } = sheet
  const left = hintsHtml.length - opened
  return (
    <section className="pt-6" aria-label="Hints">
      {opened > 0 ? (
        <ol className="mb-3 list-decimal space-y-2 pl-6">
          {hintsHtml.slice(0, opened).map((html) => (
            <li key={html} dangerouslySetInnerHTML={{ __html: html }} />
          ))}
        </ol>
      ) : null}
      {left > 0 ? (
        <button type="button" className="button" onClick={onOpen}>
          {opened === 0 ? 'Show a hint' : 'Show the next hint'}
          <span className="text-muted"> · {left} left</span>
        </button>
      ) : null}
    </section>
  )
}
