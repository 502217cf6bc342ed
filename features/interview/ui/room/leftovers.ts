import { onLeaving } from '@/components/leaving'
import { knownLearner } from '@/lib/auth-client'
import { recoverJournals } from '../../offline/journal'
import { forgetRooms, tellWaiting, waitingWrites } from '../../offline/shelf'
import { sendLeftovers } from '../../offline/sync'

onLeaving(async () => {
  const writes = await waitingWrites().catch(() => [])
  return writes.length > 0
    ? 'Answers of an interview are still in this browser. They are sent when you sign in again.'
    : null
})

/** Sends what rounds have left here, in the name of whoever is signed in; nobody keeps no rooms. */
export async function sendNow(): Promise<void> {
  await recoverJournals()
  if (knownLearner() === null) await forgetRooms().catch(() => undefined)
  else await sendLeftovers().catch(() => undefined)
  await tellWaiting()
}
