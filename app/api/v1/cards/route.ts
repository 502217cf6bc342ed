import * as z from 'zod/mini'
import { listChosenIds } from '@/features/review/browse/data'
import { browseSchema } from '@/features/review/browse/schema'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

/** The ids of every card that a list of cards holds, on all of its pages. */
export async function GET(request: Request): Promise<Response> {
  const browse = z.parse(browseSchema, Object.fromEntries(new URL(request.url).searchParams))
  const userId = await currentUser()
  const ids = userId && (await listChosenIds(userId, browse, Date.now()))
  return ids
    ? Response.json({ ids }, { headers })
    : Response.json({ error: 'Your session has ended.' }, { status: 401, headers })
}
