import type { AttemptShown } from '../schema'

const NAMES = { python: 'Python', javascript: 'JavaScript', text: '' }

function state({ solvedAt, gaveUpAt, verdicts }: AttemptShown): string {
  if (solvedAt) return 'solved'
  if (gaveUpAt) return 'solution seen'
  if (!verdicts) return 'not run'
  return `${verdicts.filter(({ passed }) => passed).length} of ${verdicts.length} checks`
}

/** Earlier attempts, each of which can be gone on with, and a start with new numbers. */
export function LabHistory({
  slug,
  attempts,
  fresh,
}: {
  slug: string
  attempts: AttemptShown[]
  /** Seed of a fresh start. */
  fresh: number
}) {
  return (
    <section aria-labelledby="attempts" className="mt-10 border-t border-rule pt-4">
      <h2 id="attempts" className="text-lg">
        Your attempts
      </h2>
      {attempts.length === 0 ? (
        <p className="mt-2 text-muted">None before this one, which is saved as you type.</p>
      ) : (
        <ul className="mt-3 space-y-1">
          {attempts.map((one) => (
            <li key={one.id} className="flex flex-wrap gap-x-3">
              <a href={`/labs/${slug}?seed=${one.seed}&attempt=${one.id}`}>
                {one.startedAt.slice(0, 10)}, {one.startedAt.slice(11, 16)} UTC
              </a>
              <span className="text-muted">
                {[NAMES[one.language], state(one)].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4">
        <a href={`/labs/${slug}?seed=${fresh}`} className="button">
          Start afresh with new numbers
        </a>
      </p>
    </section>
  )
}
