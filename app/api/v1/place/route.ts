import { recordPlace } from '@/features/cards/margin/data'
import { placeSchema } from '@/features/cards/margin/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, placeSchema, { maxBytes: 1024 }, (userId, { path, anchor }) =>
    recordPlace(userId, path, anchor, Date.now()),
  )
}
