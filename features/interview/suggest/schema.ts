import type { State } from '../schema'

/** A learner's newest round. */
export interface LastRound {
  id: string
  state: State
  title: string
  blueprint: string
  /** ms since the epoch */
  createdAt: number
}

/** A line on the first page. */
export interface Suggestion {
  name: string
  text: string
  href: string
}
