import { sweepInterviews } from '@/features/interview/sweep/data'
import { fitLearner, isFitDue, listFitCandidates } from '@/features/review/fit/data'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { environment } from './prepare.mjs'

// Work that belongs to no request: fits the scheduler's parameters of every learner for whom a fit
// is due, ends interviews that have run out and grades what is due of them. Safe to repeat and to run
// beside the server; cron once a night is plenty.

Object.assign(process.env, environment())

const candidates = (await listFitCandidates()) as UserId[]
let tried = 0
let adopted = 0
for (const userId of candidates) {
  if (!(await isFitDue(userId))) continue
  const verdict = await fitLearner(userId, Date.now())
  if (!verdict) continue
  tried += 1
  adopted += verdict.adopted ? 1 : 0
  console.log(`${userId}: ${verdict.reason}`)
}
console.log(
  `${candidates.length} learners with enough answers, ${tried} fits tried, ${adopted} adopted`,
)
let swept = 0
for (
  let some = await sweepInterviews(Date.now());
  some > 0;
  some = await sweepInterviews(Date.now())
)
  swept += some
console.log(`${swept} interviews graded`)
await db().$disconnect()
