import type { Clock, WritesTaken } from '../schema'
import { ask } from './post'
import { nextParcel, told } from './rules'
import type { Entry, Settled } from './schema'
import { changeRoom, keptRoom, keptRooms, settle, tellWaiting, waitingWrites } from './shelf'

/** What a page's worker is asked to call back for. */
export const SYNC_TAG = 'coldstart.interviews'

/** What came of sending. */
export type Sent = { phase: 'rest' } | { phase: 'unreachable' | 'refused'; trouble: string }

let queue: Promise<unknown> = Promise.resolve()

/** One at a time for a round, in all of this browser's tabs. */
export function alone<T>(interviewId: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(`coldstart.interview:${interviewId}`, work)
  const next = queue.then(work, work)
  queue = next.catch(() => undefined)
  return next
}

async function handIn(interviewId: string): Promise<Sent> {
  const kept = await keptRoom(interviewId).catch(() => undefined)
  if (!kept?.handedIn) return { phase: 'rest' }
  const reply = await ask<Clock>('/submit', { id: interviewId })
  if (!reply.ok && reply.again) return { phase: 'unreachable', trouble: reply.error }
  // Refused: it is over already, and whoever looks next is shown that.
  await changeRoom(interviewId, { handedIn: false }).catch(() => undefined)
  return { phase: 'rest' }
}

/**
 * Sends all that waits of one round, then that it was handed in, if it was. Only within `alone`.
 * @param unkept what the database does not hold
 * @param tell hears what became of each parcel
 */
export async function sendWaiting(
  interviewId: string,
  unkept: () => Entry[],
  tell: (settled: Settled) => void,
): Promise<Sent> {
  let most: number | undefined
  const refusedHere = new Set<string>()
  const nameOf = (client: string, sequence: number) => `${client}/${sequence}`
  for (;;) {
    const kept = await waitingWrites(interviewId).catch(() => [])
    const waiting = [...unkept(), ...kept].filter(
      (one) => !refusedHere.has(nameOf(one.client, one.sequence)),
    )
    const parcel = nextParcel(waiting, most)
    if (!parcel) break
    const reply = await ask<WritesTaken>('/writes', parcel)
    if (reply.ok) {
      const { asked, heard, value } = reply
      const sorted = told(parcel, value)
      const { client } = parcel
      const settled = { client, ...sorted, clock: value.clock, asked, heard }
      if (sorted.taken.length + sorted.refused.length === 0)
        return { phase: 'refused', trouble: 'The server did not say what became of them.' }
      await settle(interviewId, settled).catch(() => undefined)
      for (const { sequence } of sorted.refused) refusedHere.add(nameOf(client, sequence))
      tell(settled)
      continue
    }
    if (reply.again) return { phase: 'unreachable', trouble: reply.error }
    if (reply.status !== 400 && reply.status !== 413)
      return { phase: 'refused', trouble: reply.error }
    // One of them cannot be understood. Sent by themselves, the others go through.
    const [only] = parcel.writes
    if (parcel.writes.length > 1) most = 1
    else if (only) {
      refusedHere.add(nameOf(parcel.client, only.sequence))
      const refused = [{ sequence: only.sequence, why: reply.error }]
      await settle(interviewId, { client: parcel.client, taken: [], refused }).catch(
        () => undefined,
      )
    }
  }
  const sent = await handIn(interviewId)
  await tellWaiting()
  return sent
}

/** Sends what rounds that are not open any more have left in this browser. */
export async function sendLeftovers(): Promise<Sent> {
  const [writes, rooms] = await Promise.all([waitingWrites(), keptRooms()])
  const ids = new Set([
    ...writes.filter(({ refused }) => refused === null).map(({ interviewId }) => interviewId),
    ...rooms.filter(({ handedIn }) => handedIn).map(({ id }) => id),
  ])
  let last: Sent = { phase: 'rest' }
  for (const id of ids) {
    const sent = await alone(id, () =>
      sendWaiting(
        id,
        () => [],
        () => undefined,
      ),
    )
    if (sent.phase === 'unreachable') return sent
    if (sent.phase === 'refused') last = sent
  }
  return last
}
