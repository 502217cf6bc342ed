import * as z from 'zod/mini'
import { waitingSchema } from '../outbox/schema'
import type { Answer } from '../schema'

/** One thing that a learner did in this browser and that the server has to hear of. */
export const entrySchema = z.object({
  learner: z.string(),
  /** Its place in the learner's outbox. */
  seq: z.int(),
  waiting: waitingSchema,
  /** When it was done, in ms since the epoch, by the server's clock as far as the browser knew. */
  at: z.number(),
  /** Sent at least once: the server may have it. */
  tried: z.boolean(),
  /** Given on buttons that this browser computed: it never goes the way of an online answer. */
  local: z.boolean(),
  /** The server has it. It stays until what the server hands out counts it in. */
  saved: z.boolean(),
  /** Why the server will not take it; null where it has not said so. */
  refused: z.nullable(z.string()),
})
export type Entry = z.infer<typeof entrySchema>
export const entriesSchema = z.array(entrySchema)

/** What goes to the server in one request: fresh answers as they are, all else as an outbox. */
export type Parcel =
  | { route: 'answers'; answers: Answer[] }
  | { route: 'outbox'; waiting: Entry['waiting'][] }

/** How things stand between this browser and the server. */
export interface SyncState {
  /** Answers that the server does not have. */
  waiting: number
  /** Those of them that it will not take, and why not. */
  refused: { count: number; reason: string | null }
  /** tab: this browser keeps nothing for the site, so answers wait in the tab alone. */
  storage: 'kept' | 'tab'
  phase: 'rest' | 'sending' | 'unreachable' | 'refused'
  /** In a sentence, what the last try came to; null where it went well. */
  trouble: string | null
  /** Since when the server has not been reached, in ms since the epoch; null where it was. */
  since: number | null
}
