import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { gradeDue } from '@/features/interview/grade/data'
import { getRoom } from '@/features/interview/room/data'
import { Gathering } from '@/features/interview/ui/room/gathering'
import { Ready } from '@/features/interview/ui/room/ready'
import { getEmulatorFigures } from '@/features/sandbox/data'
import { currentUser } from '@/lib/auth'
import { Screen } from './screen'

export const metadata: Metadata = { title: 'Interview', robots: { index: false } }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ id: string }>
}

const GRADED = ['graded', 'reviewed']

/** A round: about to begin, under way, or over. */
export default async function InterviewPage({ params }: Props) {
  const { id } = await params
  const userId = await currentUser()
  const room = userId ? await getRoom(userId, id, Date.now()) : null
  if (!userId || !room) notFound()
  const { state } = room.clock
  if (state === 'draft') return <Ready view={room} />
  if (state === 'running' || state === 'paused')
    return <Screen key={id} from={{ view: room }} figures={getEmulatorFigures()} />
  const clock = GRADED.includes(state) ? room.clock : await gradeDue(userId, id, Date.now())
  if (clock && GRADED.includes(clock.state)) redirect(`/interviews/${id}/report`)
  return <Gathering id={id} />
}
