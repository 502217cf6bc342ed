import { type ChosenKeys, DEED_NAMES, DEEDS, DEFAULT_KEYS, type Deed, type Keys } from './schema'

// What these do is the browser's or the whole app's.
const TAKEN: Record<string, string> = {
  '/': 'opens the search everywhere',
  '?': 'shows the list of keys everywhere',
  Escape: 'closes what is open',
  Tab: 'moves between the controls of a page',
  Dead: 'is the beginning of an accent, not a key of its own',
  Process: 'belongs to your input method',
  Unidentified: 'is not told apart from others by this browser',
}
const ALONE = /^(Shift|Control|Alt|AltGraph|Meta|CapsLock|NumLock|Fn|FnLock|OS|Hyper|Super)$/

const SHOWN: Record<string, string> = {
  Space: 'space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Delete: 'Del',
}

/** How a key is written on the screen. */
export const keyText = (key: string): string => SHOWN[key] ?? key

/** A key press as far as its name goes. */
export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** Whether AltGr is held, with which some keyboards type @ and the like. */
  altGraph: boolean
}

/**
 * The name of the key that was pressed; null for one that belongs to the browser or to another key.
 * Letters go by their small form, so that Shift and Caps Lock change nothing.
 */
export function keyOf({ key, ctrlKey, metaKey, altKey, altGraph }: Press): string | null {
  const combined = ctrlKey || metaKey || (altKey && /^([a-z0-9]|\S{2,})$/i.test(key))
  if ((combined && !altGraph) || ALONE.test(key)) return null
  if (key === ' ' || key === '\u00a0') return 'Space'
  return [...key].length === 1 ? key.toLowerCase() : key
}

/** Every deed's keys: the learner's where they chose some, else those it came with. */
export function keysOf(chosen: ChosenKeys): Keys {
  return Object.fromEntries(DEEDS.map((deed) => [deed, chosen[deed] ?? DEFAULT_KEYS[deed]])) as Keys
}

/** What a key does; null where it does nothing. */
export function deedOf(keys: Keys, key: string): Deed | null {
  return DEEDS.find((deed) => keys[deed].includes(key)) ?? null
}

const quoted = (deed: Deed) => `“${DEED_NAMES[deed]}”`

/** Why a key cannot do a deed, in a sentence; null where it can. */
export function keyProblem(keys: Keys, deed: Deed, key: string): string | null {
  const taken = TAKEN[key]
  if (taken !== undefined) return `The key ${keyText(key)} ${taken}. Choose another one.`
  const other = DEEDS.find((name) => name !== deed && keys[name].includes(key))
  return other === undefined
    ? null
    : `The key ${keyText(key)} is taken by ${quoted(other)}. Choose another one, or change that first.`
}

/** What is wrong with keys as a whole, in a sentence; null where nothing is. */
export function keysProblem(chosen: ChosenKeys): string | null {
  const keys = keysOf(chosen)
  for (const deed of DEEDS) {
    const problem = keys[deed].map((key) => keyProblem(keys, deed, key)).find(Boolean)
    if (problem) return problem
  }
  return null
}

/** Keys without what is as it came: what needs to be kept. */
export function chosenOf(keys: Keys): ChosenKeys {
  return Object.fromEntries(
    DEEDS.filter((deed) => keys[deed].join() !== DEFAULT_KEYS[deed].join()).map((deed) => [
      deed,
      keys[deed],
    ]),
  )
}
