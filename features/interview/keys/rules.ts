import type { ItemSheet } from '../schema'

/** What a key does in the room. */
export type Deed =
  | { do: 'choose'; option: number }
  | { do: 'strike'; option: number }
  | { do: 'begin striking' }
  | { do: 'end striking' }
  | { do: 'confide'; confidence: number }
  | {
      do: 'next' | 'previous' | 'flag' | 'note' | 'map' | 'read' | 'clock' | 'pause' | 'keys'
    }

/** What the room looks like to a key. */
export interface Looks {
  /** How many options the place has that can be chosen by letter. */
  options: number
  /** Whether its options can be struck out. */
  strikes: boolean
  /** `s` was pressed: the next letter strikes out. */
  striking: boolean
  practice: boolean
}

const LETTERS = 'abcdefgh'

/** How many options of a place have a letter, and whether they can be struck out. */
export function lettered(sheet: ItemSheet | null): Pick<Looks, 'options' | 'strikes'> {
  const body = sheet?.as === 'exercise' ? sheet.sheet.body : null
  if (body && 'options' in body)
    return { options: Math.min(body.options.length, LETTERS.length), strikes: true }
  if (body?.kind === 'hotspot')
    return { options: Math.min(body.spots.length, LETTERS.length), strikes: false }
  return { options: 0, strikes: false }
}

const ALONE: Record<string, Deed> = {
  Enter: { do: 'next' },
  j: { do: 'next' },
  ArrowRight: { do: 'next' },
  k: { do: 'previous' },
  ArrowLeft: { do: 'previous' },
  n: { do: 'note' },
  m: { do: 'map' },
  r: { do: 'read' },
  t: { do: 'clock' },
  '?': { do: 'keys' },
}

/**
 * What a key does; null for nothing. Letters of options come first, so with six options and more
 * `f` chooses and Shift F flags, which it always does.
 * @param key as the browser names it
 */
export function deedOf(key: string, looks: Looks): Deed | null {
  const option = key.length === 1 ? LETTERS.indexOf(key.toLowerCase()) : -1
  const isOption = option >= 0 && option < looks.options
  if (looks.striking) return isOption ? { do: 'strike', option } : { do: 'end striking' }
  if (key === 'F') return { do: 'flag' }
  if (isOption) return { do: 'choose', option }
  const letter = key.length === 1 ? key.toLowerCase() : key
  if (letter === 'f') return { do: 'flag' }
  if (letter === 's') return looks.strikes ? { do: 'begin striking' } : null
  if (letter === 'p') return looks.practice ? { do: 'pause' } : null
  if (/^[123]$/.test(key)) return { do: 'confide', confidence: Number(key) - 1 }
  return ALONE[letter] ?? null
}

/** The keys of the room, for the list of keys: what is pressed and what it does. */
export function keyList(looks: Pick<Looks, 'practice'>): [keys: string[], deed: string][] {
  return [
    [['A', '…', 'H'], 'Choose an option, or take it back'],
    [['S', 'then its letter'], 'Strike an option out, or restore it'],
    [['1', '2', '3'], 'Sure, I think so, a guess'],
    [['Enter'], 'Go on'],
    [['Ctrl', 'Enter'], 'Go on while writing'],
    [['J', '→'], 'Next question'],
    [['K', '←'], 'Previous question'],
    [['F'], 'Flag the question (Shift F where F is an option)'],
    [['N'], 'Write a note'],
    [['M'], 'Go to the map of questions'],
    [['R'], 'Read the question aloud, or stop'],
    [['T'], 'Hide or show the clock'],
    ...(looks.practice ? ([[['P'], 'Pause']] as [string[], string][]) : []),
    [['Esc'], 'Leave a field'],
    [['?'], 'This list'],
  ]
}
