import { undoSchema } from '@/features/review/schema'
import { undoReview } from '@/features/review/undo/data'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, undoSchema, { maxBytes: 1024 }, (userId, { answerId, undoes }) =>
    undoReview(userId, answerId, undoes, Date.now()),
  )
}
