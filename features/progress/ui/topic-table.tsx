import { temperature } from '@/features/review/temperature/rules'
import type { TopicProgress } from '../rules'

const FILL = {
  cold: 'fill-cold',
  cool: 'fill-cool',
  neutral: 'fill-neutral',
  warm: 'fill-warm',
  hot: 'fill-hot',
} as const

/** The state of each topic: how warm it is, what is due, what is left. */
export function TopicTable({ topics }: { topics: TopicProgress[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {topics.map(({ slug, title, cards, byMaturity, due, mastery }) => {
        const warmth = temperature(mastery)
        const percent = Math.round(mastery * 100)
        return (
          <li
            key={slug}
            className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_11rem_auto] sm:items-center"
          >
            <div>
              <a href={`/topics/${slug}`} className="text-ink no-underline hover:underline">
                {title}
              </a>
              <p className="figures text-sm text-muted">
                {byMaturity.mature} mature · {byMaturity.young} young · {byMaturity.learning}{' '}
                learning · {byMaturity.new} new
              </p>
            </div>
            <div className="figures flex items-center gap-3 text-sm text-muted">
              <svg
                viewBox="0 0 100 6"
                preserveAspectRatio="none"
                className="h-1.5 flex-1"
                aria-hidden="true"
              >
                <rect width="100" height="6" rx="3" className="fill-rule" />
                <rect width={percent} height="6" rx="3" className={FILL[warmth]} />
              </svg>
              <span className="w-24">
                {warmth}, {percent} %
              </span>
            </div>
            <a
              href={`/review?topic=${slug}`}
              className="button min-h-9 text-sm"
              aria-label={`Study ${title}`}
            >
              {due > 0 ? `${due} due` : cards === byMaturity.new ? 'Start' : 'Study'}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
