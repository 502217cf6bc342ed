import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { getChoices } from '@/features/quiz/pick/data'
import { listRegraded, regradeAnswers } from '@/features/quiz/regrade/data'
import { Choose } from '@/features/quiz/ui/choose'
import { RegradedNotice } from '@/features/quiz/ui/regraded'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = {
  title: 'Practice',
  description: 'Questions about Lambda and API Gateway with answers that are checked.',
}
export const dynamic = 'force-dynamic'

export default async function PracticePage() {
  const userId = await currentUser()
  if (userId) await regradeAnswers(userId, Date.now())
  const [choices, regraded] = await Promise.all([
    getChoices(userId),
    userId ? listRegraded(userId) : [],
  ])
  const { total, answered, topics, mistakes } = choices
  return (
    <div className="reading">
      <InStep />
      <PageHead
        title="Practice"
        summary={`${total} questions with an answer that is checked. Every option is explained, and what you know tells your cards.`}
      >
        {answered > 0 ? (
          <p className="figures mt-3">
            You have answered {answered}. <a href="/practice/history">Your answers</a>
          </p>
        ) : null}
      </PageHead>
      <RegradedNotice regraded={regraded} />
      <Choose topics={topics} mistakes={mistakes} />
    </div>
  )
}
