import type { InvocationAnswer } from '../schema/world'
import type { ThrottleReason } from './admission'
import { RECURSIVE } from './recursion'
import { refusedTrace } from './trace'

/** Why Lambda refuses before anything runs. */
export interface Refusal {
  statusCode: number
  /** The exception's name, as `x-amzn-ErrorType` gives it. */
  type: string
  body: string
}

/**
 * There is no such function, version or alias.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function notFound(arn: string): Refusal {
  return {
    statusCode: 404,
    type: 'ResourceNotFoundException',
    body: JSON.stringify({ Type: 'User', Message: `Function not found: ${arn}` }),
  }
}

/**
 * The payload is no JSON.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function badPayload(reason: string): Refusal {
  const Message = `Could not parse request body into json: Could not parse payload into json: ${reason}`
  return {
    statusCode: 400,
    type: 'InvalidRequestContentException',
    body: JSON.stringify({ Type: 'User', Message }),
  }
}

/**
 * The payload is larger than its kind of invocation takes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function payloadTooLarge(bytes: number, kind: string, limit: number): Refusal {
  const Message = `${bytes} byte payload is too large for the ${kind} invocation type (limit ${limit} bytes)`
  return {
    statusCode: 413,
    type: 'RequestEntityTooLargeException',
    body: JSON.stringify({ Type: 'User', Message }),
  }
}

/**
 * No concurrency or rate is left.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function tooManyRequests(reason: ThrottleReason): Refusal {
  return {
    statusCode: 429,
    type: 'TooManyRequestsException',
    body: JSON.stringify({ Reason: reason, Type: 'User', message: 'Rate Exceeded.' }),
  }
}

/**
 * The function has called itself, or been called by what it wrote, too often in one chain.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
export function recursive(): Refusal {
  const Message =
    "Lambda has detected your function being invoked in a recursive loop with other AWS resources and stopped your function's invocation."
  return { statusCode: 400, type: RECURSIVE, body: JSON.stringify({ Type: 'User', Message }) }
}

/**
 * The Invoke API's answer of a refusal.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function refusedAnswer(
  functionName: string,
  at: number,
  refusal: Refusal,
): InvocationAnswer {
  return {
    statusCode: refusal.statusCode,
    payload: refusal.body,
    functionError: null,
    executedVersion: null,
    durationMs: 0,
    record: null,
    refusedAs: refusal.type,
    trace: refusedTrace(functionName, at, refusal.statusCode === 429),
  }
}
