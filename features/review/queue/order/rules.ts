/** What decides which cards may stand beside each other. */
export interface Neighbour {
  id: string
  topic: string
  kind: string
  /** Cards of one group give each other away: a card and its reverse, the clozes of one text. */
  group: string
  /** The row or heading of the sources that it teaches. */
  teaches: string
}

/** Cards of one group, and of one source row, keep at least so many others between them. */
const GROUP_GAP = 8
const ROW_GAP = 3
/** How far a card may be drawn forward: the order of need is bent, never broken. */
const REACH = 10

/** What it costs to stand badly, against waiting one place longer; chance decides among equals. */
const COST = { group: 1000, row: 100, topic: 20, kind: 6, place: 1, luck: 3 }

/** A number in [0, 1) that depends on the text alone (FNV-1a). */
export function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** How badly a card would stand after those shown so far; nearer ones weigh more. */
function friction(card: Neighbour, shown: Neighbour[]): number {
  let cost = 0
  for (let back = 1; back <= GROUP_GAP && back <= shown.length; back += 1) {
    const other = shown.at(-back)
    if (!other) break
    if (other.group === card.group) cost += COST.group * (1 + GROUP_GAP - back)
    const isRow = other.teaches === card.teaches && other.topic === card.topic
    if (isRow && back <= ROW_GAP) cost += COST.row * (1 + ROW_GAP - back)
    if (back === 1 && other.topic === card.topic) cost += COST.topic
    if (back === 1 && other.kind === card.kind) cost += COST.kind
  }
  return cost
}

/** The topic that must come now, or else its cards could not be kept apart any more; or null. */
function pressing(cards: Neighbour[]): string | null {
  const counts = new Map<string, number>()
  for (const { topic } of cards) counts.set(topic, (counts.get(topic) ?? 0) + 1)
  for (const [topic, count] of counts) if (count > cards.length - count) return topic
  return null
}

/**
 * Puts cards into an order in which neighbours differ in topic and kind where that is possible, and
 * cards of one source row or sibling group stand well apart. Each stays near its place, and the
 * outcome depends on the seed (learner and day) alone: a reload shows the same order.
 * @param before cards that come right before these, the last one last
 */
export function arrange<T extends Neighbour>(
  cards: T[],
  seed: string,
  before: Neighbour[] = [],
): T[] {
  const shown: Neighbour[] = before.slice(-GROUP_GAP)
  const left = cards.map((card, place) => ({
    card,
    place,
    luck: COST.luck * chance(`${seed} ${card.id}`),
  }))
  const arranged: T[] = []
  while (left.length > 0) {
    const must = pressing(left.map(({ card }) => card))
    let [best, least] = [0, Number.POSITIVE_INFINITY]
    for (const [index, { card, place, luck }] of left.entries()) {
      const isNear = index < REACH
      if (must === null ? !isNear : card.topic !== must) continue
      const cost = friction(card, shown) + COST.place * (place - arranged.length) + luck
      if (cost < least) [best, least] = [index, cost]
    }
    const [next] = left.splice(best, 1)
    if (!next) break
    arranged.push(next.card)
    shown.push(next.card)
  }
  return arranged
}

/** The sibling group of a card by its id alone: the site's is looked up, an own card's is its note. */
export function groupOf(id: string, siteGroup: string | undefined): string {
  return siteGroup ?? id.slice(0, id.lastIndexOf('.'))
}

/**
 * Of each sibling group the first card only, and none of those whose sibling was answered already.
 * @param answered cards answered today; one of them does not stand in its own way
 */
export function withoutSiblings<T extends Pick<Neighbour, 'id' | 'group'>>(
  cards: T[],
  answered: Pick<Neighbour, 'id' | 'group'>[],
): T[] {
  const taken = new Map(answered.map(({ id, group }) => [group, id]))
  return cards.filter(({ id, group }) => {
    const first = taken.get(group)
    if (first !== undefined && first !== id) return false
    taken.set(group, id)
    return true
  })
}
