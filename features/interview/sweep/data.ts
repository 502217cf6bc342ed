import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { GRACE_MS } from '../clock/rules'
import { gradeDue } from '../grade/data'

/** Rounds that one sweep looks at; the rest waits for the next. */
const MOST_AT_ONCE = 200

/**
 * Ends what has run out and grades what is due, of every learner. As often as one likes, and beside
 * the server: each round is ended and graded once. Returns how many it graded.
 * @param now ms since the epoch
 */
export async function sweepInterviews(now: number): Promise<number> {
  // The second half: a server that ended between taking answers and grading them again left these.
  const rounds = await db().$queryRaw<{ id: string; learnerId: UserId }[]>`
    SELECT "id", "learnerId" FROM "Interview"
    WHERE "state" IN ('submitted', 'expired')
      OR ("state" = 'running' AND "deadlineAt" < ${new Date(now - GRACE_MS)})
    UNION SELECT interview."id", interview."learnerId"
    FROM "InterviewEntry" AS entry
    JOIN "Interview" AS interview ON interview."id" = entry."interviewId"
    WHERE entry."timing" = 'device' AND entry."field" IN ('answer', 'confidence')
      AND interview."gradedAt" IS NOT NULL AND entry."arrivedAt" > interview."gradedAt"
    LIMIT ${MOST_AT_ONCE}`
  let ended = 0
  for (const { id, learnerId } of rounds)
    try {
      await gradeDue(learnerId, id, now)
      ended += 1
    } catch (error) {
      // One that cannot be graded takes no other along; it is tried again by the next sweep.
      console.error(error)
    }
  return ended
}

const PAUSE_MS = 60_000
let sweptAt = 0

/** The same beside what is asked anyway, at most once a minute. */
export async function sweepSometimes(now: number): Promise<void> {
  if (now - sweptAt < PAUSE_MS) return
  sweptAt = now
  await sweepInterviews(now)
}
