import * as z from 'zod/mini'
import { cardIdSchema } from '@/features/review/hand/schema'
import { getWhy } from '@/features/review/why/data'
import { currentUser } from '@/lib/auth'

const headers = { 'cache-control': 'no-store' }

export async function GET(request: Request): Promise<Response> {
  const card = z.safeParse(cardIdSchema, new URL(request.url).searchParams.get('card'))
  if (!card.success)
    return Response.json({ error: 'Name the card, ?card=a.b' }, { status: 400, headers })
  const userId = await currentUser()
  if (!userId) return Response.json({ error: 'Your session has ended.' }, { status: 401, headers })
  const why = await getWhy(userId, card.data, Date.now())
  return why
    ? Response.json(why, { headers })
    : Response.json({ error: 'There is no such card.' }, { status: 404, headers })
}
