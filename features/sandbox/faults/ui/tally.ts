import * as z from 'zod/mini'

const KEY = 'coldstart.faults'
const tallySchema = z.record(z.string(), z.enum(['right', 'half', 'wrong']))
/** How the first prediction of each fault went, in this browser. */
export type Tally = z.infer<typeof tallySchema>

/** What this browser kept; empty where it keeps nothing. */
export function readTally(): Tally {
  try {
    const parsed = z.safeParse(tallySchema, JSON.parse(localStorage.getItem(KEY) ?? '{}'))
    return parsed.success ? parsed.data : {}
  } catch {
    return {}
  }
}

/** Keeps how a first prediction went; a later one of the same fault changes nothing. */
export function countPrediction(id: string, result: Tally[string]): void {
  const tally = readTally()
  if (tally[id]) return
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...tally, [id]: result }))
  } catch {
    // It is a help, not a record.
  }
}
