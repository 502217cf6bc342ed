import {
  billedMsOf,
  type FunctionSpec,
  type LogEvent,
  runtimeFamilyOf,
  textLines,
  thrownFault,
} from '@/emulator'

/** One run that is told of without having been run. Instants are ms since the epoch. */
export interface ToldRun {
  requestId: string
  /** `nodejs22.x`, `python3.14`. */
  runtime: string
  /** 64 digits that name the runtime's build. */
  build: string
  version: string
  at: number
  /** ms; null where the environment was there. */
  initMs: number | null
  durationMs: number
  memoryMb: number
  usedMb: number
  timeoutMs: number
  ends: 'well' | 'error' | 'timeout' | 'killed'
  error: { errorType: string; errorMessage: string } | null
  /** A level and a text; without a level it stands as it is. */
  logs: string[]
}

const LEVELLED = /^(DEBUG|INFO|WARN|ERROR) ([\s\S]*)$/

/** A line as the runtime's own logger writes it. */
function loggerLine(line: string, family: string, requestId: string, at: number): string {
  const [, level, said] = LEVELLED.exec(line) ?? []
  if (level === undefined) return line
  const iso = new Date(at).toISOString()
  if (family === 'python')
    return `[${level === 'WARN' ? 'WARNING' : level}]\t${iso}\t${requestId}\t${said}`
  return `${iso}\t${requestId}\t${level}\t${said}`
}

/**
 * What CloudWatch Logs holds of a run, in the emulator's own words: START, what was printed, END,
 * REPORT, and what became of it.
 */
export function logLinesOf(run: ToldRun): LogEvent[] {
  const { requestId, runtime, at, durationMs } = run
  const spec: FunctionSpec = { runtime, code: { kind: 'canned' } }
  const family = runtimeFamilyOf(spec)
  const initMs = run.initMs ?? 0
  const start = run.initMs === null ? ('warm' as const) : ('cold' as const)
  const startAt = at + initMs
  const endAt = startAt + durationMs
  const printed = run.logs.map((line, index) => {
    // The first line at the start, the last at the end, the others between them.
    const share = run.logs.length === 1 ? 0.02 : 0.01 + (0.97 * index) / (run.logs.length - 1)
    const when = startAt + Math.round(durationMs * share)
    return { at: when, message: loggerLine(line, family, requestId, when) }
  })
  const fault =
    run.error && run.ends === 'error'
      ? thrownFault(family, spec, run.error, requestId, endAt)
      : null
  if (fault) printed.push({ at: endAt, message: fault.log })
  // What the handler throws, its runtime reports: the run itself ended well.
  const status =
    run.ends === 'timeout' ? 'timeout' : run.ends === 'killed' ? 'error' : ('success' as const)
  const lines = textLines({
    requestId,
    version: run.version,
    runtime:
      run.initMs === null
        ? null
        : { name: runtime, arn: `arn:aws:lambda:us-east-1::runtime:${run.build}` },
    initAt: at,
    startAt,
    endAt,
    initMs,
    start,
    brokenInit: null,
    durationMs,
    billedMs: billedMsOf(start, initMs, durationMs),
    memoryMb: run.memoryMb,
    usedMb: run.usedMb,
    timeoutMs: run.timeoutMs,
    status,
    errorType: run.ends === 'killed' ? 'Runtime.ExitError' : null,
    trace: null,
    initLogs: [],
    logs: printed,
  })
  if (run.ends === 'killed')
    lines.push({
      at: endAt,
      message: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
    })
  return lines
}
