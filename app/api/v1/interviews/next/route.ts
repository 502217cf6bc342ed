import { goOn } from '@/features/interview/room/data'
import { nextSchema } from '@/features/interview/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, nextSchema, { maxBytes: 1024 }, (userId, next) =>
    goOn(userId, next, Date.now()),
  )
}
