import type { Grade } from '../schema'

/** A drag so far: the grade it leads to, and whether letting go now gives it. */
export interface Swipe {
  grade: Grade
  ready: boolean
}

/** A finger that has moved less than this rests or taps, in px. */
const LEAST_PX = 12
/** So far a drag must go to count, as a share of the screen's shorter side, in px at most. */
const SHARE = 0.25
const FAR_PX = 110

/**
 * What a drag by (dx, dy) px means: left Again, right Good, up Easy, down Hard; null for one too
 * short or too slanted to tell. Going back under the distance takes it back.
 * @param side the shorter side of the screen, in px
 */
export function swipeOf(dx: number, dy: number, side: number): Swipe | null {
  const [wide, high] = [Math.abs(dx), Math.abs(dy)]
  const long = Math.max(wide, high)
  if (long < LEAST_PX || Math.min(wide, high) > long * 0.7) return null
  const across: Grade = dx < 0 ? 1 : 3
  const along: Grade = dy < 0 ? 4 : 2
  const far = Math.min(FAR_PX, Math.max(LEAST_PX, side * SHARE))
  return { grade: wide > high ? across : along, ready: long >= far }
}
