import type { Confidence, Exercise, Kind, Skill } from '../schema'

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
export const LEVEL_TEXTS: Record<Exercise['level'], string> = {
  screen: 'screening',
  mid: 'mid level',
  senior: 'senior',
}
export const SKILL_TEXTS: Record<Skill, string> = {
  recall: 'Know it',
  apply: 'Use it',
  diagnose: 'Find what is wrong',
  design: 'Choose a design',
}
export const CONFIDENCE_TEXTS: Record<Confidence, string> = {
  sure: 'Sure',
  think: 'I think so',
  guess: 'A guess',
}
