import type { WaitingResult } from '../outbox/schema'
import type { AnswerResult } from '../schema'
import { clockOffset, UNREACHABLE } from './rules'
import type { Parcel } from './schema'
import { fact, keepFact } from './shelf'

/** What the server said, or why it could not be asked. `again` says that the same may work later. */
export type Reply<T> =
  | { ok: true; value: T }
  | { ok: false; status: number; error: string; again: boolean }

const LONGEST_MS = 15_000
const OFFSET = 'offsetMs'

let offset: number | undefined

/** What the server's clock is ahead of this browser's, as far as is known, in ms. */
export async function offsetMs(): Promise<number> {
  offset ??= Number((await fact(OFFSET)) ?? 0)
  return offset
}

async function learnOffset(date: string | null, askedAt: number): Promise<void> {
  const found = clockOffset(date, askedAt, Date.now())
  // The header counts in seconds: what differs by less says nothing new.
  if (found === null || Math.abs(found - (await offsetMs())) < 1_500) return
  offset = found
  await keepFact(OFFSET, found)
}

/** Asks the server, and learns from its reply what its clock says. */
export async function ask<T>(path: string, body?: unknown): Promise<Reply<T>> {
  const askedAt = Date.now()
  try {
    const response = await fetch(path, {
      cache: 'no-store',
      signal: AbortSignal.timeout(LONGEST_MS),
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    })
    const json = await response.json().catch(() => ({}))
    await learnOffset(response.headers.get('date'), askedAt)
    const { ok, status } = response
    if (ok) return { ok, value: json as T }
    const error = json.error ?? `The server answered ${status}.`
    return { ok, status, error, again: status >= 500 || status === 429 }
  } catch {
    return { ok: false, status: 0, error: UNREACHABLE, again: true }
  }
}

type Results = { results: (AnswerResult | WaitingResult)[] }

/** Sends what was claimed from an outbox, in its learner's name. */
export function send(learner: string, parcel: Parcel): Promise<Reply<Results>> {
  const { route, ...load } = parcel
  return ask(`/api/v1/${route}`, { learner, ...load })
}
