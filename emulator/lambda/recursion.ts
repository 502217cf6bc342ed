import type { Lineage } from '../schema/backends'
import type { Because } from '../schema/exchange'
import type { FunctionSpec } from '../schema/function'

/** Runs of a function in one chain of events, after which the next is stopped. */
export const MOST_RUNS_IN_CHAIN = 16

/** The name of the refusal, as the Invoke API gives it. */
export const RECURSIVE = 'RecursiveInvocationException'

/**
 * Why a function is not run once more in its chain; null where it may be.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function loopOf(
  name: string,
  { recursiveLoop }: FunctionSpec,
  lineage: Lineage | undefined,
): Because | null {
  const runs = lineage?.[name] ?? 0
  if (recursiveLoop === 'Allow' || runs < MOST_RUNS_IN_CHAIN) return null
  const sentence = `${name} ran ${runs} times in this chain of events: Lambda stops the loop.`
  return { rule: 'lambda.recursive-loop', sentence }
}

/**
 * The chain with one more run of a function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function oneMore(name: string, lineage: Lineage | undefined): Lineage {
  return { ...lineage, [name]: (lineage?.[name] ?? 0) + 1 }
}

/**
 * The chain of a batch: of each function the most runs that any of its messages has seen.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function joined(lineages: (Lineage | undefined)[]): Lineage | undefined {
  const known = lineages.filter((one) => one !== undefined)
  if (known.length === 0) return undefined
  const all: Record<string, number> = {}
  for (const lineage of known)
    for (const [name, runs] of Object.entries(lineage)) all[name] = Math.max(all[name] ?? 0, runs)
  return all
}
