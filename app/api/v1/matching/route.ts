import * as z from 'zod/mini'
import { listMatching } from '@/features/review/sets/data'
import { searchTextSchema } from '@/features/review/sets/schema'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

export async function GET(request: Request): Promise<Response> {
  const query = z.safeParse(searchTextSchema, new URL(request.url).searchParams.get('q'))
  if (!query.success)
    return Response.json({ error: 'Ask with a search, ?q=is:due' }, { status: 400, headers })
  const userId = await currentUser()
  const found = userId && (await listMatching(userId, query.data, Date.now()))
  if (!found) return Response.json({ error: 'Your session has ended.' }, { status: 401, headers })
  const { ids, due, problems } = found
  return Response.json({ cards: ids.length, due, problems }, { headers })
}
