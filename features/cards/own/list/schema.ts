import type { OwnKind } from '../schema'

/** A note as the list shows it. */
export interface NoteLine {
  id: string
  kind: OwnKind
  tags: string[]
  /** ISO instant */
  updatedAt: string
  frontText: string
  backText: string
  /** How many cards it makes. */
  cards: number
}

export interface NotePage {
  notes: NoteLine[]
  total: number
  /** From 1. */
  page: number
  pages: number
}

export interface TagCount {
  tag: string
  notes: number
}
