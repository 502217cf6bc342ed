import type { Exchange } from '@/emulator'
import { duration, summaryOf } from '../../microscope/rules'

/** What many runs add up to. */
export function BurstSummary({ exchanges }: { exchanges: readonly Exchange[] }) {
  const sum = summaryOf(exchanges)
  const facts: [string, string][] = [
    ['Answers', sum.statuses.map(({ status, count }) => `${count} × ${status}`).join(', ')],
    ['Starts', `${sum.cold} cold, ${sum.warm} warm, in ${sum.environments} environments`],
    ['Throttled', String(sum.throttled)],
    ['Fastest', duration(sum.fastestMs)],
    ['Median', duration(sum.medianMs)],
    ['95 of 100 within', duration(sum.p95Ms)],
    ['Slowest', duration(sum.slowestMs)],
  ]
  return (
    <dl className="mb-5 flex flex-wrap gap-x-8 gap-y-2" aria-label="Summary of these runs">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="label">{name}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
