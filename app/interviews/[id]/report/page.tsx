import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLibrary } from '@/features/cards/data'
import { gradeDue } from '@/features/interview/grade/data'
import { getAdviser, listOpinions } from '@/features/interview/opinion/data'
import { paperLink } from '@/features/interview/paper/data'
import { getReport } from '@/features/interview/report/data'
import { whyUnsigned } from '@/features/interview/sign/rules'
import { SecondOpinion } from '@/features/interview/ui/opinion/second-opinion'
import { CompareSection } from '@/features/interview/ui/report/compare'
import { Deeds } from '@/features/interview/ui/report/deeds'
import { Head } from '@/features/interview/ui/report/head'
import { PaceSection } from '@/features/interview/ui/report/pace'
import { Parts } from '@/features/interview/ui/report/parts'
import { PlacesSection, SHOWN } from '@/features/interview/ui/report/places'
import { StudySection } from '@/features/interview/ui/report/study'
import { TrustSection } from '@/features/interview/ui/report/trust'
import { getLearner } from '@/features/learner/data'
import type { Skill } from '@/features/quiz/schema'
import { SKILL_TEXTS } from '@/features/quiz/texts/rules'
import { Findings } from '@/features/quiz/ui/findings'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Report' }
export const dynamic = 'force-dynamic'

const FEW = 6

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ReportPage({ params, searchParams }: Props) {
  const { id } = await params
  const userId = await currentUser()
  if (!userId) notFound()
  const clock = await gradeDue(userId, id, Date.now())
  if (!clock) notFound()
  const report = await getReport(userId, id)
  if (!report) redirect(`/interviews/${id}`)
  const { show } = await searchParams
  const shown = SHOWN.find((one) => one === show) ?? 'all'
  const adviser = getAdviser()
  const opinions = await listOpinions(userId, id)
  const { topic } = getLibrary()
  const titleOf = (slug: string) => topic.get(slug)?.title ?? slug
  const learner = await getLearner(userId)
  const timeZone = learner?.timeZone ?? 'UTC'
  const date = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...style, timeZone })
  const day = date({ day: 'numeric', month: 'short', year: 'numeric' })
  const moment = date({ dateStyle: 'medium', timeStyle: 'short' })
  // Of a few questions each says more than their sums.
  const few = report.places.length <= FEW
  const questions = (
    <PlacesSection
      report={report}
      shown={shown}
      findings={Findings}
      opinionOf={({ place, sheet, verdict }) =>
        sheet?.as === 'open' && verdict && (adviser || opinions.has(place)) ? (
          <SecondOpinion
            id={id}
            place={place}
            adviser={adviser}
            given={opinions.get(place) ?? null}
          />
        ) : null
      }
    />
  )
  return (
    <div className="reading">
      <Head report={report} date={moment.format(report.startedAt)} />
      <Deeds
        id={id}
        reviewed={report.state === 'reviewed'}
        paperHref={`/interviews/paper/${paperLink(report.paper)}`}
        whyUnsigned={whyUnsigned(report, report.places.length - report.claimed.length)}
        leftOut={report.claimed.length}
      />
      {few ? questions : null}
      <TrustSection trust={report.trust} />
      <StudySection study={report.study} titleOf={titleOf} />
      <Parts
        id="topics"
        title="By topic"
        head="Topic"
        note="Few questions each: read these with care, as AWS advises for the sections of its own score reports."
        parts={report.topics}
        nameOf={titleOf}
        hrefOf={(slug) => `/topics/${slug}`}
      />
      <Parts
        id="skills"
        title="By skill"
        head="Skill"
        note="What a question asks of you: to know something, to use it, to find a fault, to choose."
        parts={report.skills}
        nameOf={(skill) => SKILL_TEXTS[skill as Skill]}
      />
      <PaceSection pace={report.pace} />
      <CompareSection report={report} titleOf={titleOf} dayOf={(at) => day.format(at)} />
      {few ? null : questions}
    </div>
  )
}
