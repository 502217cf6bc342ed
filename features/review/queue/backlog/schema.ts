/** A pace that brings a learner back after a gap. Days are study days. */
export interface CatchUpPlan {
  behind: number
  perDay: number
  untilDay: number
}
