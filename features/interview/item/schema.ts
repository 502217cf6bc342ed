import type { Level } from '@/features/cards/schema'
import type { Skill, Verdict } from '@/features/quiz/schema'
import type { PaperItem } from '../schema'

/** What names an item, whatever paper or place it stands in. */
export type ItemName = Pick<PaperItem, 'source' | 'ref' | 'seed'>

/** An item as it stands today, apart from how it is shown. */
export interface ItemAbout {
  topic: string
  skill: Skill
  level: Level
  cards: string[]
  /** Whether its answer is found in oneself or among what is shown: which memory it tells. */
  mode: 'recall' | 'recognise'
  /** The place on the site that teaches it. */
  href: string
  /** As a paper keeps it: the hash of what is right, a dot, the hash of what is asked. */
  versionNow: string
  title: string
  /** What would have earned everything; null where the findings say it. */
  modelHtml: string | null
  explainHtml: string | null
  source: { title: string; url: string } | null
}

/** An answer as it was graded. */
export interface Judged {
  verdict: Verdict
  proof: 'graded' | 'claimed'
}
