import { changeHands, restoreHands } from '@/features/review/hand/data'
import { handRequestSchema } from '@/features/review/hand/schema'
import { writeRoute } from '@/lib/action'

// All cards of a large collection at once.
const MOST_BYTES = 4 * 1024 * 1024

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, handRequestSchema, { maxBytes: MOST_BYTES }, (userId, asked) =>
    'restore' in asked
      ? restoreHands(userId, asked.restore)
      : changeHands(userId, asked.cardIds, asked.change, Date.now()),
  )
}
