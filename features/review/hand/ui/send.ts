import type { Change, Hand, Handled } from '../schema'

const UNREACHABLE = 'The server cannot be reached, so nothing was changed. Try again in a moment.'

export type HandReply = { ok: true; value: Handled } | { ok: false; error: string }

async function post(body: object): Promise<HandReply> {
  try {
    const response = await fetch('/api/v1/hand', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json = await response.json().catch(() => ({}))
    return response.ok
      ? { ok: true, value: json }
      : { ok: false, error: json.error ?? `The server answered ${response.status}.` }
  } catch {
    return { ok: false, error: UNREACHABLE }
  }
}

export const sendChange = (cardIds: string[], change: Change) => post({ cardIds, change })
export const sendRestore = (restore: Hand[]) => post({ restore })

/** What is set on these cards; nothing where the server cannot be asked. */
export async function fetchHands(cardIds: string[]): Promise<Hand[]> {
  try {
    const response = await fetch(`/api/v1/hand?cards=${cardIds.map(encodeURIComponent).join()}`)
    return response.ok ? (await response.json()).hands : []
  } catch {
    return []
  }
}
