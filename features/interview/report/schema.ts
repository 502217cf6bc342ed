import type { Level } from '@/features/cards/schema'
import type { Confidence, Exercise, Skill, Verdict } from '@/features/quiz/schema'
import type { Mark } from '../marks/schema'
import type {
  Held,
  ItemAnswer,
  ItemSheet,
  Round,
  Source,
  State,
  TimeFactor,
  Timing,
} from '../schema'

/** Raised with every change of the file that can be downloaded, docs/interviews-reports.md tells its form. */
export const REPORT_FORMAT = 1

/** What scores are made of: one place, without what was asked and said there. */
export interface Counted {
  place: number
  /** Places that stand or fall together: a question with its follow-ups, a case with its stages. */
  group: string
  topic: string
  skill: Skill
  weight: number
  /** 0 to 1; null where nothing was answered, which earns nothing. */
  points: number | null
  /** All of it was right. */
  right: boolean
  confidence: Confidence | null
  /** ms looked at. */
  spentMs: number
}

/** A score with what it may as well have been. */
export interface Share {
  /** 0 to 1, by weight. */
  score: number
  /** The 95 % interval around it, 0 to 1. */
  low: number
  high: number
  questions: number
  answered: number
  right: number
}

/** A topic or a skill, and how it went. */
export interface Part<T extends string = string> {
  name: T
  share: Share
}

/** What became of the answers given with one confidence. */
export interface Trusted {
  confidence: Confidence
  answered: number
  right: number
}

export interface Trust {
  rows: Trusted[]
  /** Places: sure, and wrong all the same. */
  sureWrong: number[]
  /** Places: right, by a guess. */
  luckyRight: number[]
  /** What it says in a sentence; null where too few confidences were told. */
  says: string | null
  /** By certainty-based marking, −2 to 1; null where no confidence was told. */
  certainty: number | null
}

/** One question of the pace chart. Times in ms. */
export interface PaceBar {
  place: number
  spentMs: number
  /** null where there was no clock. */
  planMs: number | null
  /** Looked at more than twice as long as planned. */
  slow: boolean
  right: boolean
  answered: boolean
}

export interface Pace {
  bars: PaceBar[]
  /** ms */
  usedMs: number
  /** ms; null where there was no clock. */
  allowedMs: number | null
  medianMs: number
  says: string
}

/** What to go over: cards, and where each came from. */
export interface Study {
  /** Cards of what was missed, the worst first, each once. */
  cards: string[]
  /** Topics with something missed, the worst first. */
  topics: { slug: string; missed: number; questions: number }[]
  /** Cards that were known until this round said otherwise. */
  lapsed: string[]
  plan: { day: number; text: string; href: string }[]
}

/** An earlier or later round of the same kind, as it is compared. */
export interface Sat {
  id: string
  title: string
  /** ms since the epoch */
  at: number
  share: Share
  topics: Part[]
  paper: string
  practice: boolean
}

/** A topic that went differently than the last time. */
export interface Moved {
  topic: string
  before: Share
  now: Share
}

/** One place in the report. */
export interface ReportPlace {
  place: number
  source: Source
  ref: string
  title: string
  topic: string
  topicTitle: string
  skill: Skill
  level: Level
  weight: number
  /** The place that it follows up. */
  follows: number | null
  /** What was shown; null where it is no longer asked. */
  sheet: ItemSheet | null
  held: Held
  /** How the time of the scored answer is known; null where nothing was scored. */
  timing: Timing | null
  /** An answer that came too late: kept, never scored. */
  late: ItemAnswer | null
  verdict: Verdict | null
  proof: 'graded' | 'claimed'
  /** The question has changed since it was asked. */
  changed: boolean
  planMs: number | null
  modelHtml: string | null
  explainHtml: string | null
  link: Exercise['source'] | null
  href: string
  cards: { id: string; text: string; href: string }[]
  marks: Mark[]
  /** The score by the learner's own marks, 0 to 1; null without any. */
  ownScore: number | null
}

/** The report of one round, whole. Instants are ms since the epoch. */
export interface Report {
  id: string
  round: Round
  level: Level
  title: string
  blueprint: string
  blueprintVersion: number
  paper: string
  state: State
  practice: boolean
  timeFactor: TimeFactor
  timedBy: 'server' | 'device'
  startedAt: number
  endedAt: number
  gradedAt: number
  expired: boolean
  share: Share
  /** With partly right answers counted as the part that was right. */
  partial: Share
  /** By the learner's own marks where there are any; null without one. */
  own: Share | null
  /** What the learner's browser found, by itself: never part of a signed result. */
  claimed: number[]
  topics: Part[]
  skills: Part<Skill>[]
  trust: Trust
  pace: Pace
  study: Study
  earlier: Sat[]
  moved: Moved[]
  /** Points that the learner marked, and those marked as we did. */
  agreement: { marked: number; agreed: number }
  places: ReportPlace[]
}
