import type { Status } from '../../room/rules'
import type { TimeFactor } from '../../schema'

export const STATUS_TEXTS: Record<Status, string> = {
  unseen: 'not seen yet',
  seen: 'no answer yet',
  partly: 'partly answered',
  answered: 'answered',
}

/** A time factor in words; empty for the usual time. */
export const factorText = (factor: TimeFactor): string =>
  factor === 0 ? 'no clock' : factor === 1 ? '' : `${factor} × the time`
