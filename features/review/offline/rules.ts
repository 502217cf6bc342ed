import type { WaitingResult } from '../outbox/schema'
import type { LocalAnswer } from '../pack/schema'
import { type AnswerResult, MOST_AT_ONCE } from '../schema'
import type { Entry, Parcel, SyncState } from './schema'

/** An answer goes the online way, timed by the server, while it is no older than this, in ms. */
const FRESH_MS = 10_000

/** What a change of an outbox leaves in it, and what it tells. */
export interface Changed<T> {
  entries: Entry[]
  value: T
}

/** The id that an entry is known by here and at the server. */
export const idOf = ({ waiting }: Pick<Entry, 'waiting'>): string =>
  waiting.kind === 'answer' ? waiting.answer.answerId : waiting.answerId

const isPending = ({ saved, refused }: Entry): boolean => !saved && refused === null

/** An outbox with one more entry at its end, once. `after` names the answer to the same card before it. */
export function withEntry(entries: Entry[], entry: Omit<Entry, 'seq'>): Entry[] {
  const seq = Math.max(0, ...entries.map((known) => known.seq)) + 1
  const { waiting } = entry
  if (entries.some((known) => idOf(known) === idOf(entry))) return entries
  if (waiting.kind === 'undo') return [...entries, { ...entry, seq }]
  const before = entries.findLast(
    (known) =>
      known.waiting.kind === 'answer' && known.waiting.answer.cardId === waiting.answer.cardId,
  )
  const after = before && idOf(before)
  return [...entries, { ...entry, seq, waiting: { ...waiting, ...(after ? { after } : {}) } }]
}

function isFresh({ waiting, tried, local, at }: Entry, now: number): boolean {
  const age = now - at
  return waiting.kind === 'answer' && !tried && !local && age >= 0 && age < FRESH_MS
}

/**
 * Takes what is to be sent next and marks it as tried; null where nothing is pending. Entries keep
 * their order: a fresh answer waits behind what could not be sent before it.
 * @param now ms since the epoch, by the same clock as `at`
 */
export function claim(
  entries: Entry[],
  now: number,
  most = MOST_AT_ONCE,
): Changed<{ parcel: Parcel; ids: string[] } | null> {
  const pending = entries.filter(isPending)
  const [first] = pending
  if (!first) return { entries, value: null }
  const fresh = isFresh(first, now)
  const end = pending.findIndex((entry) => isFresh(entry, now) !== fresh)
  const batch = pending.slice(0, Math.min(most, end < 0 ? pending.length : end))
  const taken = new Set(batch)
  const waiting = batch.map((entry) => entry.waiting)
  const answers = waiting.flatMap((each) => (each.kind === 'answer' ? [each.answer] : []))
  return {
    entries: entries.map((entry) => (taken.has(entry) ? { ...entry, tried: true } : entry)),
    value: {
      parcel: fresh ? { route: 'answers', answers } : { route: 'outbox', waiting },
      ids: batch.map(idOf),
    },
  }
}

/**
 * The outbox after the server's word on some entries. What it has is kept as saved where `keep`
 * says that a pack needs it; what was refused as stale is gone, since its card is shown anew.
 */
export function settle(
  entries: Entry[],
  results: (AnswerResult | WaitingResult)[],
  keep: boolean,
): Entry[] {
  const status = new Map(results.map((result) => [result.answerId, result]))
  return entries.flatMap((entry) => {
    const result = status.get(idOf(entry))
    if (!result) return [entry]
    if (result.status === 'stale') return []
    if (result.status === 'unknown')
      return entry.waiting.kind === 'undo' ? [] : [{ ...entry, refused: result.error }]
    return keep ? [{ ...entry, saved: true }] : []
  })
}

/** The outbox after the server would not take these, each for the same reason. */
export function refuseAll(entries: Entry[], ids: string[], reason: string): Entry[] {
  const refused = new Set(ids)
  return entries.map((entry) => (refused.has(idOf(entry)) ? { ...entry, refused: reason } : entry))
}

/**
 * Takes an answer back. One that was never sent is simply gone; for any other a tombstone follows
 * it. Says which.
 */
export function takeBack(
  entries: Entry[],
  undo: Omit<Entry, 'seq'> & { waiting: { kind: 'undo' } },
): Changed<'removed' | 'queued'> {
  const target = entries.find((entry) => idOf(entry) === undo.waiting.undoes)
  if (target && isPending(target) && !target.tried)
    return { entries: entries.filter((entry) => entry !== target), value: 'removed' }
  return { entries: withEntry(entries, undo), value: 'queued' }
}

/** The outbox without what the server has counted in. */
export const withoutSaved = (entries: Entry[]): Entry[] => entries.filter(({ saved }) => !saved)

/** The outbox without what the server will not take. */
export const withoutRefused = (entries: Entry[]): Entry[] =>
  entries.filter(({ refused }) => refused === null)

/** The outbox with what was refused to be tried once more. */
export const toRetry = (entries: Entry[]): Entry[] =>
  entries.map((entry) => ({ ...entry, refused: null }))

/** The answers of an outbox as far as memory is concerned, in order: not taken back, not crammed. */
export function localAnswers(entries: Entry[]): LocalAnswer[] {
  const undone = new Set(
    entries.flatMap(({ waiting }) => (waiting.kind === 'undo' ? [waiting.undoes] : [])),
  )
  return entries.flatMap(({ waiting, at, refused }) =>
    waiting.kind === 'answer' &&
    refused === null &&
    !waiting.answer.cram &&
    !undone.has(waiting.answer.answerId)
      ? [{ cardId: waiting.answer.cardId, grade: waiting.answer.grade, at }]
      : [],
  )
}

/** The cards that were answered here without the server knowing. */
export const pendingCards = (entries: Entry[]): string[] =>
  entries.flatMap((entry) =>
    entry.waiting.kind === 'answer' && isPending(entry) ? [entry.waiting.answer.cardId] : [],
  )

/** The answer that an entry gives or takes back. */
const answerOf = ({ waiting }: Entry): string =>
  waiting.kind === 'answer' ? waiting.answer.answerId : waiting.undoes

/** How many answers wait, one that is taken back counted once, and how many will not be taken. */
export function counted(entries: Entry[]): Pick<SyncState, 'waiting' | 'refused'> {
  const refused = entries.filter((entry) => entry.refused !== null)
  return {
    waiting: new Set(entries.filter(isPending).map(answerOf)).size,
    refused: { count: refused.length, reason: refused[0]?.refused ?? null },
  }
}

/**
 * What the server's clock is ahead of the browser's, in ms: by the Date header of a reply, which
 * counts in seconds, seen halfway between request and reply; null where the header says nothing.
 */
export function clockOffset(date: string | null, askedAt: number, heardAt: number): number | null {
  const said = Date.parse(date ?? '')
  return Number.isFinite(said) ? Math.round(said + 500 - (askedAt + heardAt) / 2) : null
}

/** How long to wait before the server is tried again, in ms, after `failures` in a row. */
export const retryAfter = (failures: number): number =>
  Math.min(60_000, 3_000 * 2 ** (failures - 1))

/** What is said where no reply came at all. */
export const UNREACHABLE = 'The server cannot be reached.'

const answers = (count: number) => (count === 1 ? '1 answer' : `${count} answers`)
const areSent = (count: number) => (count === 1 ? 'is sent' : 'are sent')

/** How things stand, in plain words. `clock` tells an instant as a time of day. */
export function syncText(state: SyncState, clock: (at: number) => string): string {
  const { waiting, refused, storage, phase, trouble, since } = state
  if (refused.count > 0)
    return `${answers(refused.count)} could not be saved: ${refused.reason ?? 'the server refused.'}`
  if (waiting > 0 && storage === 'tab' && phase !== 'sending')
    return `${answers(waiting)} ${waiting === 1 ? 'waits' : 'wait'} in this tab only, because this browser keeps nothing for the site. Leave it open.`
  if (phase === 'refused' && waiting > 0)
    return `${answers(waiting)} could not be sent: ${trouble ?? 'the server refused.'}`
  if (phase === 'unreachable') {
    // A server that answers is not out of reach, whatever it says.
    const isMute = trouble === null || trouble === UNREACHABLE
    const offline = isMute ? `Offline${since === null ? '' : ` since ${clock(since)}`}.` : trouble
    if (waiting === 0) return offline
    const verb = waiting === 1 ? 'waits' : 'wait'
    return `${offline} ${answers(waiting)} ${verb} here and ${areSent(waiting)} ${isMute ? 'when the server is back' : 'in a moment'}.`
  }
  return waiting > 0 ? 'Saving…' : 'Saved'
}
