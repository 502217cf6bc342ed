import { handOutSheets } from '@/features/quiz/attempt/data'
import { handOutSchema } from '@/features/quiz/attempt/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, handOutSchema, { maxBytes: 8 * 1024 }, (userId, { practice }) =>
    handOutSheets(userId, practice, Date.now()),
  )
}
