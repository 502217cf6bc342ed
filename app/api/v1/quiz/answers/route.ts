import { answerSheet } from '@/features/quiz/attempt/data'
import { sheetAnswerSchema } from '@/features/quiz/attempt/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, sheetAnswerSchema, { maxBytes: 64 * 1024 }, (userId, answer) =>
    answerSheet(userId, answer, Date.now()),
  )
}
