import { exerciseReportSchema } from '@/features/quiz/attempt/schema'
import { reportExercise } from '@/features/quiz/report/data'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(
    request,
    exerciseReportSchema,
    { maxBytes: 16 * 1024 },
    (userId, { sheetId, text }) => reportExercise(userId, sheetId, text, Date.now()),
  )
}
