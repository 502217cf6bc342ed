import type { Level } from '@/features/cards/schema'
import type { Confidence, Skill } from '@/features/quiz/schema'
import type { Timing } from '../../schema'

export const LEVEL_TEXTS: Record<Level, string> = {
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
  sure: 'sure',
  think: 'you thought so',
  guess: 'a guess',
}
export const TIMING_TEXTS: Record<Timing, string> = {
  server: 'in time',
  device: 'in time by this device',
  late: 'too late, not scored',
}
