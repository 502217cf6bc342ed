import { recordReviews } from '@/features/review/data'
import { answersSchema } from '@/features/review/schema'
import { writeRoute } from '@/lib/action'

export function POST(request: Request): Promise<Response> {
  return writeRoute(
    request,
    answersSchema,
    {
      maxBytes: 32 * 1024,
      points: ({ answers }) => answers.length,
      owner: ({ learner }) => learner,
    },
    async (userId, { answers }) => {
      const outcome = await recordReviews(userId, answers, Date.now())
      return outcome.ok ? { ok: true, value: { results: outcome.value } } : outcome
    },
  )
}
