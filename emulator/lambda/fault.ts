import type { FunctionSpec } from '../schema/function'
import type { RuntimeFamily } from './cost-model'
import { handlerOf } from './environment-variables'

/** A fault as a payload and as the type that REPORT names. */
export interface Fault {
  errorType: string
  payload: string
}

const ours = (errorType: string, errorMessage: string): Fault => ({
  errorType,
  payload: JSON.stringify({ errorType, errorMessage }),
})

/**
 * The function ran into its time-out.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
 */
export function timeoutFault(requestId: string, timeoutMs: number): Fault {
  const seconds = (timeoutMs / 1000).toFixed(2)
  return ours(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
  )
}

/**
 * The runtime's process ended: with a status, by a signal, or without giving a reason.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function exitFault(requestId: string, status: number, signal: string | null): Fault {
  let reason = 'Runtime exited without providing a reason'
  if (signal) reason = `Runtime exited with error: signal: ${signal}`
  else if (status !== 0) reason = `Runtime exited with error: exit status ${status}`
  return ours('Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`)
}

/**
 * The answer is larger than Lambda takes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function tooLargeFault(limitBytes: number): Fault {
  return ours(
    'Function.ResponseSizeTooLarge',
    `Response payload size exceeded maximum allowed payload size (${limitBytes} bytes).`,
  )
}

/** Errors of loading the code: they happen in INIT. */
const LOAD_ERRORS: ReadonlySet<string> = new Set([
  'Runtime.ImportModuleError',
  'Runtime.HandlerNotFound',
  'Runtime.UserCodeSyntaxError',
  'Runtime.MalformedHandlerName',
])

/** Errors of the runtime itself, which have no frame of the user's code. */
const OWN_ERROR = /^(Runtime|Function|Sandbox|Extension)\./

/** A fault as thrown by code that has no source: canned functions. */
export interface ThrownFault extends Fault {
  phase: 'init' | 'invoke'
  /** The event that the runtime's client logs for it. */
  log: string
}

interface Thrown {
  errorType: string
  errorMessage: string
}

function pythonFault(spec: FunctionSpec, error: Thrown, requestId: string): ThrownFault {
  const phase = LOAD_ERRORS.has(error.errorType) ? 'init' : 'invoke'
  const [module = 'lambda_function', name = 'lambda_handler'] = handlerOf(spec).split('.')
  const source = `raise ${error.errorType}(${JSON.stringify(error.errorMessage)})`
  const frame = `  File "/var/task/${module}.py", line 2, in ${name}\n    ${source}\n`
  const stackTrace = OWN_ERROR.test(error.errorType) ? [] : [frame]
  const { errorMessage, errorType } = error
  // The log shows the same frames, indented with no-break spaces so that viewers keep them.
  const shown = stackTrace.map((text) =>
    text.replace(/^ +/gm, (run) => '\u00a0'.repeat(run.length)),
  )
  return {
    errorType,
    phase,
    payload: JSON.stringify({
      errorMessage,
      errorType,
      requestId: phase === 'init' ? '' : requestId,
      stackTrace,
    }),
    log: `[ERROR] ${errorType}: ${errorMessage}\nTraceback (most recent call last):\n${shown.join('')}`,
  }
}

function nodeFault(spec: FunctionSpec, error: Thrown, requestId: string, at: number): ThrownFault {
  const phase = LOAD_ERRORS.has(error.errorType) ? 'init' : 'invoke'
  const { errorMessage, errorType } = error
  const [module = 'index', name = 'handler'] = handlerOf(spec).split('.')
  const frame = `    at Runtime.${name} (file:///var/task/${module}.mjs:2:9)`
  const head = `${errorType}: ${errorMessage}`
  const plain = errorType === 'string' || errorType === 'number' || errorType === 'object'
  const trace = plain ? [] : OWN_ERROR.test(errorType) ? [head] : [head, frame]
  const logged = JSON.stringify({ errorType, errorMessage, ...(plain ? {} : { stack: trace }) })
  const [who, what] =
    phase === 'init' ? ['undefined', 'Uncaught Exception'] : [requestId, 'Invoke Error']
  return {
    errorType,
    phase,
    payload: JSON.stringify({ errorType, errorMessage, trace }),
    log: `${new Date(at).toISOString()}\t${who}\tERROR\t${what} \t${logged}`,
  }
}

/**
 * What a runtime's client makes of an error that a canned function declares: payload, phase and log
 * line, as Python and as Node (and all others) write them.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function thrownFault(
  family: RuntimeFamily,
  spec: FunctionSpec,
  error: Thrown,
  requestId: string,
  at: number,
): ThrownFault {
  return family === 'python'
    ? pythonFault(spec, error, requestId)
    : nodeFault(spec, error, requestId, at)
}
