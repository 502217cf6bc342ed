import type { Metadata } from 'next'
import { getLibrary } from '@/features/cards/data'
import { getBrokenScenario, getEmulatorFigures, getSampleScenario } from '@/features/sandbox/data'
import { getSaved, listSaved } from '@/features/sandbox/saved/data'
import { SavedList } from '@/features/sandbox/saved/ui/saved-list'
import type { Scenario } from '@/features/sandbox/schema'
import { Bench } from '@/features/sandbox/ui/bench/bench'
import { Examples } from '@/features/sandbox/ui/bench/examples'
import { currentUser, type UserId } from '@/lib/auth'

export const metadata: Metadata = {
  title: 'Sandbox',
  description:
    'Edit a Lambda handler, send it a request or an event, and watch what API Gateway and Lambda do with it.',
}

type Query = Record<string, string | string[] | undefined>
type Props = { searchParams: Promise<Query> }

interface Opened {
  /** Tells what a browser kept of this bench from what it kept of others. */
  source: string
  title: string
  /** Where it comes from; null for a bench of one's own. */
  from: { href: string; text: string } | null
  scenario: Scenario
  saved: { id: string; sequence: number } | null
  /** True where the address names something that is not there. */
  isLost: boolean
}

async function open(userId: UserId | null, query: Query): Promise<Opened> {
  const { sample, fault, scenario: id } = query
  if (typeof id === 'string' && userId) {
    const own = await getSaved(userId, id)
    if (own) {
      const { scenario, sequence } = own
      // What this browser kept of an earlier save is not what is shown.
      const source = `saved.${id}.${sequence}`
      const saved = { id, sequence }
      return { source, title: scenario.name, from: null, scenario, saved, isLost: false }
    }
  }
  if (typeof fault === 'string') {
    const broken = getBrokenScenario(fault)
    if (broken) {
      const from = { href: `/sandbox/faults/${fault}`, text: 'What is broken here' }
      return { ...broken, source: `fault.${fault}`, from, saved: null, isLost: false }
    }
  }
  const found = getLibrary().samples.find(({ id }) => id === sample)
  return {
    source: found?.id ?? '',
    title: found?.title ?? 'Sandbox',
    from: found ? { href: found.href, text: 'Where this is taught' } : null,
    scenario: getSampleScenario(found?.id),
    saved: null,
    isLost: !found && [sample, fault, id].some((named) => named !== undefined),
  }
}

export default async function SandboxPage({ searchParams }: Props) {
  const userId = await currentUser()
  const { source, title, from, scenario, saved, isLost } = await open(userId, await searchParams)
  const own = userId ? await listSaved(userId) : []
  return (
    <>
      <div className="mb-5 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <h1 className="text-xl">{title}</h1>
        {from ? (
          <p className="text-sm">
            <a href={from.href}>{from.text}</a>
          </p>
        ) : (
          <p className="text-sm text-muted">
            Edit the handler, send it something, see what the gateway does with it. Or{' '}
            <a href="/sandbox/faults">break it</a>, or solve a <a href="/labs">lab</a>.
          </p>
        )}
        {isLost ? (
          <p role="status" className="w-full text-sm text-caution">
            There is no such example or scenario of yours; this is a bench of your own.
          </p>
        ) : null}
      </div>
      <Bench
        key={saved?.id ?? source}
        source={source}
        start={scenario}
        figures={getEmulatorFigures()}
        saved={saved}
        isLearner={userId !== null}
      />
      <SavedList saved={own} open={saved?.id ?? null} />
      <Examples samples={getLibrary().samples} open={source || null} />
      <noscript>
        <p className="mt-4">Running code needs JavaScript; the code can be read without it.</p>
      </noscript>
    </>
  )
}
