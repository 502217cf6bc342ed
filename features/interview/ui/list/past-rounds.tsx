import type { Sat } from '../../report/schema'
import { percent } from '../../report/score/rules'
import { ShareBar } from '../report/share-bar'

/** Rounds that were graded, the latest first, each with its score and the band around it. */
export function PastRounds({ rounds, dayOf }: { rounds: Sat[]; dayOf: (at: number) => string }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {rounds.map(({ id, title, at, share, practice }) => (
        <li
          key={id}
          className="figures grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_10rem_4rem]"
        >
          <div>
            <a href={`/interviews/${id}/report`} className="text-ink no-underline hover:underline">
              {title}
            </a>
            <p className="text-sm text-muted">
              {dayOf(at)} · {share.right} of {share.questions} right
              {practice ? ' · practice' : ''}
            </p>
          </div>
          <ShareBar share={share} className="hidden h-3 w-full sm:block" />
          <span className="text-end text-lg font-semibold">{percent(share.score)}</span>
        </li>
      ))}
    </ul>
  )
}
