import * as z from 'zod/mini'
import { type Clock, type RoomView, writeSchema } from '../schema'
import type { KeptClock } from '../time/schema'

/** A write that waits in this browser. */
export const entrySchema = z.object({
  interviewId: z.uuid(),
  learner: z.string(),
  /** The tab that made it. */
  client: z.uuid(),
  /** Of the write, since an index has to find it. */
  sequence: z.int(),
  write: writeSchema,
  /** Why the server will not take it; null where it has not said so. */
  refused: z.nullable(z.string()),
})
export type Entry = z.infer<typeof entrySchema>

/** Changes with the form of what is kept: what an earlier version kept is then left alone. */
export const ROOM_FORMAT = 1

/** A round that can be gone on with, or finished, without the network. */
export interface KeptRoom {
  id: string
  format: number
  learner: string
  /** As the server last showed it, with all that it has taken since. */
  view: RoomView
  /** When it was last brought up to date, by this browser's wall clock. */
  changedAt: number
  /** Of each field that was written here the highest write the server has taken. */
  stood: Record<string, { sequence: number; client: string }>
  at: number
  /** The highest sequence that was known when it was gone there: where the server knows none above, one is still there. */
  sequence: number
  clock: KeptClock
  /** The learner has handed in here; the server has yet to hear of it. */
  handedIn: boolean
}

/** What became of a parcel of writes. */
export interface Settled {
  client: string
  taken: number[]
  refused: { sequence: number; why: string }[]
  /** Those that came too late to be scored. */
  late: number
  clock: Clock
  /** When it was asked and heard, by this browser's steady clock. */
  asked: number
  heard: number
}

/** How things stand between this tab and the server. */
export interface SyncState {
  /** Writes that the server does not have. */
  waiting: number
  /** tab: this browser keeps nothing for the site, so they wait in the tab alone. */
  storage: 'kept' | 'tab'
  phase: 'rest' | 'sending' | 'unreachable' | 'refused'
  /** In a sentence, what the last try came to; null where it went well. */
  trouble: string | null
}
