import type { Metadata } from 'next'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { OfflineScreen } from '../../interviews/[id]/screen'

export const metadata: Metadata = { title: 'Interview offline', robots: { index: false } }

/** The same for everyone: the round comes from the browser. The service worker shows it for one under way. */
export default function OfflineInterviewPage() {
  return <OfflineScreen figures={getEmulatorFigures()} />
}
