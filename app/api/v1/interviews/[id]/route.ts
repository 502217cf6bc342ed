import { after } from 'next/server'
import { getRoom } from '@/features/interview/room/data'
import { sweepSometimes } from '@/features/interview/sweep/data'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

type Context = { params: Promise<{ id: string }> }

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const userId = await currentUser()
  if (!userId)
    return Response.json(
      { error: 'Your session has ended. Reload the page to go on; nothing you saved is lost.' },
      { status: 401, headers },
    )
  // Rounds that nobody comes back to end as well: whoever asks next helps.
  after(() => sweepSometimes(Date.now()))
  const room = await getRoom(userId, (await params).id, Date.now())
  return room
    ? Response.json(room, { headers })
    : Response.json({ error: 'There is no such round.' }, { status: 404, headers })
}
