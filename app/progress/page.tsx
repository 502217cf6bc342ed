import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getProgress } from '@/features/progress/data'
import { Forecast } from '@/features/progress/ui/forecast'
import { HeatMap } from '@/features/progress/ui/heat-map'
import { TopicTable } from '@/features/progress/ui/topic-table'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Progress' }
export const dynamic = 'force-dynamic'

export default async function ProgressPage() {
  const userId = await currentUser()
  const progress = userId && (await getProgress(userId, Date.now()))
  if (!progress || progress.totalAnswers === 0) {
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
    </div>
  )
}
