import { onLeaving } from '@/components/leaving'
import { knownLearner } from '@/lib/auth-client'
import { recoverJournals } from '../../offline/journal'
import { dropRoom, forgetRooms, keptRooms, tellWaiting, waitingWrites } from '../../offline/shelf'
import { sendLeftovers } from '../../offline/sync'

onLeaving(async () => {
  const writes = await waitingWrites().catch(() => [])
  return writes.length > 0
    ? 'Answers of an interview are still in this browser. They are sent when you sign in again.'
    : null
})

const DAY_MS = 86_400_000
const LONGEST_MS = 30 * DAY_MS

/** Forgets rooms that nobody came back to: a day after their deadline, or a month after the last change. */
async function forgetOld(): Promise<void> {
  const now = Date.now()
  for (const { id, view, changedAt } of await keptRooms()) {
    const endedAt = (view.clock.deadlineAt ?? changedAt + LONGEST_MS) + DAY_MS
    if (now > endedAt) await dropRoom(id)
  }
}

/** Sends what rounds have left here, in the name of whoever is signed in; nobody keeps no rooms. */
export async function sendNow(): Promise<void> {
  await recoverJournals()
  if (knownLearner() === null) await forgetRooms().catch(() => undefined)
  else await sendLeftovers().catch(() => undefined)
  await forgetOld().catch(() => undefined)
  await tellWaiting()
}
