import type { Metadata } from 'next'
import { InStep } from '@/components/in-step'
import { PageHead } from '@/components/page-head'
import { countBelongings } from '@/features/archive/exports/data'
import { listImports } from '@/features/archive/imports/past/data'
import { ExportPanel } from '@/features/archive/ui/export-panel'
import { ImportPanel } from '@/features/archive/ui/import-panel'
import { PastImports } from '@/features/archive/ui/past-imports'
import { BringBack } from '@/features/interview/ui/intake/bring-back'
import { getLearner } from '@/features/learner/data'
import { whenText } from '@/features/learner/rules'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = { title: 'Import and export' }
export const dynamic = 'force-dynamic'

function Part({ id, title, children }: React.PropsWithChildren<{ id: string; title: string }>) {
  return (
    <section aria-labelledby={id} className="border-t border-rule py-8">
      <h2 id={id} className="mb-4 text-lg">
        {title}
      </h2>
      {children}
    </section>
  )
}

export default async function ArchivePage() {
  const userId = await currentUser()
  const learner = userId && (await getLearner(userId))
  const belongings = learner ? await countBelongings(userId) : null
  const imports = learner ? await listImports(userId) : []
  const now = Date.now()
  const when = Object.fromEntries(
    imports.map(({ id, createdAt }) => [
      id,
      whenText(Date.parse(createdAt), now, learner || { timeZone: 'UTC', rolloverHour: 4 }),
    ]),
  )
  return (
    <div className="reading max-w-5xl">
      <InStep />
      <PageHead
        over={
          <a href="/cards/own" className="text-muted">
            Your own cards
          </a>
        }
        title="Import and export"
        summary="Bring cards with their history from Anki, a table or Markdown, and take them along again."
      />
      <Part id="import" title="Import">
        <ImportPanel signedIn={learner !== null} />
      </Part>
      {imports.length > 0 ? (
        <Part id="past" title="Imports so far">
          <PastImports imports={imports} when={when} />
        </Part>
      ) : null}
      {learner ? (
        <Part id="interviews" title="Interviews">
          <BringBack />
        </Part>
      ) : null}
      {belongings ? (
        <Part id="export" title="Export">
          <ExportPanel {...belongings} />
        </Part>
      ) : null}
    </div>
  )
}
