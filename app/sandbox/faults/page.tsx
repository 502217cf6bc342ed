import type { Metadata } from 'next'
import { PageHead } from '@/components/page-head'
import { getFaults } from '@/features/sandbox/faults/data'
import { FaultList } from '@/features/sandbox/faults/ui/fault-list'

export const metadata: Metadata = {
  title: 'Break it',
  description: 'Faults around Lambda and API Gateway: predict status and body, then see.',
}
export const dynamic = 'force-dynamic'

export default function FaultsPage() {
  const faults = [...getFaults().values()]
  return (
    <>
      <PageHead
        title="Break it"
        summary="Each fault breaks something that works. Say which status and body the caller gets, then see, and read the rule that decided it."
      />
      <FaultList faults={faults.map(({ id, about, title }) => ({ id, about, title }))} />
    </>
  )
}
