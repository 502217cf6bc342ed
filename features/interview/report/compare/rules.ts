import type { Moved, Part, Sat } from '../schema'

/** Fewer questions of a topic than this, in either round, are no change to speak of. */
const ENOUGH = 3
/** A smaller change than this is noise. */
const LEAST = 0.15

/**
 * The rounds to hold one against: of the same kind and begun before it, the latest first.
 * @param at when it was begun, ms since the epoch
 */
export function earlierThan<T extends Pick<Sat, 'id' | 'at'>>(
  sat: readonly T[],
  id: string,
  at: number,
): T[] {
  return sat
    .filter((one) => one.id !== id && one.at < at)
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
}

/** Topics that went differently than the last time that enough of them was asked, the largest change first. */
export function movedTopics(
  now: readonly Part[],
  earlier: readonly Pick<Sat, 'topics'>[],
): Moved[] {
  const enough = ({ share }: Part) => share.questions >= ENOUGH
  return now
    .filter(enough)
    .flatMap((part) => {
      const before = earlier
        .flatMap(({ topics }) => topics)
        .find((one) => one.name === part.name && enough(one))
      const change = before ? Math.abs(part.share.score - before.share.score) : 0
      return before && change >= LEAST
        ? [{ topic: part.name, before: before.share, now: part.share }]
        : []
    })
    .sort((a, b) => change(b) - change(a) || (a.topic < b.topic ? -1 : 1))
}

const change = ({ before, now }: Moved) => Math.abs(now.score - before.score)

/** How a score moved since the last round, in words: a change inside both bands is none. */
export function changeText(now: Sat['share'], before: Sat['share']): string {
  const points = Math.round((now.score - before.score) * 100)
  if (points === 0) return 'The same score as the last time.'
  const moved = `${Math.abs(points)} points ${points > 0 ? 'up on' : 'below'} the last time`
  const apart = now.low > before.high || now.high < before.low
  return apart
    ? `${moved}, more than chance would do.`
    : `${moved}; the bands overlap, so it may be chance.`
}
