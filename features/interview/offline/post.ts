/** What the server said, or why it could not be asked. `again` says that the same may work later. */
export type Reply<T> =
  | { ok: true; value: T; asked: number; heard: number }
  | { ok: false; status: number; error: string; again: boolean }

const LONGEST_MS = 15_000
export const UNREACHABLE = 'The server cannot be reached.'

/** This page's steady clock, in ms: it goes on evenly, whatever is done to the wall clock. */
export const steady = (): number => performance.timeOrigin + performance.now()

const sending = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Asks the server about interviews: `path` under /api/v1/interviews, with a body or without. */
export async function ask<T>(path: string, body?: unknown): Promise<Reply<T>> {
  const asked = steady()
  try {
    const response = await fetch(`/api/v1/interviews${path}`, {
      cache: 'no-store',
      signal: AbortSignal.timeout(LONGEST_MS),
      ...(body === undefined ? {} : sending(body)),
    })
    const json = await response.json()
    const heard = steady()
    const { ok, status } = response
    if (ok) return { ok, value: json as T, asked, heard }
    const error = typeof json.error === 'string' ? json.error : `The server answered ${status}.`
    return { ok, status, error, again: status >= 500 || status === 429 }
  } catch {
    return { ok: false, status: 0, error: UNREACHABLE, again: true }
  }
}

/** Sends without waiting for a reply, from a page that is about to go. What waits stays kept. */
export function sendOff(path: string, body: unknown): void {
  try {
    fetch(`/api/v1/interviews${path}`, { keepalive: true, ...sending(body) }).catch(() => undefined)
  } catch {
    // The next page sends it.
  }
}
