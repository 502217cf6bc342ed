import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { getBefore, listOffers } from '@/features/interview/choice/data'
import { firstChoice } from '@/features/interview/choice/rules'
import { listInterviews } from '@/features/interview/data'
import { listSat } from '@/features/interview/report/sat/data'
import { Choose } from '@/features/interview/ui/choose/choose'
import { OpenRounds } from '@/features/interview/ui/list/open-rounds'
import { PastRounds } from '@/features/interview/ui/list/past-rounds'
import { getLearner } from '@/features/learner/data'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = {
  title: 'Interviews',
  description: 'Timed mock interviews and exams on Lambda and API Gateway, with a report.',
}
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function InterviewsPage({ searchParams }: Props) {
  const userId = await currentUser()
  const now = Date.now()
  const lines = userId ? await listInterviews(userId, now) : []
  const [sat, before, learner] = userId
    ? await Promise.all([listSat(userId, null), getBefore(userId), getLearner(userId)])
    : [[], null, null]
  const offers = listOffers()
  const topics = getLibrary().topics.map(({ slug, title }) => ({ slug, title }))
  const asked = Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, [value ?? []].flat()[0]]),
  )
  const first = firstChoice(
    offers,
    topics.map(({ slug }) => slug),
    before,
    asked,
  )
  const day = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: learner?.timeZone ?? 'UTC',
  })
  const open = lines.filter(({ clock }) => !['graded', 'reviewed'].includes(clock.state))
  return (
    <div className="reading">
      <InStep />
      <PageHead
        title="Interviews"
        summary="Sit a round against the clock. The server keeps the time, so a reload or a lost network costs nothing, and the report shows which sentence earned which point."
      />
      <OpenRounds lines={open} />
      {first ? (
        <Choose
          key={JSON.stringify(asked)}
          offers={offers}
          topics={topics}
          first={first}
          signedIn={learner !== null}
        />
      ) : null}
      <noscript>
        <p className="mt-4">
          Sitting a round needs JavaScript; every topic and question can be read without it.
        </p>
      </noscript>
      <section aria-labelledby="past" className="mt-14 max-w-3xl">
        <h2 id="past" className="mb-3 text-xl">
          Your rounds
        </h2>
        {sat.length > 0 ? (
          <PastRounds rounds={sat} dayOf={(at) => day.format(at)} />
        ) : (
          <p className="measure text-muted">
            Nothing was sat yet. A short one to begin with:{' '}
            <a href="/interviews?round=exam&size=10">a timed exam of ten questions</a>, twenty
            minutes.
          </p>
        )}
        <p className="mt-6 text-sm text-muted">
          Somebody showed you a signed result? <a href="/interviews/verify">Check it here.</a>
        </p>
      </section>
    </div>
  )
}
