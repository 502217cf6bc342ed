import { sheetNameSchema } from '@/features/quiz/attempt/schema'
import { makeCard } from '@/features/quiz/card/data'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, sheetNameSchema, { maxBytes: 1 * 1024 }, (userId, { sheetId }) =>
    makeCard(userId, sheetId, Date.now()),
  )
}
