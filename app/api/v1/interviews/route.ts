import { startInterview } from '@/features/interview/data'
import { startSchema } from '@/features/interview/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, startSchema, { maxBytes: 4 * 1024 }, (userId, start) =>
    startInterview(userId, start, Date.now()),
  )
}
