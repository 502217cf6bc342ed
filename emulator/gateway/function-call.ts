import type { Json } from '../schema/json'
import type { InvocationAnswer } from '../schema/world'
import { type Call, nowOf } from './call'
import { withStageVariables } from './mapping-source'

const FUNCTION_IN_URI = /:function:([^/]+?)(?:\/invocations)?$/

/** The function that an integration or authorizer names, its stage variables replaced. */
export function functionName(
  call: Call,
  target: { function?: string | undefined; uri?: string | undefined },
): string | null {
  const named = target.function ?? FUNCTION_IN_URI.exec(target.uri ?? '')?.[1]
  return named === undefined ? null : withStageVariables(call, named).text
}

/** Calls a function at the instant the request has reached, and keeps the record. */
export async function callFunction(
  call: Call,
  name: string,
  event: Json,
  type: 'RequestResponse' | 'Event' = 'RequestResponse',
): Promise<InvocationAnswer> {
  return callFunctionRaw(call, name, JSON.stringify(event), type)
}

/** The same with a payload that is text already. */
export async function callFunctionRaw(
  call: Call,
  name: string,
  payload: string,
  type: 'RequestResponse' | 'Event' = 'RequestResponse',
): Promise<InvocationAnswer> {
  const answer = await call.kit.invoker.invoke({
    functionName: name,
    type,
    payload,
    at: nowOf(call),
    traceId: call.trace.root,
  })
  if (answer.record) call.invocations.push(answer.record)
  call.segments.push(answer.trace)
  call.cost.push(...(answer.cost ?? []))
  return answer
}

/** The payload as a value; undefined when it is no JSON. */
export function payloadValue(payload: string): Json | undefined {
  try {
    return JSON.parse(payload) as Json
  } catch {
    return undefined
  }
}

/** `errorMessage` of a failed invocation. */
export function errorMessageOf(payload: string): string {
  const value = payloadValue(payload)
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return typeof value.errorMessage === 'string' ? value.errorMessage : ''
  }
  return ''
}
