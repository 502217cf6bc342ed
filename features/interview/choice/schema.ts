import type { Level } from '@/features/cards/schema'
import type { Blueprint } from '../blueprint/schema'
import type { Clock, Round, TimeFactor } from '../schema'

/** A blueprint as it is chosen on the page. */
export type Offer = Pick<
  Blueprint,
  | 'slug'
  | 'round'
  | 'title'
  | 'summary'
  | 'counts'
  | 'size'
  | 'seconds'
  | 'placeSeconds'
  | 'oneTopic'
> & {
  /** Cases that can be named: labs, designs or incidents. */
  cases: Case[]
}

export interface Case {
  ref: string
  title: string
  level: Level
}

/** What is chosen; an empty topic is all of them, an empty case is drawn. */
export interface Choice {
  blueprint: string
  level: Level
  size: number
  topic: string
  ref: string
  timeFactor: TimeFactor
  practice: boolean
}

/** What was chosen the last time. */
export interface Before {
  blueprint: string
  level: Level
  topic: string | null
  /** Time before any factor, in s. */
  seconds: number
  timeFactor: TimeFactor
  practice: boolean
}

/** A round as the list of rounds shows it. Instants are ms since the epoch. */
export interface Line {
  id: string
  round: Round
  title: string
  level: string
  practice: boolean
  timedBy: string
  clock: Clock
  createdAt: number
  questions: number
}

/** A paper that somebody shared. */
export interface Shared {
  title: string
  level: Level
  blueprint: string
  questions: number
  /** Time before any factor, in s. */
  seconds: number
}
