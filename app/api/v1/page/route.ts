import * as z from 'zod/mini'
import { getMargin } from '@/features/cards/margin/data'
import { pagePathSchema } from '@/features/cards/margin/schema'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

export async function GET(request: Request): Promise<Response> {
  const path = z.safeParse(pagePathSchema, new URL(request.url).searchParams.get('path'))
  if (!path.success)
    return Response.json({ error: 'Name the page, ?path=/topics/…' }, { status: 400, headers })
  const userId = await currentUser()
  const margin = userId && (await getMargin(userId, path.data))
  return margin
    ? Response.json(margin, { headers })
    : Response.json({ error: 'Your session has ended.' }, { status: 401, headers })
}
