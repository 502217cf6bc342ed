import type { Card } from '@/features/cards/schema'
import type { Flag } from '../hand/schema'
import type { MemoryState } from '../schema'

export const KINDS = ['basic', 'cloze', 'reverse', 'typed'] as const
export const STATES = [
  'new',
  'learning',
  'review',
  'due',
  'leech',
  'suspended',
  'buried',
  'own',
] as const
export type State = (typeof STATES)[number]

/** The names by which a search calls a flag. */
export const FLAG_WORDS = {
  none: 0,
  red: 1,
  orange: 2,
  green: 3,
  blue: 4,
  pink: 5,
  turquoise: 6,
  purple: 7,
} as const satisfies Record<string, Flag>
export type FlagWord = keyof typeof FLAG_WORDS

/** One condition of a search; `not` turns it round. */
export type Term = { not: boolean } & (
  | { field: 'text' | 'topic' | 'tag'; value: string }
  | { field: 'kind'; value: (typeof KINDS)[number] }
  | { field: 'is'; value: State }
  | { field: 'flag'; value: FlagWord }
)

/** A search: every term must hold. What could not be understood is told in sentences. */
export interface Search {
  terms: Term[]
  problems: string[]
}

/** What a search asks of a card. */
export interface Searched {
  card: Pick<Card, 'topic' | 'kind' | 'frontText' | 'backText'> & { id: string }
  state: MemoryState | 'new'
  isDue: boolean
  isLeech: boolean
  isOwn: boolean
  suspended: boolean
  buried: boolean
  flag: Flag
  tags: string[]
}
