import * as z from 'zod/mini'

const keptSchema = z.strictObject({
  id: z.uuid(),
  code: z.string(),
  sequence: z.int(),
  hints: z.int(),
})
/** An attempt as this browser has it, saved on the server or not yet. */
export type Kept = z.infer<typeof keptSchema>

/** What this browser kept of an attempt; null when there is nothing of use. */
export function readKept(key: string): Kept | null {
  try {
    const parsed = z.safeParse(keptSchema, JSON.parse(localStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Keeps an attempt in this browser, as far as it keeps anything. */
export function keep(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // The server has it a moment later.
  }
}
