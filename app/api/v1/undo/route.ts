import { undoReview } from '@/features/review/data'
import { undoSchema } from '@/features/review/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, undoSchema, { maxBytes: 1024 }, (userId, { answerId, undoes }) =>
    undoReview(userId, answerId, undoes, Date.now()),
  )
}
