import { previewCards } from '@/features/cards/own/data'
import { previewSchema } from '@/features/cards/own/schema'
import { writeRoute } from '@/lib/action'

/** What a card looks like while it is written. Nothing is saved. */
export function POST(request: Request): Promise<Response> {
  return writeRoute(
    request,
    previewSchema,
    { maxBytes: 128 * 1024, points: () => 2 },
    async (_userId, content) => ({ ok: true, value: await previewCards(content) }),
  )
}
