import type { Verdict } from '../schema'

/**
 * The grade of an attempt that is over: Again where it was not solved, Hard with hints, Good without.
 * Never Easy, which nobody can see from outside.
 */
export function gradeOfAttempt(attempt: { solved: boolean; hints: number }): 1 | 2 | 3 {
  if (!attempt.solved) return 1
  return attempt.hints > 0 ? 2 : 3
}

/** Whether verdicts are about these checks: each once, and no other. */
export function fitsChecks(verdicts: Verdict[], checks: { id: string }[]): boolean {
  const ids = new Set(verdicts.map(({ id }) => id))
  return (
    verdicts.length === checks.length &&
    ids.size === checks.length &&
    checks.every(({ id }) => ids.has(id))
  )
}
