import * as z from 'zod/mini'
import { changeHands, listHands, restoreHands } from '@/features/review/hand/data'
import { handRequestSchema, someCardsSchema } from '@/features/review/hand/schema'
import { writeRoute } from '@/lib/action'
import { currentUser } from '@/lib/auth'

// All cards of a large collection at once.
const MOST_BYTES = 4 * 1024 * 1024

const headers = { 'cache-control': 'no-store' }

export async function GET(request: Request): Promise<Response> {
  const named = new URL(request.url).searchParams.get('cards')?.split(',')
  const cards = z.safeParse(someCardsSchema, named)
  if (!cards.success)
    return Response.json({ error: 'Name the cards, ?cards=a.b,c.d' }, { status: 400, headers })
  const userId = await currentUser()
  return userId
    ? Response.json({ hands: await listHands(userId, cards.data) }, { headers })
    : Response.json({ error: 'Your session has ended.' }, { status: 401, headers })
}

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, handRequestSchema, { maxBytes: MOST_BYTES }, (userId, asked) =>
    'restore' in asked
      ? restoreHands(userId, asked.restore)
      : changeHands(userId, asked.cardIds, asked.change, Date.now()),
  )
}
