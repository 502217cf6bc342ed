import type { Kind } from '../schema'

const TYPED: readonly Kind[] = ['cloze', 'numeric', 'predict', 'fix', 'open']

/** Whether an answer is found in oneself or among what is shown. */
export const modeOfKind = (kind: Kind): 'recall' | 'recognise' =>
  TYPED.includes(kind) ? 'recall' : 'recognise'
