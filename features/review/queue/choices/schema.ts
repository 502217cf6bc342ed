import type { Pace } from '@/features/learner/effort/schema'
import type { CatchUp } from '@/features/learner/schema'
import type { Queue } from '../../schema'
import type { CountedSet } from '../../sets/schema'
import type { CatchUpPlan } from '../backlog/schema'

/** What there is to choose from before a session. Days are study days. */
export interface Choices {
  today: number
  counts: Queue['counts']
  pace: Pace
  /** A pace offered after a gap; null where none is needed or one is kept. */
  plan: CatchUpPlan | null
  /** The pace that is kept now. */
  catchUp: CatchUp | null
  ahead: { days: number; cards: number }[]
  forgotten: { days: number; cards: number }
  sets: CountedSet[]
  topics: { slug: string; title: string }[]
}
