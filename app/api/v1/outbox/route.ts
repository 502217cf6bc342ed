import { recordWaiting } from '@/features/review/outbox/data'
import { outboxSchema } from '@/features/review/outbox/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(
    request,
    outboxSchema,
    {
      maxBytes: 48 * 1024,
      points: ({ waiting }) => waiting.length,
      owner: ({ learner }) => learner,
    },
    async (userId, { waiting }) => {
      const outcome = await recordWaiting(userId, waiting, Date.now())
      return outcome.ok ? { ok: true, value: { results: outcome.value } } : outcome
    },
  )
}
