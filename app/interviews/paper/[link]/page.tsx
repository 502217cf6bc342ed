import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getShared } from '@/features/interview/choice/data'
import { spanText } from '@/features/interview/choice/rules'
import { SitPaper } from '@/features/interview/ui/choose/sit-paper'
import { LEVEL_TEXTS } from '@/features/quiz/texts/rules'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'A shared paper', robots: { index: false } }
export const dynamic = 'force-dynamic'

export default async function PaperPage({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params
  const [shared, userId] = await Promise.all([getShared(link), currentUser()])
  if (!shared.ok)
    return (
      <div className="reading">
        <PageHead
          over={<a href="/interviews">Interviews</a>}
          title="This paper cannot be sat"
          summary={shared.error}
        >
          <p className="mt-6">
            <a className="button button-primary" href="/interviews">
              Choose a round of your own
            </a>
          </p>
        </PageHead>
      </div>
    )
  const { title, level, blueprint, questions, seconds } = shared.value
  return (
    <div className="reading">
      <PageHead
        over={<a href="/interviews">Interviews</a>}
        title={title}
        summary={`Somebody sat this paper and lets you sit the same one: ${questions === 1 ? '1 question' : `${questions} questions`}, ${spanText(seconds)}, ${LEVEL_TEXTS[level]}. You see neither their answers nor their score, nor they yours.`}
      />
      <SitPaper link={link} blueprint={blueprint} level={level} signedIn={userId !== null} />
    </div>
  )
}
