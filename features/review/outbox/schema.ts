import * as z from 'zod/mini'
import { answerSchema, MOST_AT_ONCE } from '../schema'

/** An answer that waited in a browser: timed there, and taken whatever became of its card since. */
const waitingAnswerSchema = z.strictObject({
  kind: z.literal('answer'),
  answer: answerSchema,
  /** What the server's clock was ahead of the browser's when they last met, in ms. */
  offsetMs: z.int(),
  /** The answer to the same card before it, as far as this browser knows. */
  after: z.optional(z.uuid()),
})
export type WaitingAnswer = z.infer<typeof waitingAnswerSchema>

/** An answer taken back in a browser that could not say so at once. */
const waitingUndoSchema = z.strictObject({
  kind: z.literal('undo'),
  answerId: z.uuid(),
  undoes: z.uuid(),
})
export type WaitingUndo = z.infer<typeof waitingUndoSchema>

export const waitingSchema = z.discriminatedUnion('kind', [waitingAnswerSchema, waitingUndoSchema])
export type Waiting = z.infer<typeof waitingSchema>

export const outboxSchema = z.strictObject({
  /** Whose outbox it is: it is never taken for anybody else. */
  learner: z.string().check(z.maxLength(80)),
  /** Oldest first. */
  waiting: z.array(waitingSchema).check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
})

/** What became of one of them. */
export type WaitingResult =
  | { answerId: string; status: 'saved' | 'already' }
  | { answerId: string; status: 'unknown'; error: string }
