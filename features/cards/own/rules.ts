const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const CARD_ID = new RegExp(`^own\\.(${UUID})\\.([1-9]\\d{0,2})$`)

/** The id of a note's card, for ever: `own.<note>.<ordinal>`. */
export const ownCardId = (noteId: string, ordinal: number): string => `own.${noteId}.${ordinal}`

/** Whether an id is of a card that a learner wrote. */
export const isOwnId = (cardId: string): boolean => cardId.startsWith('own.')

/** The note and ordinal in a card's id; null for any other id. */
export function readOwnCardId(cardId: string): { noteId: string; ordinal: number } | null {
  const found = CARD_ID.exec(cardId)
  return found?.[1] ? { noteId: found[1], ordinal: Number(found[2]) } : null
}

/** A word as a tag: without what a tag cannot hold; null where nothing is left. */
export function asTag(word: string): string | null {
  const tag = word
    .trim()
    .replace(/["',\s]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return tag === '' ? null : tag
}

/** Tags as they are typed, by commas or blanks, each once. */
export function readTags(text: string): string[] {
  const tags = text.split(/[\s,]+/u).flatMap((word) => asTag(word) ?? [])
  return [...new Set(tags)]
}
