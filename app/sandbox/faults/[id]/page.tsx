import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/page-head'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { getFaults } from '@/features/sandbox/faults/data'
import { FaultView } from '@/features/sandbox/faults/ui/fault'

export const dynamic = 'force-dynamic'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const fault = getFaults().get((await params).id)
  return fault ? { title: fault.title, description: fault.say } : {}
}

export default async function FaultPage({ params }: Props) {
  const { id } = await params
  const faults = getFaults()
  const fault = faults.get(id)
  if (!fault) notFound()
  const ids = [...faults.keys()]
  return (
    <>
      <PageHead
        over={
          <>
            <a href="/sandbox/faults">Break it</a> · {fault.about}
          </>
        }
        title={fault.title}
        summary={fault.say}
      />
      <FaultView
        key={id}
        fault={fault}
        next={ids[ids.indexOf(id) + 1] ?? null}
        figures={getEmulatorFigures()}
      />
      <noscript>
        <p className="mt-4">Running both needs JavaScript; what was changed can be read without.</p>
      </noscript>
    </>
  )
}
