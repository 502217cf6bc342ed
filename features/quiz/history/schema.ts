import type { Kind } from '../schema'

/** An exercise that was answered, with its answers from the latest on. Instants are ISO. */
export interface AnsweredExercise {
  exerciseId: string
  topic: string
  /** null where it is no longer asked. */
  kind: Kind | null
  text: string
  answers: { at: string; right: boolean; score: number; confidence: string | null }[]
}
