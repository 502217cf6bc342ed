import type { WaitingResult } from '../outbox/schema'
import type { AnswerResult } from '../schema'
import { offsetMs, send } from './post'
import { claim, refuseAll, settle } from './rules'
import { database, shelves } from './shelf'

export type Results = (AnswerResult | WaitingResult)[]

/** What came of sending an outbox. */
export type Sent = { phase: 'rest' } | { phase: 'unreachable' | 'refused'; trouble: string }

const LOCK = 'coldstart.outbox'
/** What the service worker is asked to call back for. */
export const SYNC_TAG = 'coldstart.outbox'

let queue: Promise<unknown> = Promise.resolve()

/** One at a time in all of this browser's tabs, so that nothing overtakes anything. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(LOCK, work)
  const next = queue.then(work, work)
  queue = next.catch(() => undefined)
  return next
}

async function hasPack(learner: string): Promise<boolean> {
  try {
    return (await (await database()).count('packs', learner)) > 0
  } catch {
    return false
  }
}

/**
 * Sends all that waits, in order, until the server has it or cannot be reached. Whoever asks while
 * another tab is at it waits for its turn and finds nothing left.
 * @param tell hears what became of each answer
 */
export function sync(learner: string, tell: (results: Results) => void): Promise<Sent> {
  return alone(async () => {
    const keepSaved = await hasPack(learner)
    for (const shelf of shelves()) {
      let most: number | undefined
      for (;;) {
        const now = Date.now() + (await offsetMs())
        const claimed = await shelf
          .change(learner, (entries) => claim(entries, now, most))
          .catch(() => null)
        if (!claimed) break
        const { parcel, ids } = claimed
        const reply = await send(learner, parcel)
        if (reply.ok) {
          const { results } = reply.value
          await shelf.change(learner, (entries) => ({
            entries: settle(entries, results, keepSaved && shelf.kind === 'kept'),
            value: null,
          }))
          tell(results)
          continue
        }
        if (reply.again) return { phase: 'unreachable', trouble: reply.error }
        if (reply.status !== 400 && reply.status !== 413)
          return { phase: 'refused', trouble: reply.error }
        // One of them cannot be understood. Sent by themselves, the others go through.
        if (ids.length > 1) most = 1
        else
          await shelf.change(learner, (entries) => ({
            entries: refuseAll(entries, ids, reply.error),
            value: null,
          }))
      }
    }
    return { phase: 'rest' }
  })
}
