import 'server-only'
import type { UserId } from '@/lib/auth'
import type { Tx } from '@/lib/db'
import { listEvents, type StoredEvent } from '../../log/data'
import { liveAnswers, segments } from '../../log/rules'
import type { ForeignAnswer } from '../schema'

/** An answer that counts, with what it was scheduled by, as another roof can fold it. */
export interface Stamped {
  event: StoredEvent
  answer: ForeignAnswer
}

/** The answers that memories are made of, in the order in which they count, by card. */
export async function listStamped(tx: Tx, learnerId: UserId): Promise<Map<string, Stamped[]>> {
  const rows = await tx.review.findMany({
    where: { learnerId },
    select: { seq: true, mode: true, rawDurationMs: true },
  })
  const rest = new Map(rows.map((row) => [row.seq, row]))
  const cards = new Map<string, StoredEvent[]>()
  for (const event of await listEvents(tx, learnerId)) {
    const known = cards.get(event.cardId)
    if (known) known.push(event)
    else cards.set(event.cardId, [event])
  }
  const found = new Map<string, Stamped[]>()
  for (const [cardId, events] of cards) {
    const live = (segments(events).at(-1) ?? []).map((event): Stamped => {
      const { grade, durationMs, answeredAt, day, parametersVersion } = event
      const { timeZone, rolloverHour, interviewOn, seq } = event
      const { mode = 'recall', rawDurationMs = durationMs } = rest.get(seq) ?? {}
      const by = { timeZone, rolloverHour, interviewOn, parametersVersion }
      const stamp = { ...by, day, mode, rawDurationMs }
      return { event, answer: { at: answeredAt, grade, durationMs, stamp } }
    })
    if (live.length > 0 && liveAnswers(events).length > 0) found.set(cardId, live)
  }
  return found
}
