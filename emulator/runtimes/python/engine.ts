import type { ServiceAnswer, ServiceCall } from '../../schema/backends'
import type { RuntimeResult } from '../../schema/runtime'
import type { Engine, Finish, GuestHost } from '../guest'
import { makeDate } from '../javascript/date'
import { CLOCK_READ_MS } from '../javascript/loop'
import { makeRandomness } from '../javascript/randomness'
import type { GuestOptions } from '../protocol'
import { placeFiles, takeTmp } from './files'
import { LIBRARY } from './library'
import type { Pyodide, PythonFunction } from './pyodide'

/** The worker or thread that a Python engine has for itself. */
export interface PythonPlatform {
  pyodide: Pyodide
  /** `globalThis`; its clock becomes the world's, which Python's is made of. */
  scope: Record<string, unknown>
  /** Asks a service and waits where it stands; absent where only promises can wait. */
  askNow?(call: ServiceCall): ServiceAnswer
}

/**
 * Runs Python handlers on Pyodide, in the world's time. One engine is one environment.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-python.html
 */
export function makePython(
  options: GuestOptions,
  host: GuestHost,
  { pyodide, scope, askNow }: PythonPlatform,
): Engine {
  const { startAt } = options
  const randomness = makeRandomness(options.seed)
  let now = startAt
  let deadline = Number.POSITIVE_INFINITY
  let phase: 'init' | 'invoke' = 'init'
  let isLoaded = false
  let fatal: RuntimeResult | null = null
  let calledMs = 0

  const read = () => {
    now += CLOCK_READ_MS
    return Math.floor(now + CLOCK_READ_MS / 2)
  }
  /** Lets time pass, at most up to the deadline. */
  const pass = (ms: number) => {
    now += ms
    if (now <= deadline) return
    now = deadline
    fatal ??= { kind: 'timeout' }
  }
  const answered = (answer: ServiceAnswer) => {
    calledMs += answer.durationMs
    pass(answer.durationMs)
    return JSON.stringify(answer)
  }
  pyodide.registerJsModule('world', {
    now: () => Math.floor(now),
    elapsed: () => Math.floor(now) - startAt,
    sleep: pass,
    /** Waits for what can never come. */
    stall: () => {
      fatal ??= { kind: 'timeout' }
      now = Number.isFinite(deadline) ? deadline : now
    },
    isOver: () => fatal !== null,
    exit: (status: number) => {
      fatal ??= { kind: 'exit', status, signal: null }
    },
    log: (text: string) => {
      if (!fatal) host.log(phase, text)
    },
    randomBytes: (size: number) => randomness.bytes(size),
    ask: (text: string) => {
      const call = JSON.parse(text) as ServiceCall
      return askNow ? answered(askNow(call)) : { promise: host.call(call).then(answered) }
    },
  })

  placeFiles(pyodide, '/var/runtime', LIBRARY)
  placeFiles(pyodide, '/var/task', options.files)
  placeFiles(pyodide, '/opt', options.layers)
  placeFiles(pyodide, '/tmp', options.tmp)
  let tmp = takeTmp(pyodide, null)

  pyodide.runPython(
    "import sys; sys.path.insert(0, '/var/runtime'); sys.dont_write_bytecode = True",
  )
  const bootstrap = pyodide.pyimport('bootstrap')
  const worldTime = pyodide.pyimport('world_time')
  worldTime.install?.(options.seed)
  // Python's clocks are made of these two, so all of its modules tell the world's time.
  scope.Date = makeDate(read)
  Object.defineProperty(scope, 'performance', {
    value: { now: () => read() - startAt, timeOrigin: startAt, mark() {}, measure() {} },
    configurable: true,
    writable: true,
  })
  bootstrap.start?.(JSON.stringify(options.environment), options.runtime)

  /** Where nothing can wait, Python is entered so that it can be suspended while a promise is. */
  const enter = async (run: PythonFunction | undefined, ...args: unknown[]) =>
    JSON.parse(
      String(await (askNow || !run?.callPromising ? run?.(...args) : run.callPromising(...args))),
    ) as RuntimeResult | null

  function finish(result: RuntimeResult, waitedMs: number, initWaitedMs: number): Finish {
    tmp = takeTmp(pyodide, tmp)
    const ended = fatal !== null || result.kind === 'exit' || result.kind === 'timeout'
    const over = ended || (result.kind === 'error' && result.phase === 'init')
    return {
      result,
      waitedMs,
      initWaitedMs,
      ended: over,
      ...(tmp.changed ? { tmp: tmp.files } : {}),
    }
  }

  return {
    async invoke(event, context, at) {
      let initWaitedMs = 0
      calledMs = 0
      if (!isLoaded) {
        const failure = await enter(bootstrap.load, options.handler)
        initWaitedMs = Math.floor(now - startAt)
        if (failure || fatal) return finish(fatal ?? (failure as RuntimeResult), 0, initWaitedMs)
        isLoaded = true
      }
      phase = 'invoke'
      // A module that took its time in INIT moves the handler, and with it the deadline.
      const began = Math.max(at, Math.floor(now))
      now = began
      deadline = context.deadlineMs + (began - at)
      const texts = [JSON.stringify(event), JSON.stringify(context)]
      const result = await enter(bootstrap.run, ...texts, deadline)
      const late = now > deadline ? ({ kind: 'timeout' } as const) : null
      const waitedMs = Math.floor(now - began) - calledMs
      return finish(fatal ?? late ?? (result as RuntimeResult), waitedMs, initWaitedMs)
    },
  }
}
