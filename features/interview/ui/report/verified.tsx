import { LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import { percent } from '../../report/score/rules'
import type { Result, Verified } from '../../sign/schema'
import { ShareBar } from './share-bar'

const NOT: Record<
  Exclude<Verified['is'], 'signed' | 'withdrawn'>,
  { title: string; text: string }
> = {
  unreadable: {
    title: 'This is no signed result',
    text: 'It cannot be read: part of it may be missing. Ask for the whole link and paste it again.',
  },
  foreign: {
    title: 'Signed by another server',
    text: 'This is a signed result, but not of this server, so it cannot be checked here. Open it where it was made.',
  },
  changed: {
    title: 'Not as it was signed',
    text: 'Something in it was changed after it was signed, or its end is missing. Do not rely on what it says.',
  },
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const factorText = (factor: number) =>
  factor === 0 ? 'without a clock' : factor === 1 ? 'in the planned time' : `${factor} × the time`

/** What a text that claims to be a signed result turned out to be, in plain words. */
export function VerifiedView({ verified }: { verified: Verified }) {
  if (verified.is !== 'signed' && verified.is !== 'withdrawn') {
    const { title, text } = NOT[verified.is]
    return (
      <section role="alert" className="measure border-l-2 border-wrong pl-4">
        <h2 className="text-xl">
          <span aria-hidden="true">✕ </span>
          {title}
        </h2>
        <p className="mt-2">{text}</p>
      </section>
    )
  }
  return (
    <section className="max-w-3xl">
      {verified.is === 'signed' ? (
        <h2 className="text-xl text-[var(--right)]">
          <span aria-hidden="true">✓ </span>As it was signed by this server
        </h2>
      ) : (
        <div role="alert">
          <h2 className="text-xl">Signed here, and no longer vouched for</h2>
          <p className="measure mt-2">
            After it was signed, answers came in whose time only a device knows. The result below is
            what stood before.
          </p>
        </div>
      )}
      <ResultView result={verified.result} />
    </section>
  )
}

function ResultView({ result }: { result: Result }) {
  const { name, title, level, questions, answered, leftOut, timeFactor } = result
  const rows: [string, string][] = [
    ['Name', name ? `${name} (as the candidate wrote it; nobody checked it)` : 'not given'],
    ['Round', `${title}, ${LEVEL_TEXTS[level]}, version ${result.blueprintVersion}`],
    ['Sat', `${day.format(result.startedAt)}, ${factorText(timeFactor)}, timed by this server`],
    [
      'Score',
      `${percent(result.score)}; with 95 % confidence between ${percent(result.low)} and ${percent(result.high)}`,
    ],
    [
      'Questions',
      `${questions}, ${answered} answered, all graded by this server${leftOut > 0 ? `; ${leftOut} more that only a browser checked are left out` : ''}`,
    ],
    ['Paper', result.paper.slice(0, 16)],
  ]
  return (
    <>
      <ShareBar share={{ ...result, right: 0 }} className="mt-4 h-4 w-full max-w-xl" />
      <dl className="figures mt-4">
        {rows.map(([term, text]) => (
          <div key={term} className="gap-x-6 border-t border-rule py-2 sm:flex">
            <dt className="label w-28 shrink-0 pt-0.5">{term}</dt>
            <dd className="min-w-0 break-words">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
