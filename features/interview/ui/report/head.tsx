import { LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import { clockText } from '../../report/pace/rules'
import type { Report } from '../../report/schema'
import { bandText, percent } from '../../report/score/rules'
import { ShareBar } from './share-bar'

/** What one has to know of how a round was sat, to read its score. */
function conditions(report: Report): string[] {
  const { practice, timeFactor, timedBy, expired, claimed, pace } = report
  return [
    practice ? 'Practice conditions: it could be paused.' : '',
    timeFactor === 0 ? 'Without a clock.' : timeFactor > 1 ? `${timeFactor} × the time.` : '',
    expired ? 'The time ran out; what stood then was scored.' : '',
    timedBy === 'device'
      ? 'Timed by this device: part of it was answered without the network, and only your browser knows when.'
      : '',
    claimed.length > 0
      ? `${claimed.length === 1 ? 'One part was' : `${claimed.length} parts were`} checked in your browser alone, and ${claimed.length === 1 ? 'is' : 'are'} marked as such.`
      : '',
    pace.allowedMs === null
      ? ''
      : `${clockText(pace.usedMs)} of ${clockText(pace.allowedMs)} used.`,
  ].filter(Boolean)
}

/** What came of a round: the score, how much it says, and under which conditions. */
export function Head({ report, date }: { report: Report; date: string }) {
  const { title, level, share, partial, own, trust, agreement } = report
  const { score, low, high, questions, answered, right } = share
  const isOpen = report.places.some(({ source }) => source === 'question')
  const asides: [string, string, string][] = [
    [
      'Right',
      `${right} of ${questions}`,
      isOpen ? 'In your own words: from 60 % of the points on, with nothing wrong said.' : '',
    ],
    ['Answered', `${answered} of ${questions}`, 'Blank earns nothing, as in AWS’s own exams.'],
    ...(Math.abs(partial.score - score) >= 0.005
      ? [['Counting parts', percent(partial.score), 'With what was partly right.'] as const]
      : []),
    ...(trust.certainty === null
      ? []
      : [
          [
            'By certainty',
            trust.certainty < 0
              ? `−${percent(Math.min(2, -trust.certainty))}`
              : percent(trust.certainty),
            'Sure and wrong costs most.',
          ] as const,
        ]),
    ...(own === null
      ? []
      : [
          [
            'By your marks',
            percent(own.score),
            `You agree on ${agreement.agreed} of ${agreement.marked} marked points.`,
          ] as const,
        ]),
  ].map(([name, value, note]) => [name ?? '', value ?? '', note ?? ''])
  return (
    <header>
      <p className="label mb-2">
        <a href="/interviews" className="no-print">
          Interviews
        </a>
        <span className="no-print"> · </span>
        {title} · {LEVEL_TEXTS[level]} · {date}
      </p>
      <h1 className="figures text-2xl">
        {percent(score)}
        <span className="sr-only"> in your {title.toLowerCase()}</span>
      </h1>
      <ShareBar share={share} className="mt-3 h-4 w-full max-w-xl" />
      <p className="measure figures mt-2 text-lg leading-normal text-muted">
        With 95 % confidence between {percent(low)} and {percent(high)}. {bandText(share)}
      </p>
      <dl className="figures mt-6 grid max-w-3xl grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-4">
        {asides.map(([name, value, note]) => (
          <div key={name} className="border-t border-rule pt-2">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="text-lg font-semibold">{value}</dd>
            {note ? <dd className="text-sm text-muted">{note}</dd> : null}
          </div>
        ))}
      </dl>
      <ul className="measure mt-6 space-y-1 text-sm text-muted">
        {conditions(report).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </header>
  )
}
