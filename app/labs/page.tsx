import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getLibrary } from '@/features/cards/data'
import { getLabStates, getLabs } from '@/features/sandbox/labs/data'
import { LabList } from '@/features/sandbox/labs/ui/lab-list'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = {
  title: 'Labs',
  description: 'Exercises around Lambda and API Gateway that run in your browser and are checked.',
}
export const dynamic = 'force-dynamic'

export default async function LabsPage() {
  const labs = [...getLabs().values()]
  const userId = await currentUser()
  const states = userId ? await getLabStates(userId) : new Map()
  const { topics } = getLibrary()
  return (
    <>
      <PageHead
        title="Labs"
        summary={`${labs.length} exercises. Write the handler, the template or the policy; the checks send it requests and say what they saw.`}
      />
      <LabList
        labs={labs}
        topics={topics.map(({ slug, title }) => ({ slug, title }))}
        states={states}
      />
    </>
  )
}
