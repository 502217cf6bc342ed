const LONGEST_MS = 20_000
const UNREACHABLE =
  'The server cannot be reached. What you wrote stays here; try again when you are online.'

export type Reply<T> = { ok: true; value: T } | { ok: false; error: string }

/** Sends one thing to the server. What went wrong is a sentence. */
export async function post<T>(path: string, body: unknown): Promise<Reply<T>> {
  try {
    const response = await fetch(`/api/v1/quiz/${path}`, {
      method: 'POST',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(LONGEST_MS),
    })
    const json = await response.json().catch(() => ({}))
    if (response.ok) return { ok: true, value: json as T }
    return { ok: false, error: json.error ?? `The server answered ${response.status}. Try again.` }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}
