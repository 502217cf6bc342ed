import type { Held } from '../schema'
import type { Entry, Standing } from './schema'

/** Fields that decide what a place is worth. */
const SCORED: readonly string[] = ['answer', 'confidence']

/** A place of which nothing was written. */
export const emptyHeld = (): Held => ({
  answer: null,
  confidence: null,
  flag: false,
  struck: [],
  note: '',
  spent: 0,
})

/** Whether a write stands above another of the same field: by sequence, then by the tab's name. */
export const isAbove = (
  one: Pick<Entry, 'sequence' | 'client'>,
  other: Pick<Entry, 'sequence' | 'client'>,
): boolean =>
  one.sequence === other.sequence ? one.client > other.client : one.sequence > other.sequence

/** What stands at a place of which nothing was written. */
export const emptyStanding = (): Standing => ({
  held: emptyHeld(),
  timing: null,
  byDevice: false,
  late: null,
  print: '',
})

/**
 * What stands at each place: of each field the highest write among those that were in time, whichever
 * way that is known. Late ones are kept beside it.
 * @param entries of one interview, in any order
 */
export function standingOf(entries: readonly Entry[]): Map<number, Standing> {
  const highest = new Map<string, Entry>()
  const late: Extract<Entry, { field: 'answer' }>[] = []
  for (const entry of entries) {
    if (entry.timing === 'late') {
      if (entry.field === 'answer') late.push(entry)
      continue
    }
    const name = `${entry.place} ${entry.field}`
    const before = highest.get(name)
    const isSame = before && !isAbove(before, entry) && entry.timing === 'server'
    if (!before || isAbove(entry, before) || isSame) highest.set(name, entry)
  }
  const places = new Map<number, Standing>()
  const at = (place: number): Standing => {
    const found = places.get(place)
    if (found) return found
    const made = emptyStanding()
    places.set(place, made)
    return made
  }
  // Answers before confidences, whatever came first.
  for (const entry of [...highest.values()].sort((a, b) => (a.field < b.field ? -1 : 1))) {
    const standing = at(entry.place)
    Object.assign(standing.held, { [entry.field]: entry.value })
    if (entry.field === 'answer' && standing.held.answer) standing.timing = entry.timing
    if (!SCORED.includes(entry.field)) continue
    if (entry.timing === 'device') standing.byDevice = true
    standing.print += `${entry.field[0]}${entry.sequence}${entry.client.slice(0, 8)}`
  }
  for (const entry of late) {
    const stands = highest.get(`${entry.place} answer`)
    if (stands && !isAbove(entry, stands)) continue
    at(entry.place).late = entry.value
  }
  return places
}
