import type { OwnKind } from '@/features/cards/own/schema'
import type { ForeignAnswer, ForeignParameters } from '@/features/review/intake/schema'
import type { Memory } from '@/features/review/schema'

/** An answer with the memory after it. */
export interface OutgoingAnswer {
  answer: ForeignAnswer
  after: Memory
}

/** A card as it goes out. */
export interface OutgoingCard {
  /** As ours: 1 front, 2 reverse, n the cloze n. */
  ordinal: number
  suspended: boolean
  buried: boolean
  flag: number
  memory: Memory | null
  /** oldest first */
  answers: OutgoingAnswer[]
}

/** A note as it goes out: one of the learner's own in Markdown, or a card of the site in HTML. */
export interface OutgoingNote {
  guid: string
  id: string | null
  site: string | null
  /** Below the deck of the app; empty for the deck itself. */
  deck: string
  kind: OwnKind
  front: string
  back: string
  extra: string
  isHtml: boolean
  tags: string[]
  sourceHref: string | null
  /** ms since the epoch */
  createdAt: number
  cards: OutgoingCard[]
}

/** Everything that goes into a package. */
export interface Outgoing {
  notes: OutgoingNote[]
  parameters: ForeignParameters[]
  /** Names of media as Markdown has them, `<sha256>.<ending>`, and where their bytes lie. */
  media: { name: string; path: string }[]
  calendar: { timeZone: string; rolloverHour: number }
  /** Study day of today, and the one that days are counted from. */
  today: number
  baseDay: number
  /** The start of `baseDay`, ms since the epoch. */
  baseAt: number
  now: number
  /** Share to be recalled, and the weight that bends the curve of forgetting. */
  retention: number
  decay: number
}
