import type { InvocationRecord } from '../schema/exchange'
import type { FunctionSpec } from '../schema/function'
import type { RuntimeAnswer } from '../schema/runtime'
import { handlerMs, initMsOf, restoreMsOf, timeoutMsOf } from './cost-model'

/** How a run begins. */
export type Start = Exclude<InvocationRecord['start'], 'none'>

/**
 * Whether the code is loaded for this run: with INIT or from a snapshot.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function isFresh(start: Start): boolean {
  return start === 'cold' || start === 'restored'
}

/** The phases of a run, in milliseconds of the world. */
export interface Timing {
  /** INIT as far as it stands before the invoke: at most its limit. */
  initMs: number
  /** The invoke, with an INIT that had to begin again. */
  durationMs: number
  timedOut: boolean
  initTimedOut: boolean
  initFailed: boolean
}

/**
 * How long the phases of a run take by the cost model. Past its limit INIT is given up, and begins
 * again within the invoke and at its expense; so does an INIT that failed. Without an answer yet,
 * only `initMs` means anything.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function timingOf(
  spec: FunctionSpec,
  start: Start,
  answer: RuntimeAnswer | null,
  calledMs: number,
  initLimitMs: number,
): Timing {
  const cold = initMsOf(spec, answer?.initWaitedMs ?? 0)
  const wholeInit = start === 'cold' ? cold : start === 'restored' ? restoreMsOf(spec) : 0
  const initTimedOut = wholeInit > initLimitMs
  const result = answer?.result
  const initFailed = result?.kind === 'error' && result.phase === 'init'
  const again = initTimedOut || initFailed ? wholeInit : 0
  const handler = initFailed ? 0 : handlerMs(spec, calledMs + (answer?.waitedMs ?? 0))
  const timeoutMs = timeoutMsOf(spec)
  const timedOut = result?.kind === 'timeout' || again + handler >= timeoutMs
  return {
    initMs: Math.min(wholeInit, initLimitMs),
    durationMs: timedOut ? timeoutMs : again + handler,
    timedOut,
    initTimedOut,
    initFailed,
  }
}

/** INIT that did not end well: it ran in its own phase, and once more within the invoke. */
export interface BrokenInit {
  ms: number
  status: 'timeout' | 'error'
  errorType: string | null
}

/**
 * What INIT_REPORT tells of an INIT that failed or ran into its limit; null when it did neither.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function brokenInitOf(timing: Timing, errorType: string | null): BrokenInit | null {
  const { initMs, initTimedOut, initFailed } = timing
  if (initTimedOut) return { ms: initMs, status: 'timeout', errorType: null }
  return initFailed ? { ms: initMs, status: 'error', errorType } : null
}
