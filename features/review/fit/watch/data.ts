import 'server-only'
import type { UserId } from '@/lib/auth'
import { fitLearner, isFitDue } from '../data'
import type { Verdict } from '../rules'

/** New answers of a learner after which it is worth asking whether a fit is due. */
const WORTH_ASKING = 50
/** One learner is looked at in this time, so that fits never crowd out requests. */
const PACE_MS = 60_000

interface Watch {
  counts: Map<UserId, number>
  waiting: Set<UserId>
  timer: ReturnType<typeof setTimeout> | null
}

const holder = globalThis as { coldstartFits?: Watch }
holder.coldstartFits ??= { counts: new Map(), waiting: new Set(), timer: null }
const watch = holder.coldstartFits

/** Fits the parameters of the learner who waits longest, if a fit is due; says what came of it. */
export async function fitNext(now: number): Promise<Verdict | null> {
  const [userId] = watch.waiting
  if (userId === undefined) return null
  watch.waiting.delete(userId)
  return (await isFitDue(userId)) ? fitLearner(userId, now) : null
}

function arm(): void {
  if (watch.timer !== null || watch.waiting.size === 0) return
  watch.timer = setTimeout(async () => {
    await fitNext(Date.now()).catch((error: unknown) => console.error(error))
    watch.timer = null
    arm()
  }, PACE_MS)
  watch.timer.unref()
}

/** Takes note of saved answers. Costs nothing: whatever follows happens later, off the request. */
export function noticeAnswers(userId: UserId, answers: number): void {
  const count = (watch.counts.get(userId) ?? 0) + answers
  if (count < WORTH_ASKING) {
    watch.counts.set(userId, count)
    return
  }
  watch.counts.delete(userId)
  watch.waiting.add(userId)
  arm()
}
