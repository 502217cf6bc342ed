import type { Level } from '@/features/cards/schema'
import type { Kind } from '@/features/quiz/schema'
import type { Status } from '../../room/rules'
import type { Round, TimeFactor } from '../../schema'

export const ROUND_TEXTS: Record<Round, string> = {
  interview: 'Interview',
  exam: 'Timed exam',
  section: 'Section',
  rapid: 'Rapid fire',
  design: 'Design',
  'hands-on': 'Hands-on',
  incident: 'Incident',
  mistakes: 'Mistakes',
  final: 'Final',
}
export const LEVEL_TEXTS: Record<Level, string> = {
  screen: 'screening',
  mid: 'mid level',
  senior: 'senior',
}
export const KIND_TEXTS: Record<Kind, string> = {
  single: 'One answer',
  multiple: 'Several answers',
  ordering: 'Put in order',
  matching: 'Find the pairs',
  cloze: 'Fill the blanks',
  numeric: 'Work it out',
  hotspot: 'Point at it',
  triage: 'Logs and metrics',
  predict: 'Predict the response',
  fix: 'Mend it',
  open: 'In your own words',
}
export const STATUS_TEXTS: Record<Status, string> = {
  unseen: 'not seen yet',
  seen: 'no answer yet',
  partly: 'partly answered',
  answered: 'answered',
}

/** A time factor in words; empty for the usual time. */
export const factorText = (factor: TimeFactor): string =>
  factor === 0 ? 'no clock' : factor === 1 ? '' : `${factor} × the time`
