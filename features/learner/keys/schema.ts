import * as z from 'zod/mini'

/** What a key can do in a review. */
export const DEEDS = [
  'show',
  'again',
  'hard',
  'good',
  'easy',
  'undo',
  'suspend',
  'bury',
  'flag',
  'edit',
  'why',
] as const
export type Deed = (typeof DEEDS)[number]

/** What each key does, in a few words. */
export const DEED_NAMES: Record<Deed, string> = {
  show: 'Show the answer; then grade it Good',
  again: 'Again',
  hard: 'Hard',
  good: 'Good',
  easy: 'Easy',
  undo: 'Undo the last thing you did',
  suspend: 'Suspend the card',
  bury: 'Put the card aside until tomorrow',
  flag: 'Flag the card',
  edit: 'Edit your own card, or write a note',
  why: 'Why this card now',
}

/** Keys of each deed, as anyone begins. */
export const DEFAULT_KEYS: Keys = {
  show: ['Space', 'Enter'],
  again: ['1'],
  hard: ['2'],
  good: ['3'],
  easy: ['4'],
  undo: ['z'],
  suspend: ['s', '@'],
  bury: ['b', '-'],
  flag: ['f'],
  edit: ['e'],
  why: ['i'],
}

export const MOST_KEYS = 2

/** A key by its name: what it types, in lower case, or the name the browser gives it. */
const keySchema = z
  .string()
  .check(z.regex(/^(\S|[A-Z][A-Za-z0-9]{1,19})$/u, 'this is not the name of a key'))

/** Keys of every deed. */
export type Keys = Record<Deed, string[]>

/** What a learner changed; a deed that is not named keeps the keys it came with. */
export const chosenKeysSchema = z.partialRecord(
  z.enum(DEEDS),
  z.array(keySchema).check(z.minLength(1), z.maxLength(MOST_KEYS)),
)
export type ChosenKeys = z.infer<typeof chosenKeysSchema>
