import { addMedium } from '@/features/cards/own/media/data'
import { mediumSchema } from '@/features/cards/own/media/schema'
import { writeRoute } from '@/lib/action'

/** Keeps a picture or a sound for the learner's own cards. */
export function POST(request: Request): Promise<Response> {
  return writeRoute(
    request,
    mediumSchema,
    { maxBytes: 7 * 1024 * 1024, points: () => 5 },
    (userId, { data }) =>
      addMedium(userId, Uint8Array.from(Buffer.from(data, 'base64')), Date.now()),
  )
}
