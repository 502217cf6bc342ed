import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { listAnswered } from '@/features/quiz/history/data'
import { AnsweredList } from '@/features/quiz/ui/answered-list'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Your answers' }
export const dynamic = 'force-dynamic'

export default async function HistoryPage() {
  const userId = await currentUser()
  const answered = userId ? await listAnswered(userId) : []
  return (
    <div className="reading">
      <InStep />
      <PageHead
        over={<a href="/practice">Practice</a>}
        title="Your answers"
        summary={
          answered.length > 0
            ? 'The questions you answered, the latest first.'
            : 'Here stand the questions you answered, with what came of it. There is none yet.'
        }
      >
        {answered.length > 0 ? null : (
          <p className="mt-6">
            <a className="button button-primary" href="/practice/run">
              Answer the first ten
            </a>
          </p>
        )}
      </PageHead>
      <AnsweredList answered={answered} />
    </div>
  )
}
