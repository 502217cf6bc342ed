import { NODE_EXIT, payloadOf, RuntimeFault } from './fault'
import { FIRST_WITHOUT_CALLBACKS, type LoadedHandler } from './handler'
import type { LoopEnd } from './loop'

/** What was posted to Lambda; null while nothing was. */
export type Outcome = { payload: string } | { error: unknown } | null

type Context = Record<string, unknown>

/** Stack traces name the class that the handler is called on, as they do on Lambda. */
class Runtime {
  constructor(readonly handler: LoadedHandler['handler']) {}
}

const NOT_SERIALISABLE = 'Unable to stringify response body'

/** Lambda's client sends null where JavaScript has nothing to send. */
function stringified(value: unknown, fault: () => Error): string {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null'
  } catch {
    throw fault()
  }
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null)?.then === 'function'

/** One call of the handler, up to what is posted as its outcome. */
export interface Invocation {
  outcome(): Outcome
  /** Nothing is left to do, and nothing was posted: what that means is up to the Node version. */
  drained(end: LoopEnd): void
}

/**
 * Calls a handler as Node 24 does: what it returns or its promise gives is the answer.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
function callWithoutCallback(
  { handler }: LoadedHandler,
  event: unknown,
  context: Context,
): Invocation {
  let outcome: Outcome = null
  const fail = (error: unknown) => {
    outcome ??= { error }
  }
  const succeed = (value: unknown) => {
    const payload = stringified(
      value,
      () => new RuntimeFault('JSONStringifyError', NOT_SERIALISABLE),
    )
    outcome ??= { payload }
  }
  try {
    const returned = new Runtime(handler).handler(event, context)
    if (isPromise(returned)) returned.then(succeed).then(undefined, fail)
    else succeed(returned)
  } catch (error) {
    fail(error)
  }
  return {
    outcome: () => outcome,
    drained: () => fail(new RuntimeFault('NodeJsExit', NODE_EXIT)),
  }
}

/**
 * Calls a handler as Node 22 and older do: the first of a callback, a method of the context or a
 * promise answers, and a callback's answer waits for the event loop to be empty.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 */
function callWithCallback(
  { handler, isAsync }: LoadedHandler,
  event: unknown,
  context: Context,
): Invocation {
  let outcome: Outcome = null
  /** A plain property: an accessor made for each call costs more than the call. */
  const waits = () => Boolean(context.callbackWaitsForEmptyEventLoop)
  let finished = false
  /** The answer that waits for an empty event loop. */
  let later: (() => void) | null = null

  const post = (value: unknown) => {
    const payload = stringified(value, () => new Error(NOT_SERIALISABLE))
    outcome ??= { payload }
  }
  const fail = (error: unknown) => {
    outcome ??= { error }
  }
  const isFault = (error: unknown) => error !== undefined && error !== null
  /** Only the first call counts; one that throws was none. */
  const once =
    <Args extends unknown[]>(run: (...args: Args) => void) =>
    (...args: Args) => {
      if (finished) return
      run(...args)
      finished = true
    }
  const done = (error?: unknown, value?: unknown) => (isFault(error) ? fail(error) : post(value))
  const callback = once((error?: unknown, value?: unknown) => {
    if (isFault(error)) fail(error)
    else if (waits()) later = () => post(value)
    else post(value)
  })
  const methods = {
    succeed: once((value?: unknown) => done(null, value)),
    fail: once((error?: unknown) => done(isFault(error) ? error : 'handled')),
    done: once(done),
  }
  Object.assign(context, methods, { callbackWaitsForEmptyEventLoop: true })

  try {
    const returned = new Runtime(handler).handler(event, context, callback)
    if (isPromise(returned)) returned.then(methods.succeed, methods.fail).catch(methods.fail)
  } catch (error) {
    callback(error)
  }
  return {
    outcome: () => outcome,
    drained() {
      if (later) {
        try {
          later()
        } catch (error) {
          fail(error)
        }
      } else if (isAsync) fail(new RuntimeFault('NodeJsExit', NODE_EXIT))
      else post(null)
    },
  }
}

/** The way in which this Node version calls handlers. */
export function callerOf(major: number) {
  return major >= FIRST_WITHOUT_CALLBACKS ? callWithoutCallback : callWithCallback
}

/** The posted payload of an error, as text. */
export function errorPayload(error: unknown): string {
  return JSON.stringify(payloadOf(error))
}
