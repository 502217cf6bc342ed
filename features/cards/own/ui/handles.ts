import type { Outcome } from '@/lib/outcome'
import type { SaveOwn, SaveResult } from '../schema'

/** The writes that an editor needs; the page hands them in, because they move memories too. */
export interface OwnWrites {
  save(input: SaveOwn): Promise<Outcome<SaveResult>>
  remove(input: { id: string }): Promise<Outcome<null>>
  restore(input: { id: string }): Promise<Outcome<null>>
  remember(input: { cardIds: string[] }): Promise<Outcome<{ recalled: number }>>
}

export const UNREACHABLE = 'The server cannot be reached.'

/** Runs a write; a server that cannot be reached is a refusal like any other. */
export async function tried<T>(write: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await write
  } catch {
    return { ok: false, error: UNREACHABLE, retry: true }
  }
}
