import type { Skipped } from '../schema'

const SHOWN = 50

/** What does not come along, and why: counted by reason, and each by itself on request. */
export function Skips({ skipped, count }: { skipped: Skipped[]; count: number }) {
  if (count === 0) return null
  const reasons = new Map<string, number>()
  for (const { why } of skipped) reasons.set(why, (reasons.get(why) ?? 0) + 1)
  return (
    <section aria-labelledby="skips" className="mt-8">
      <h4 id="skips" className="font-semibold">
        Left out: {count.toLocaleString('en')}
      </h4>
      <ul className="mt-2 space-y-1">
        {[...reasons].slice(0, 12).map(([why, times]) => (
          <li key={why}>
            <span className="figures">{times}</span> × {why}
          </li>
        ))}
      </ul>
      <details className="mt-3">
        <summary className="text-muted">Which ones</summary>
        <ul className="mt-2 space-y-1 text-sm">
          {skipped.slice(0, SHOWN).map(({ what, why }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index} className="break-words">
              <strong>{what}</strong>: {why}
            </li>
          ))}
          {count > SHOWN ? <li className="text-muted">The report names more of them.</li> : null}
        </ul>
      </details>
    </section>
  )
}
