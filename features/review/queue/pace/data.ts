import 'server-only'
import { paceOf } from '@/features/learner/effort/rules'
import type { Pace } from '@/features/learner/effort/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'

/** Answers looked at: enough for a median, few enough to be quick. */
const LATEST = 400

/** How quickly a learner answers, by their latest answers. */
export async function getPace(userId: UserId): Promise<Pace> {
  const rows = await db().review.findMany({
    where: { learnerId: userId, kind: 'answer' },
    orderBy: [{ day: 'desc' }],
    take: LATEST,
    select: { durationMs: true },
  })
  return paceOf(rows.map(({ durationMs }) => durationMs))
}
