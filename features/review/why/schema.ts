import type { Hand } from '../hand/schema'
import type { Grade, MemoryState, Mode, Preview } from '../schema'

/** One answer to a card, as its history shows it. Instants are ms since the epoch. */
export interface PastAnswer {
  at: number
  grade: Grade
  mode: Mode | string
  undone: boolean
}

/** Everything a learner may ask about one card: why it comes now, and what would come of it. */
export interface Why {
  cardId: string
  frontHtml: string
  topic: string
  topicTitle: string
  href: string
  state: MemoryState | 'new'
  /** Chance of recall now, 0–1; null for a card not seen yet. */
  recall: number | null
  /** Days until recall falls to 90 %; null for a new card. */
  stability: number | null
  /** 1 (easy) to 10 (hard); null for a new card. */
  difficulty: number | null
  dueAt: number | null
  dueDay: number | null
  lapses: number
  /** Study day now, and the share of recall at which cards return. */
  today: number
  retention: number
  firstSeenAt: number | null
  answers: PastAnswer[]
  /** How many answers there were in all; the list holds the last ones. */
  answerCount: number
  previews: Preview[]
  hand: Hand
  timeZone: string
}
