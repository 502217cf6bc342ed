import type { Stamped } from '../room/rules'
import { stands, withWrites } from '../room/rules'
import type { Writes, WritesTaken } from '../schema'
import type { Entry, KeptRoom, SyncState } from './schema'

const MOST_WRITES = 100
/** What goes in one request, in characters of JSON; a single write may be longer. */
const MOST_CHARS = 48_000

/** What a write is kept under. */
export const keyOf = ({ interviewId, client, sequence }: Entry): [string, string, number] => [
  interviewId,
  client,
  sequence,
]

/** A waiting write as the room knows it. */
export const stampedOf = ({ client, write }: Entry): Stamped => ({ ...write, client })

const same = (a: Stamped, b: Stamped) =>
  a.client === b.client && a.place === b.place && a.field === b.field

/**
 * Whether a write makes an unsent earlier one of its own tab needless. Not where the earlier was in
 * time and this is not: then both are told.
 * @param deadlineAt of its place, ms since the epoch; null without a clock
 */
export function replaces(newer: Stamped, older: Stamped, deadlineAt: number | null): boolean {
  const crossed =
    deadlineAt !== null && older.stampedAt <= deadlineAt && newer.stampedAt > deadlineAt
  return same(newer, older) && stands(newer, older) && !crossed
}

/** Each waiting write once, oldest first, by sequence. */
export function inOrder(entries: Entry[]): Entry[] {
  const byKey = new Map(entries.map((entry) => [keyOf(entry).join('/'), entry]))
  return [...byKey.values()].sort((a, b) => a.sequence - b.sequence)
}

/** What is sent next: writes of one tab, as many as one request takes; null where nothing waits. */
export function nextParcel(entries: Entry[], most = MOST_WRITES): Writes | null {
  const waiting = inOrder(entries).filter(({ refused }) => refused === null)
  const [first] = waiting
  if (!first) return null
  const { interviewId, client } = first
  const writes: Writes['writes'] = []
  let chars = 0
  for (const { write } of waiting.filter((entry) => entry.client === client)) {
    chars += JSON.stringify(write).length
    if (writes.length > 0 && (writes.length >= most || chars > MOST_CHARS)) break
    writes.push(write)
  }
  return { interviewId, client, writes }
}

/** What a reply says of the writes that were sent: taken, or refused for good. */
export function told(
  { writes }: Writes,
  reply: WritesTaken,
): { taken: number[]; refused: { sequence: number; why: string }[]; late: number } {
  const sent = new Set(writes.map(({ sequence }) => sequence))
  return {
    taken: reply.taken.map(({ sequence }) => sequence).filter((sequence) => sent.has(sequence)),
    refused: reply.refused.filter(({ sequence }) => sent.has(sequence)),
    late: reply.taken.filter(({ timing }) => timing === 'late').length,
  }
}

/** A kept room with writes in it that the server has taken, whichever comes first. */
export function withTaken(kept: KeptRoom, writes: Stamped[]): KeptRoom {
  const stood = { ...kept.stood }
  const higher = writes.filter((write) => {
    const key = `${write.place}/${write.field}`
    const known = stood[key]
    const { sequence, client } = write
    if (known && !stands(write, { ...write, ...known })) return false
    stood[key] = { sequence, client }
    return true
  })
  return { ...kept, stood, view: withWrites(kept.view, higher) }
}

/** How long to wait before the server is tried again, in ms, after `failures` in a row. */
export const retryAfter = (failures: number): number =>
  Math.min(30_000, 1_000 * 2 ** Math.min(10, failures - 1))

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

/** How things stand, in plain words. */
export function syncText({ waiting, storage, phase, trouble }: SyncState): string {
  if (waiting === 0) return phase === 'unreachable' ? 'Offline. All you did is saved.' : 'Saved'
  if (storage === 'tab' && phase !== 'sending')
    return `${changes(waiting)} in this tab only: this browser keeps nothing for the site. Leave it open.`
  if (phase === 'refused')
    return `${changes(waiting)} not sent: ${trouble ?? 'the server refused.'}`
  if (phase === 'unreachable')
    return `Offline. ${changes(waiting)} kept in this browser; ${waiting === 1 ? 'it goes' : 'they go'} out when the server is back.`
  return 'Saving…'
}
