import * as z from 'zod/mini'
import { buildQueue } from '@/features/review/queue/data'
import { scopeSchema } from '@/features/review/schema'
import { currentUser } from '@/lib/auth'

export async function GET(request: Request): Promise<Response> {
  const userId = await currentUser()
  const scope = z.safeParse(scopeSchema, Object.fromEntries(new URL(request.url).searchParams))
  if (!scope.success)
    return Response.json({ error: 'Ask for a topic or a path by its name.' }, { status: 400 })
  const queue = userId && (await buildQueue(userId, scope.data, Date.now()))
  if (!queue)
    return Response.json(
      { error: 'Your session has ended. Reload the page to go on.' },
      { status: 401 },
    )
  return Response.json(queue, { headers: { 'cache-control': 'no-store' } })
}
