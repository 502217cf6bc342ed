import { writesSchema } from '@/features/interview/schema'
import { recordWrites } from '@/features/interview/write/data'
import { writeRoute } from '@/lib/action'

/** A hundred writes, some of them long answers. */
const MOST_BYTES = 2 * 1024 * 1024

export function POST(request: Request): Promise<Response> {
  return writeRoute(request, writesSchema, { maxBytes: MOST_BYTES }, (userId, writes) =>
    recordWrites(userId, writes, Date.now()),
  )
}
