import { Buffer } from './builtins/buffer'
import { makeFetch } from './fetch'
import type { Realm } from './realm'

/** What would reach past the runtime; the browser's policy is the wall, this keeps code honest. */
const REMOVED = [
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'WebTransport',
  'importScripts',
  'indexedDB',
  'caches',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'Notification',
  'postMessage',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'onmessage',
  'onmessageerror',
  'close',
  'self',
  'location',
  'origin',
  'navigator',
  'require',
  'module',
  'exports',
  '__filename',
  '__dirname',
]

/** Takes from a global scope what is not the function's to use. */
export function removeWaysOut(scope: Record<string, unknown>): void {
  for (const name of REMOVED) {
    Reflect.deleteProperty(scope, name)
    // What a prototype offers is covered up.
    if (name in scope) Reflect.defineProperty(scope, name, { value: undefined, writable: true })
  }
}

/** The part of V8's call sites that stack traces are made of. */
interface CallSite {
  toString(): string
}

const OF_THE_FUNCTION =
  /\((?:file:\/\/)?\/(?:var\/task|opt)\/|at (?:async )?(?:file:\/\/)?\/(?:var\/task|opt)\//

/** Frames as they read on Lambda: those of the runtime's own machinery are left out. */
function framesOf(sites: CallSite[]): string[] {
  return sites
    .map((site) => `    at ${site}`)
    .filter((line) => OF_THE_FUNCTION.test(line))
    .map((line) =>
      line
        .replace(
          /at (async )?(?:Runtime\.)?(?:exports|Object)\.(\S+) \((file:)/,
          'at $1Runtime.$2 ($3',
        )
        .replace(/at (?:async )?(?:eval|Object\.eval) \((file:[^)]+)\)/, 'at $1')
        .replace(/at (?:eval|Object\.eval) \(/, 'at Object.<anonymous> ('),
    )
}

/**
 * Makes a dedicated worker's or process's global scope look like Node's on Lambda: the world's
 * clock, chance, timers and console, Buffer and process; no way out.
 * @param scope the realm's `globalThis`; changed for good
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function installScope(scope: Record<string, unknown>, realm: Realm): void {
  const { timers, randomness } = realm
  const set = (name: string, value: unknown) =>
    Object.defineProperty(scope, name, { value, writable: true, configurable: true })

  const errors = scope.Error as ErrorConstructor & {
    prepareStackTrace?: (error: Error, sites: CallSite[]) => string
    stackTraceLimit?: number
  }
  errors.prepareStackTrace = (error, sites) => [headOf(error), ...framesOf(sites)].join('\n')
  errors.stackTraceLimit = 20

  removeWaysOut(scope)
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
    timers
  const given = {
    setTimeout,
    setInterval,
    setImmediate,
    clearTimeout,
    clearInterval,
    clearImmediate,
    console: realm.console,
    process: realm.process,
    Buffer,
    global: scope,
    Date: realm.date,
    crypto: realm.webCrypto,
    performance: realm.performance,
    fetch: makeFetch(realm),
  }
  for (const [name, value] of Object.entries(given)) set(name, value)
  Object.defineProperty(scope.Math, 'random', { value: randomness.random, configurable: true })
  const signal = scope.AbortSignal as { timeout?: unknown } | undefined
  const controller = scope.AbortController as typeof AbortController
  if (signal)
    signal.timeout = (ms: number) => {
      const abort = new controller()
      const reason = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
      setTimeout(() => abort.abort(reason), ms).unref()
      return abort.signal
    }
}

function headOf(error: Error): string {
  try {
    return String(error)
  } catch {
    return 'Error'
  }
}
