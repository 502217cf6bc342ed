import type { Metadata } from 'next'
import { getLibrary } from '@/features/cards/data'
import { getEmulatorFigures, getSampleScenario } from '@/features/sandbox/data'
import { Bench } from '@/features/sandbox/ui/bench/bench'
import { Examples } from '@/features/sandbox/ui/bench/examples'

export const metadata: Metadata = {
  title: 'Sandbox',
  description:
    'Edit a Lambda handler, send it a request or an event, and watch what API Gateway and Lambda do with it.',
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SandboxPage({ searchParams }: Props) {
  const { sample: wanted } = await searchParams
  const { samples } = getLibrary()
  const sample = samples.find(({ id }) => id === wanted)
  const figures = getEmulatorFigures()
  const scenario = getSampleScenario(sample?.id)
  return (
    <>
      <div className="mb-5 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <h1 className="text-xl">{sample ? sample.title : 'Sandbox'}</h1>
        {sample ? (
          <p className="text-sm">
            <a href={sample.href}>Where this is taught</a>
          </p>
        ) : (
          <p className="text-sm text-muted">
            Edit the handler, send it something, see what the gateway does with it. Or solve a{' '}
            <a href="/labs">lab</a>.
          </p>
        )}
        {wanted !== undefined && !sample ? (
          <p role="status" className="w-full text-sm text-caution">
            There is no such example; this is a bench of your own.
          </p>
        ) : null}
      </div>
      <Bench key={sample?.id ?? ''} source={sample?.id ?? ''} start={scenario} figures={figures} />
      <Examples samples={samples} open={sample?.id ?? null} />
      <noscript>
        <p className="mt-4">Running code needs JavaScript; the code can be read without it.</p>
      </noscript>
    </>
  )
}
