import type { Share } from '../../report/schema'
import { percent } from '../../report/score/rules'

/** A score on its scale from 0 to 100 %: the band it may lie in, and where it was found. */
export function ShareBar({ share, className }: { share: Share; className?: string }) {
  const { score, low, high } = share
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${percent(score)}, with 95 % confidence between ${percent(low)} and ${percent(high)}`}
      className={className}
    >
      <rect y="4" width="100" height="2" className="fill-rule" />
      <rect
        x={low * 100}
        y="2.5"
        width={Math.max(0.5, (high - low) * 100)}
        height="5"
        className="fill-rule-strong"
      />
      <rect x={Math.min(99, score * 100)} width="1" height="10" className="fill-ink" />
    </svg>
  )
}
