import { submitInterview } from '@/features/interview/data'
import { interviewNameSchema } from '@/features/interview/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, interviewNameSchema, { maxBytes: 1024 }, (userId, { id }) =>
    submitInterview(userId, id, Date.now()),
  )
}
