import type { Metadata } from 'next'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { Shared } from '@/features/sandbox/share/ui/shared'
import { currentUser } from '@/lib/auth'

export const metadata: Metadata = {
  title: 'A shared scenario',
  description: 'A handler, its API and what is sent to it, out of a link.',
  robots: { index: false },
}
export const dynamic = 'force-dynamic'

export default async function SharedPage() {
  const isLearner = (await currentUser()) !== null
  return (
    <>
      <h1 className="mb-5 text-xl">A shared scenario</h1>
      <Shared isLearner={isLearner} figures={getEmulatorFigures()} />
      <noscript>
        <p className="mt-4">The link carries the scenario itself; reading it needs JavaScript.</p>
      </noscript>
    </>
  )
}
