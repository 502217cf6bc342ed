import type { Change, Hand } from './schema'

const LEECH_LAPSES = 8
const LEECH_AGAIN = 4

/** A card on which nothing is set. */
export const emptyHand = (cardId: string): Hand => ({
  cardId,
  suspended: false,
  buriedUntilDay: null,
  flag: 0,
  tags: [],
  note: '',
})

/** Whether nothing is set on a card, so that it needs no row. */
export const isEmpty = ({ suspended, buriedUntilDay, flag, tags, note }: Hand): boolean =>
  !suspended && buriedUntilDay === null && flag === 0 && tags.length === 0 && note === ''

/** Tags in one order, each once whatever its case: the first spelling stays. */
export function tidyTags(tags: string[]): string[] {
  const found = new Map<string, string>()
  for (const tag of tags) if (!found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag)
  return [...found.values()].sort((a, b) => a.localeCompare(b, 'en'))
}

/**
 * A card's hand after a change. A tag that is both added and removed is there.
 * @param today study day; a card put aside is back on the next one
 */
export function changed(hand: Hand, change: Change, today: number): Hand {
  const { suspended, buried, flag, addTags = [], removeTags = [], note } = change
  const gone = new Set(removeTags.map((tag) => tag.toLowerCase()))
  const kept = hand.tags.filter((tag) => !gone.has(tag.toLowerCase()))
  const until = buried ? today + 1 : null
  return {
    cardId: hand.cardId,
    suspended: suspended ?? hand.suspended,
    buriedUntilDay: buried === undefined ? hand.buriedUntilDay : until,
    flag: flag ?? hand.flag,
    tags: tidyTags([...kept, ...addTags]),
    note: note === undefined ? hand.note : note.trimEnd(),
  }
}

/** Whether a card keeps out of every queue on study day `today`. */
export const isAside = (
  { suspended, buriedUntilDay }: Pick<Hand, 'suspended' | 'buriedUntilDay'>,
  today: number,
): boolean => suspended || (buriedUntilDay !== null && buriedUntilDay > today)

/** Whether a card slips so often that it costs more than it gives: 8 lapses, as in Anki. */
export const isLeech = (lapses: number): boolean => lapses >= LEECH_LAPSES

/**
 * Whether a lapse is one at which the learner is told so: the 8th and every 4th after it, as in Anki.
 * @see https://docs.ankiweb.net/leeches.html
 */
export function becomesLeech(lapsesBefore: number, lapses: number): boolean {
  return lapses > lapsesBefore && isLeech(lapses) && (lapses - LEECH_LAPSES) % LEECH_AGAIN === 0
}
