import type { OwnKind } from '../schema'

/** What stands in the editor: texts as they were typed. */
export interface Fields {
  kind: OwnKind
  front: string
  back: string
  extra: string
  tags: string
  source: string
}

/** What was typed and not saved yet, as this browser keeps it. */
export interface Kept {
  id: string
  base: string | null
  fields: Fields
}

const keyOf = (learner: string, place: string) => `coldstart.card:${learner}:${place}`

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  ['kind', 'front', 'back', 'extra', 'tags', 'source'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  )

export function readKept(learner: string, place: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(learner, place)) ?? 'null')
    return kept && typeof kept.id === 'string' && isFields(kept.fields) ? kept : null
  } catch {
    return null
  }
}

/** Keeps what is typed in this browser; false where the browser keeps nothing. */
export function keep(learner: string, place: string, kept: Kept): boolean {
  try {
    localStorage.setItem(keyOf(learner, place), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function dropKept(learner: string, place: string): void {
  try {
    localStorage.removeItem(keyOf(learner, place))
  } catch {
    // What could not be kept needs no dropping.
  }
}
