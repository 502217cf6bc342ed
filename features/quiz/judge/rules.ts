import type { Kind } from '../schema'

/** Whether an answer of this kind can be graded: open ones wait for who hears their points. */
export const isGradable = (kind: Kind): boolean => kind !== 'open'
