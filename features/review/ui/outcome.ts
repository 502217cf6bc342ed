import type { AnswerResult } from '../schema'

/** What the server said to a write, or why it could not be asked. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: string; retry: boolean }

const UNREACHABLE = 'The server cannot be reached.'

async function post<T>(path: string, body: unknown): Promise<Reply<T>> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = await response.json().catch(() => ({}))
    if (response.ok) return { ok: true, value: json as T }
    const retry = response.status >= 500 || response.status === 429
    return { ok: false, error: json.error ?? `The server answered ${response.status}.`, retry }
  } catch {
    return { ok: false, error: UNREACHABLE, retry: true }
  }
}

export const sendAnswers = (answers: unknown[]) =>
  post<{ results: AnswerResult[] }>('/api/v1/answers', { answers })

export const sendUndo = (answerId: string, undoes: string) =>
  post<{ card: import('../schema').QueueCard }>('/api/v1/undo', { answerId, undoes })

export async function fetchQueue(query: string): Promise<Reply<import('../schema').Queue>> {
  try {
    const response = await fetch(`/api/v1/queue${query}`)
    const json = await response.json().catch(() => ({}))
    return response.ok
      ? { ok: true, value: json }
      : { ok: false, error: json.error ?? UNREACHABLE, retry: response.status >= 500 }
  } catch {
    return { ok: false, error: UNREACHABLE, retry: true }
  }
}
