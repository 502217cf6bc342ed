/** Chance that repeats: the same seed gives the same numbers. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  /** The same entries in another order (Fisher and Yates). */
  shuffle<T>(entries: readonly T[]): T[]
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1)
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** Chance from a seed of any text, by FNV-1a and mulberry32. */
export function chanceOf(seed: string): Chance {
  let state = hashOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    pick: (from) => from[int(0, from.length - 1)] ?? from[0],
    shuffle(entries) {
      const mixed = [...entries]
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = int(0, last)
        const held = mixed[last] as (typeof mixed)[number]
        mixed[last] = mixed[other] as (typeof mixed)[number]
        mixed[other] = held
      }
      return mixed
    },
  }
}
