import type { ShownCard } from '@/features/cards/deck/schema'
import type { Keys } from '@/features/learner/keys/schema'
import type { Calendar, WeekLoads } from '@/features/learner/schema'
import type { Numbers } from '../fsrs/schema'
import type { Grade, Memory } from '../schema'

export const PACK_FORMAT = 1

/** What a learner holds of a card, with the card. */
export type HeldMemory = Memory & { version: number; cardId: string }

/** What a browser needs to go on studying without the network, as it was at one moment. */
export interface Pack {
  format: typeof PACK_FORMAT
  learner: string
  /** ms since the epoch, by the server's clock */
  at: number
  /** The server's signed word of when it handed all this out. */
  handed: string
  calendar: Calendar
  interviewOn: string | null
  parameters: Numbers & { version: number }
  /** The keys of a review as the learner has them. */
  keys: Keys
  newPerDay: number
  reviewsPerDay: number
  weekLoads: WeekLoads
  siblingsWait: boolean
  /** The study day of `at`, and what its limits left. */
  today: number
  newLeft: number
  reviewsLeft: number
  /** Memories that fall due within a week. */
  memories: HeldMemory[]
  /** Cards held that are not due so soon. */
  later: string[]
  /** Cards suspended or put aside. */
  aside: string[]
  /** The learner's own cards that may be asked, new ones last. */
  own: ShownCard[]
  /** Where the site's cards are. */
  deck: string
}

/** An answer given in this browser, as far as memory is concerned. */
export interface LocalAnswer {
  cardId: string
  grade: Grade
  /** ms since the epoch, by the server's clock as far as the browser knows */
  at: number
}
