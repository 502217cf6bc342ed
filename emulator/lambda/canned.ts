import type { CannedCode, FunctionSpec } from '../schema/function'
import type { Runtime, RuntimeAnswer, RuntimeContext } from '../schema/runtime'
import { familyOf } from './cost-model'
import { type ThrownFault, thrownFault } from './fault'

/** A print in Python makes one event a line; elsewhere an event is what was written at once. */
function eventsOf(spec: FunctionSpec, logs: string[]): string[] {
  return familyOf(spec) === 'python' ? logs.flatMap((text) => text.split('\n')) : logs
}

/** An error of loading the code is logged in INIT, before anything the function would log. */
function failed(fault: ThrownFault, logs: string[]): RuntimeAnswer {
  const result = { kind: 'error' as const, payload: fault.payload, phase: fault.phase }
  return fault.phase === 'init'
    ? { result, logs: [], initLogs: [fault.log] }
    : { result, logs: [...logs, fault.log] }
}

const payloads = new WeakMap<CannedCode, string>()

/** What is declared never changes, so its text is made once. */
function payloadOf(code: CannedCode): string {
  let payload = payloads.get(code)
  if (payload === undefined) {
    payload = code.rawPayload ?? JSON.stringify(code.value ?? null)
    payloads.set(code, payload)
  }
  return payload
}

function answer(
  spec: FunctionSpec,
  code: CannedCode,
  context: RuntimeContext,
  at: number,
): RuntimeAnswer {
  const logs = eventsOf(spec, code.logs ?? [])
  if (code.fate === 'hang') return { result: { kind: 'timeout' }, logs }
  if (code.fate === 'exit') {
    return { result: { kind: 'exit', status: code.exitStatus ?? 0, signal: null }, logs }
  }
  if (code.error) {
    return failed(thrownFault(familyOf(spec), spec, code.error, context.awsRequestId, at), logs)
  }
  return { result: { kind: 'value', payload: payloadOf(code) }, logs }
}

/**
 * A runtime for functions that compute nothing: they answer what they were declared to answer, in
 * the shapes of the runtime that they name.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export function cannedRuntime(spec: FunctionSpec, code: CannedCode): Runtime {
  return {
    invoke: async (_event, context, at) => answer(spec, code, context, at),
    tmp: async () => ({}),
    dispose: async () => {},
  }
}
