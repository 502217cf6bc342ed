import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { listSat } from '@/features/interview/report/sat/data'
import { PastRounds } from '@/features/interview/ui/list/past-rounds'
import { getLearner } from '@/features/learner/data'
import { getProgress } from '@/features/progress/data'
import { Forecast } from '@/features/progress/ui/forecast'
import { HeatMap } from '@/features/progress/ui/heat-map'
import { TopicTable } from '@/features/progress/ui/topic-table'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Progress' }
export const dynamic = 'force-dynamic'

const ROUNDS_SHOWN = 5

export default async function ProgressPage() {
  const userId = await currentUser()
  const [progress, rounds, learner] = userId
    ? await Promise.all([
        getProgress(userId, Date.now()),
        listSat(userId, null, ROUNDS_SHOWN),
        getLearner(userId),
      ])
    : [null, [], null]
  if (!progress || (progress.totalAnswers === 0 && rounds.length === 0)) {
    return (
      <PageHead
        title="Progress"
        summary="Here you will see what is due, how warm each topic is, and what the coming weeks bring. It begins with your first card."
      >
        <p className="mt-6">
          <a href="/review" className="button button-primary">
            Start with the first cards
          </a>
        </p>
      </PageHead>
    )
  }
  const { answersToday, dueToday, newToday, streak } = progress
  const day = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeZone: learner?.timeZone ?? 'UTC',
  })
  return (
    <div className="reading">
      <InStep />
      <PageHead title="Progress" />
      <dl className="figures grid max-w-3xl grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-4">
        {[
          ['due today', dueToday],
          ['new cards left today', newToday],
          ['answered today', answersToday],
          [streak === 1 ? 'day in a row' : 'days in a row', streak],
        ].map(([name, value]) => (
          <div key={name} className="flex flex-col-reverse border-t border-rule pt-2">
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="text-2xl leading-tight font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-6">
        <a href="/review" className="button button-primary">
          {dueToday > 0 ? 'Review what is due' : 'Take new cards'}
        </a>
      </p>
      {progress.isGuest ? (
        <p className="measure mt-6 text-sm text-muted">
          You study as a guest: clearing this browser's cookies loses all of this.{' '}
          <a href="/sign-up">Make an account</a> to keep it.
        </p>
      ) : null}
      <section aria-labelledby="topics" className="mt-14 max-w-4xl">
        <h2 id="topics" className="text-xl">
          Topics
        </h2>
        <p className="mt-1 mb-4 text-muted">
          How warm each is: the mean chance that you recall its cards today, unseen ones counted as
          cold.
        </p>
        <TopicTable topics={progress.topics} />
      </section>
      <section aria-labelledby="days" className="mt-14">
        <h2 id="days" className="mb-4 text-xl">
          Reviews per day
        </h2>
        <HeatMap weeks={progress.heat} />
        {progress.retention.reviews > 0 ? (
          <p className="figures mt-4 text-sm text-muted">
            Of {progress.retention.reviews}{' '}
            {progress.retention.reviews === 1 ? 'card that came' : 'cards that came'} back in the
            last 30 days you recalled{' '}
            {Math.round((100 * progress.retention.retained) / progress.retention.reviews)} % at the
            first ask.
          </p>
        ) : null}
      </section>
      <section aria-labelledby="forecast" className="mt-14">
        <h2 id="forecast" className="mb-4 text-xl">
          Falling due
        </h2>
        <Forecast days={progress.forecast} />
      </section>
      {rounds.length > 0 ? (
        <section aria-labelledby="rounds" className="mt-14 max-w-3xl">
          <h2 id="rounds" className="mb-4 text-xl">
            Interviews
          </h2>
          <PastRounds rounds={rounds} dayOf={(at) => day.format(at)} />
          <p className="mt-3 text-sm">
            <a href="/interviews">All rounds, and the next one</a>
          </p>
        </section>
      ) : null}
    </div>
  )
}
