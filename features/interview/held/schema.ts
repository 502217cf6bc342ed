import type { Held, Timing, Write } from '../schema'

/** One register of a place, as it is kept: the write that stands in it, and what is known of it. */
export type Entry = Write & {
  timing: Timing
  client: string
  arrivedAt: Date
}

/** What stands at one place, and how its time is known. */
export interface Standing {
  held: Held
  /** How the time of the answer that stands is known; null where there is none. */
  timing: Timing | null
  /** Whether anything that counts came in time by its device's word alone. */
  byDevice: boolean
  /** An answer that came too late, kept and never scored; null where none did. */
  late: Held['answer']
  /** Which writes the answer and the confidence are, so that they are told from others. */
  print: string
}
