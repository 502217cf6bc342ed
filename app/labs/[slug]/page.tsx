import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { InStep } from '@/components/in-step'
import { getLibrary } from '@/features/cards/data'
import { Enter } from '@/features/learner/ui/enter'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { getLabs, listAttempts } from '@/features/sandbox/labs/data'
import { nextSeed, seedOf, sheetOf } from '@/features/sandbox/labs/sheet/rules'
import { LabHistory } from '@/features/sandbox/labs/ui/history'
import { Lab } from '@/features/sandbox/labs/ui/lab'
import { LabAfter, LabTask } from '@/features/sandbox/labs/ui/task'
import { currentUser } from '@/lib/auth'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ slug: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const lab = getLabs().get((await params).slug)
  return lab ? { title: lab.title, description: lab.summary } : {}
}

export default async function LabPage({ params, searchParams }: Props) {
  const { slug } = await params
  const { seed, attempt, again } = await searchParams
  const compiled = getLabs().get(slug)
  if (!compiled) notFound()
  const userId = await currentUser()
  const attempts = userId ? await listAttempts(userId, slug) : []
  const shown = seedOf(typeof seed === 'string' ? seed : undefined, attempts)
  const fresh = nextSeed(compiled.source, attempts, shown)
  // One that was solved comes back with new numbers; one that was left is gone on with.
  if (again !== undefined && (attempts[0]?.solvedAt ?? attempts[0]?.gaveUpAt ?? null) !== null)
    redirect(`/labs/${slug}?seed=${fresh}`)
  const sheet = sheetOf(compiled, shown)
  const named = typeof attempt === 'string' ? attempt : undefined
  const { card } = getLibrary()
  const cards = sheet.cards.flatMap((id) => card.get(id) ?? [])
  return (
    <div className="gap-12 lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <LabTask sheet={sheet} />
      <div className="mt-8 min-w-0 lg:mt-0">
        {userId ? (
          <>
            <InStep />
            <Lab
              key={`${userId}/${shown}/${named ?? ''}`}
              learner={userId}
              sheet={sheet}
              attempts={attempts}
              named={named}
              figures={getEmulatorFigures()}
            />
            <LabHistory slug={slug} attempts={attempts} fresh={fresh} />
          </>
        ) : (
          <Enter>
            <p role="status" className="text-muted">
              Getting the editor…
            </p>
            <noscript>
              <p className="mt-4">Solving a lab needs JavaScript; it can be read without it.</p>
            </noscript>
          </Enter>
        )}
        <LabAfter
          sheet={sheet}
          cards={cards.map(({ id, frontText, href }) => ({ id, text: frontText, href }))}
        />
      </div>
    </div>
  )
}
