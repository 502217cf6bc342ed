import { takeInInterviews } from '@/features/interview/intake/data'
import { bundleSchema } from '@/features/interview/intake/schema'
import { writeRoute } from '@/lib/action'

/** Twenty rounds with long answers. */
const MOST_BYTES = 16 * 1024 * 1024

export function POST(request: Request): Promise<Response> {
  const options = { maxBytes: MOST_BYTES, points: () => 10 }
  return writeRoute(request, bundleSchema, options, (userId, bundle) =>
    takeInInterviews(userId, bundle, Date.now()),
  )
}
