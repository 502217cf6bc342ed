import type { CannedCode, FunctionSpec } from '../schema/function'
import type { InvocationAnswer, Invoker, InvokerKit } from '../schema/world'

const DEFAULT_MS = 10

const answerWith = (
  statusCode: number,
  payload: string,
  durationMs = 0,
  error = false,
): Omit<InvocationAnswer, 'trace'> => ({
  statusCode,
  payload,
  functionError: error ? 'Unhandled' : null,
  executedVersion: statusCode === 200 ? '$LATEST' : null,
  durationMs,
  record: null,
})

function run(
  code: CannedCode,
  timeoutMs: number,
  requestId: string,
): Omit<InvocationAnswer, 'trace'> {
  const ms = code.durationMs ?? DEFAULT_MS
  if (code.fate === 'hang' || ms > timeoutMs) {
    const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`
    return answerWith(
      200,
      JSON.stringify({ errorType: 'Sandbox.Timedout', errorMessage }),
      timeoutMs,
      true,
    )
  }
  if (code.error) return answerWith(200, JSON.stringify({ ...code.error, trace: [] }), ms, true)
  return answerWith(200, code.rawPayload ?? JSON.stringify(code.value ?? null), ms)
}

/**
 * Functions that compute nothing: no environments, no logs. For looking at the gateway alone.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createCannedInvoker(kit: InvokerKit): Invoker {
  const functions = new Map<string, FunctionSpec>(Object.entries(kit.functions))
  return {
    async invoke(invocation) {
      const name = invocation.functionName.split(':function:').at(-1)?.split(':')[0] ?? ''
      const spec = functions.get(name)
      const done =
        spec === undefined
          ? answerWith(404, JSON.stringify({ Message: `Function not found: ${name}` }))
          : spec.reservedConcurrency === 0
            ? answerWith(429, JSON.stringify({ message: 'Rate Exceeded.' }))
            : invocation.type === 'Event'
              ? answerWith(202, '', 1)
              : spec.code.kind === 'canned'
                ? run(spec.code, (spec.timeoutSeconds ?? 3) * 1000, kit.chance.uuid())
                : answerWith(
                    500,
                    JSON.stringify({ message: 'This invoker runs canned functions only.' }),
                  )
      const trace = {
        name,
        startMs: invocation.at,
        durationMs: done.durationMs,
        fault: done.functionError !== null,
        throttle: done.statusCode === 429,
        children: [],
      }
      return { ...done, trace }
    },
    update(name, spec) {
      if (spec) functions.set(name, spec)
      else functions.delete(name)
    },
    async dispose() {},
  }
}
