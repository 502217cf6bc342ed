import { exceeds } from '../gateway/bytes'
import type { RuntimeAnswer } from '../schema/runtime'
import { exitFault, type Fault, timeoutFault, tooLargeFault } from './fault'

/** How a run ended, as its caller sees it. */
export interface Outcome {
  payload: string
  failed: boolean
  /** The process is gone. */
  dead: boolean
}

/** What Lambda knows of a run beside the runtime's answer. */
export interface Circumstances {
  timedOut: boolean
  /** It needed more memory than it has. */
  killed: boolean
  requestId: string
  timeoutMs: number
  responseLimit: number
}

/**
 * Shapes the end of a run: a time-out beats everything, then the death of the process, then what
 * the runtime's client reported.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
export function outcomeOf({ result }: RuntimeAnswer, run: Circumstances): Outcome {
  const dead = (fault: Fault): Outcome => ({ payload: fault.payload, failed: true, dead: true })
  if (run.timedOut || result.kind === 'timeout')
    return dead(timeoutFault(run.requestId, run.timeoutMs))
  if (run.killed) return dead(exitFault(run.requestId, 0, 'killed'))
  if (result.kind === 'exit') return dead(exitFault(run.requestId, result.status, result.signal))
  if (result.kind === 'error') return { payload: result.payload, failed: true, dead: false }
  if (exceeds(result.payload, run.responseLimit)) {
    return { payload: tooLargeFault(run.responseLimit).payload, failed: true, dead: false }
  }
  return { payload: result.payload, failed: false, dead: false }
}

/**
 * The type that a fault's payload names.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
export function errorTypeOf(payload: string): string {
  return /"errorType":\s*"([^"]+)"/.exec(payload)?.[1] ?? 'Runtime.Unknown'
}
