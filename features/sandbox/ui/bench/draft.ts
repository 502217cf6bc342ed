import * as z from 'zod/mini'
import { type Draft, draftSchema } from '../../bench/schema'

const key = (source: string) => `coldstart.sandbox.${source || 'own'}`

/** What this browser kept of a bench that began from `source`; null when there is nothing of use. */
export function keptDraft(source: string): Draft | null {
  try {
    const text = localStorage.getItem(key(source))
    if (text === null) return null
    const parsed = z.safeParse(draftSchema, JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Keeps a draft, or forgets it; false where the browser keeps nothing. */
export function keepDraft(source: string, draft: Draft | null): boolean {
  try {
    if (draft) localStorage.setItem(key(source), JSON.stringify(draft))
    else localStorage.removeItem(key(source))
    return true
  } catch {
    return false
  }
}

/** Forgets what was kept of a saved scenario before its last save: `saved.<id>.<sequence>`. */
export function forgetOlder(source: string): void {
  const [kind, id] = source.split('.')
  if (kind !== 'saved') return
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(key(`saved.${id}.`)) && name !== key(source))
        localStorage.removeItem(name)
  } catch {
    // Where nothing is kept there is nothing to forget.
  }
}
