import type { ServiceCall } from '../schema/backends'
import type { TraceSegment } from '../schema/exchange'

/** Work of the environment after the answer is out; nobody waits for it. Our choice. */
const OVERHEAD_MS = 1

/** A call of a service that a handler made. */
export interface TracedCall {
  call: Pick<ServiceCall, 'service' | 'action'>
  status: number
  durationMs: number
}

const segment = (
  name: string,
  startMs: number,
  durationMs: number,
  more: Partial<TraceSegment> = {},
): TraceSegment => ({
  name,
  startMs,
  durationMs,
  fault: false,
  throttle: false,
  children: [],
  ...more,
})

/**
 * The service's segment of an invocation that did not run, or not yet.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export function refusedTrace(functionName: string, at: number, throttle: boolean): TraceSegment {
  return segment(`AWS::Lambda ${functionName}`, at, 0, { throttle })
}

/**
 * The segments of one run: the Lambda service, within it the function with its Initialization
 * (of a cold start), Invocation (with the calls it made) and Overhead. Starts are in epoch
 * milliseconds.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export function runTrace(
  functionName: string,
  run: {
    /** Epoch milliseconds of the call. */
    at: number
    initMs: number
    durationMs: number
    fault: boolean
    restored: boolean
    calls: TracedCall[]
  },
): TraceSegment {
  const { at, initMs, durationMs, fault } = run
  let callAt = at + initMs
  const calls = run.calls.map(({ call, status, durationMs: ms }) => {
    const one = segment(`${call.service} ${call.action}`, callAt, ms, { fault: status >= 400 })
    callAt += ms
    return one
  })
  const first = run.restored ? 'Restore' : 'Initialization'
  const inner = [
    ...(initMs > 0 ? [segment(first, at, initMs)] : []),
    segment('Invocation', at + initMs, durationMs, { fault, children: calls }),
    segment('Overhead', at + initMs + durationMs, OVERHEAD_MS),
  ]
  const whole = initMs + durationMs
  return segment(`AWS::Lambda ${functionName}`, at, whole, {
    fault,
    children: [
      segment(`AWS::Lambda::Function ${functionName}`, at, whole + OVERHEAD_MS, {
        fault,
        children: inner,
      }),
    ],
  })
}
