/** The one scale of the product, from forgotten to fresh. */
export type Temperature = 'cold' | 'cool' | 'neutral' | 'warm' | 'hot'

const SCALE: [number, Temperature][] = [
  [0.2, 'cold'],
  [0.45, 'cool'],
  [0.7, 'neutral'],
  [0.88, 'warm'],
]

/** The temperature of a share of recall or mastery, 0–1. */
export function temperature(share: number): Temperature {
  return SCALE.find(([below]) => share < below)?.[1] ?? 'hot'
}
