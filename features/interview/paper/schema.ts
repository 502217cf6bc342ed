import type { Level } from '@/features/cards/schema'
import type { Kind } from '@/features/quiz/schema'
import type { PaperItem, Round, Source } from '../schema'

/** What a paper may be drawn from. */
export interface Drawn {
  source: Source
  ref: string
  topic: string
  level: Level
  /** Of exercises. */
  kind: Kind | null
  /** How long it takes by itself, in s; null where the blueprint says. */
  seconds: number | null
}

/** What was asked for, and the seed that decides the rest. */
export interface Asked {
  seed: string
  level: Level
  /** By what the blueprint counts. */
  size: number
  topic: string | null
  /** The one to sit; null draws one. */
  ref: string | null
}

/** What is known of a learner's answers: refs. */
export interface Known {
  answered: ReadonlySet<string>
  /** Last answered wrongly, the longest ago first. */
  wrong: readonly string[]
}

/** A paper without the versions of its items. */
export interface DrawnPaper {
  /** Time allowed before any factor, in s. */
  seconds: number
  items: (Omit<PaperItem, 'version'> & { topic: string })[]
}

/** A whole paper, and what it was drawn by. */
export interface PaperView {
  sha256: string
  round: Round
  level: Level
  blueprint: string
  blueprintVersion: number
  seed: string
  topic: string | null
  /** Time allowed before any factor, in s. */
  seconds: number
  items: PaperItem[]
}
