const PREFIX = 'coldstart.note:'

/** A note as typed, not saved yet. */
export interface Draft {
  text: string
  /** When the note it began from had been saved; null where there was none. */
  base: string | null
}

export function readDraft(path: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + path) ?? 'null')
    return typeof draft?.text === 'string' ? { text: draft.text, base: draft.base ?? null } : null
  } catch {
    return null
  }
}

/** Keeps a draft in this browser; false where the browser keeps nothing. */
export function keepDraft(path: string, draft: Draft): boolean {
  try {
    localStorage.setItem(PREFIX + path, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(path: string): void {
  try {
    localStorage.removeItem(PREFIX + path)
  } catch {
    // What could not be kept needs no dropping.
  }
}

/** The pages whose notes wait in this browser to be saved. */
export function draftPaths(): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .map((key) => key.slice(PREFIX.length))
  } catch {
    return []
  }
}
