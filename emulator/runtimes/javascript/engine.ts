import type { ServiceAnswer, ServiceCall } from '../../schema/backends'
import type { Json } from '../../schema/json'
import type { RuntimeContext, RuntimeResult } from '../../schema/runtime'
import type { Engine, Finish, GuestHost } from '../guest'
import type { GuestOptions } from '../protocol'
import { makeWebCrypto } from './builtins/crypto'
import { MemoryFiles } from './builtins/files'
import { makeBuiltins } from './builtins/table'
import { logSettings, makeConsole } from './console'
import { contextOf } from './context'
import { makeDate } from './date'
import { logged, RuntimeFault } from './fault'
import { type LoadedHandler, loadHandler, nodeMajor } from './handler'
import { callerOf, errorPayload } from './invocation'
import { Loop } from './loop'
import { Modules } from './modules'
import { ExitSignal, makeProcess } from './process-object'
import { makeRandomness } from './randomness'
import type { Realm } from './realm'
import { installScope } from './scope'
import { makeSdk } from './sdk/packages'
import { makeTimers } from './timers'

/** The worker or process that an engine has for itself. */
export interface Platform {
  /** `globalThis`; the engine makes it over. */
  scope: Record<string, unknown>
  /** Calls back after all microtasks. */
  macrotask(run: () => void): void
  /** Tells of promises that were rejected and that nobody caught. */
  onUnhandled(listener: (reason: unknown) => void): void
}

/** Node's status when a top-level await can never settle. */
const UNSETTLED_AWAIT = 13

/**
 * Runs Node-style handlers: CommonJS, ES modules and TypeScript, in the world's time.
 * One engine is one environment.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
 */
export function makeJavaScript(options: GuestOptions, host: GuestHost, platform: Platform): Engine {
  const { startAt, runtime, environment } = options
  const loop = new Loop(startAt, platform.macrotask)
  const timers = makeTimers(loop)
  const randomness = makeRandomness(options.seed)
  const major = nodeMajor(runtime)
  const files = new MemoryFiles({ task: options.files, layers: options.layers, tmp: options.tmp })
  let phase: 'init' | 'invoke' = 'init'
  let requestId: string | undefined
  let loaded: LoadedHandler | undefined
  /** What ended the process, whatever the handler still does. */
  let fatal: RuntimeResult | null = null
  /** Durations of the services asked since the invoke began. */
  let calledMs = 0

  const output = makeConsole(
    logSettings(environment),
    (text) => host.log(phase, text),
    () => Math.floor(loop.now),
    () => requestId,
  )
  const process = makeProcess({
    environment,
    runtime,
    memoryMb: Number(environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? 128),
    timers,
    write: output.write,
    exit: (status) => {
      fatal ??= { kind: 'exit', status, signal: null }
    },
    uptimeMs: () => loop.now - startAt,
  })
  const performance = {
    now: () => loop.read() - startAt,
    timeOrigin: startAt,
    mark() {},
    measure() {},
    toJSON: () => ({ timeOrigin: startAt }),
  }
  const hold = <T>(work: Promise<T>) => loop.hold(work)
  async function ask(call: ServiceCall): Promise<ServiceAnswer> {
    const answer = await loop.ask(host.call(call))
    calledMs += answer.durationMs
    return answer
  }
  const realm: Realm = {
    now: () => loop.read(),
    startAt,
    timers,
    randomness,
    files,
    environment,
    major,
    date: makeDate(() => loop.read()),
    console: output.console,
    process,
    performance,
    webCrypto: makeWebCrypto(platform.scope.crypto as Crypto, randomness, hold),
    ask,
    hold,
  }
  const sdk = makeSdk(realm)
  const builtins = makeBuiltins(realm, (file) => modules.requireFrom(file))
  const modules = new Modules(
    (file) => files.text(file),
    (name) => builtins(name) ?? sdk(name),
    major,
  )

  /** Logs an error as Lambda's client does, in the format that is set. */
  function tell(what: string, error: unknown): void {
    const { error: print } = output.console
    if (output.settings.format === 'JSON')
      print?.(error instanceof Error ? error : new Error(String(error)))
    else print?.(what, logged(error))
  }
  /** Nobody caught it: the client reports it, then the process ends. */
  function die(what: string, error: unknown): void {
    if (fatal || error instanceof ExitSignal) return
    tell(what, error)
    fatal = { kind: 'error', payload: errorPayload(error), phase }
  }
  const onUncaught = (error: unknown) => die('Uncaught Exception', error)
  platform.onUnhandled((reason) => {
    const error = new RuntimeFault('UnhandledPromiseRejection', String(reason))
    if (!(reason instanceof ExitSignal)) die('Unhandled Promise Rejection', error)
  })

  async function load(): Promise<void> {
    let failure: { error: unknown } | null = null
    loadHandler(modules, options.handler, runtime).then(
      (handler) => {
        loaded = handler
      },
      (error) => {
        failure = { error }
      },
    )
    const isOver = () => fatal !== null || loaded !== undefined || failure !== null
    const end = await loop.run(isOver, Number.POSITIVE_INFINITY, onUncaught)
    if (failure) die('Uncaught Exception', (failure as { error: unknown }).error)
    else if (end === 'drained') fatal ??= { kind: 'exit', status: UNSETTLED_AWAIT, signal: null }
  }

  function finish(result: RuntimeResult, waitedMs: number, initWaitedMs: number): Finish {
    output.flush()
    const tmp = files.takeTmp()
    const ended = fatal !== null || result.kind === 'timeout'
    return { result, waitedMs, initWaitedMs, ended, ...(tmp ? { tmp } : {}) }
  }

  async function run(handler: LoadedHandler, event: Json, from: RuntimeContext, deadline: number) {
    const context = contextOf(from, deadline, () => Math.floor(loop.now))
    const call = callerOf(major)(handler, event, context)
    const isOver = () => fatal !== null || call.outcome() !== null
    const end = await loop.run(isOver, deadline, onUncaught)
    if (end === 'drained') call.drained(end)
    if (fatal) return fatal
    const outcome = call.outcome()
    if (end === 'deadline' || !outcome) return { kind: 'timeout' } as const
    if ('payload' in outcome) return { kind: 'value', payload: outcome.payload } as const
    tell('Invoke Error', outcome.error)
    return { kind: 'error', payload: errorPayload(outcome.error), phase: 'invoke' } as const
  }

  installScope(platform.scope, realm)

  return {
    async invoke(event, context, at) {
      let initWaitedMs = 0
      calledMs = 0
      if (!loaded) {
        await load()
        initWaitedMs = Math.floor(loop.now - startAt)
        output.flush()
        if (fatal || !loaded) return finish(fatal ?? { kind: 'timeout' }, 0, initWaitedMs)
      }
      phase = 'invoke'
      // A module that took its time in INIT moves the handler, and with it the deadline.
      const began = Math.max(at, Math.floor(loop.now))
      loop.now = began
      await loop.thaw(onUncaught)
      requestId = context.awsRequestId
      ;(process.env as Record<string, string>)._X_AMZN_TRACE_ID = context.traceId
      const deadline = context.deadlineMs + (began - at)
      const result = fatal ?? (await run(loaded, event, context, deadline))
      return finish(result, Math.floor(loop.now - began) - calledMs, initWaitedMs)
    },
  }
}
