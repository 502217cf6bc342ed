import type { Confidence } from '@/features/quiz/schema'
import type { Timing } from '../../schema'

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
