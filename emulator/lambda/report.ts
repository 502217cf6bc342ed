import type { LogEvent } from '../schema/exchange'
import type { BrokenInit, Start } from './timing'

/**
 * Whether the billed duration of a cold start holds INIT, as billed since August 2025.
 * @see https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
 */
export const BILL_INIT = true

/** Whether the line of a time-out stands before END. Not documented. */
const TIMEOUT_BEFORE_END = true

/** What the platform's log lines tell about one run. */
export interface Told {
  requestId: string
  version: string
  /** `nodejs22.x`, and the ARN of its version, of a cold start. */
  runtime: { name: string; arn: string } | null
  /** Epoch milliseconds at which INIT, the handler, and the end of the run lie. */
  initAt: number
  startAt: number
  endAt: number
  initMs: number
  start: Start
  brokenInit: BrokenInit | null
  durationMs: number
  billedMs: number
  memoryMb: number
  usedMb: number
  timeoutMs: number
  status: 'success' | 'error' | 'timeout'
  /** Told with `error`. */
  errorType: string | null
  trace: { traceId: string; segmentId: string } | null
  initLogs: LogEvent[]
  logs: LogEvent[]
}

/**
 * Milliseconds billed: rounded up to a whole one, INIT of a cold start included.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function billedMsOf(start: Told['start'], initMs: number, durationMs: number): number {
  const init = BILL_INIT && start === 'cold' ? initMs : 0
  // Sums of hundredths have a tail that would round up to a millisecond of its own.
  return Math.ceil(Math.round((init + durationMs) * 100) / 100)
}

/** `nodejs22.x` → `nodejs:22`, the runtime as INIT_START names it. */
const runtimeLabel = (name: string) => name.replace(/^([a-z]+)(\d.*?)(\.x)?$/, '$1:$2')

/** Patch level in `Runtime Version: nodejs:22.v40`; real ones change every few weeks. */
const RUNTIME_PATCH = 40

const ms = (value: number) => `${value.toFixed(2)} ms`

/**
 * Platform lines as text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export function textLines(told: Told): LogEvent[] {
  const { requestId: id, runtime, brokenInit } = told
  const lines: LogEvent[] = []
  const say = (at: number, message: string) => lines.push({ at, message })
  if (runtime) {
    const word = told.start === 'restored' ? 'RESTORE_START' : 'INIT_START'
    const version = `${runtimeLabel(runtime.name)}.v${RUNTIME_PATCH}`
    say(told.initAt, `${word} Runtime Version: ${version}\tRuntime Version ARN: ${runtime.arn}\n`)
  }
  lines.push(...told.initLogs)
  if (brokenInit) {
    const type = brokenInit.errorType ? `\tError Type: ${brokenInit.errorType}` : ''
    const tail = `Status: ${brokenInit.status}${type}`
    say(told.startAt, `INIT_REPORT Init Duration: ${ms(brokenInit.ms)}\tPhase: init\t${tail}\n`)
    if (brokenInit.status === 'error') {
      for (const { message } of told.initLogs) say(told.endAt, message)
      say(told.endAt, `INIT_REPORT Init Duration: ${ms(brokenInit.ms)}\tPhase: invoke\t${tail}\n`)
    }
  }
  if (told.start === 'restored' && runtime) {
    say(told.startAt, `RESTORE_REPORT Restore Duration: ${ms(told.initMs)}\n`)
  }
  say(told.startAt, `START RequestId: ${id} Version: ${told.version}\n`)
  lines.push(...told.logs)
  if (told.status === 'timeout' && TIMEOUT_BEFORE_END) say(told.endAt, timeoutLine(told))
  say(told.endAt, `END RequestId: ${id}\n`)
  say(told.endAt, reportLine(told))
  if (told.status === 'timeout' && !TIMEOUT_BEFORE_END) say(told.endAt, timeoutLine(told))
  return lines
}

function timeoutLine({ endAt, requestId, timeoutMs }: Told): string {
  const seconds = (timeoutMs / 1000).toFixed(2)
  return `${new Date(endAt).toISOString()} ${requestId} Task timed out after ${seconds} seconds\n\n`
}

function reportLine(told: Told): string {
  const fields = [
    `REPORT RequestId: ${told.requestId}`,
    `Duration: ${ms(told.durationMs)}`,
    `Billed Duration: ${told.billedMs} ms`,
    `Memory Size: ${told.memoryMb} MB`,
    `Max Memory Used: ${told.usedMb} MB`,
  ]
  if (told.start === 'cold' && !told.brokenInit) fields.push(`Init Duration: ${ms(told.initMs)}`)
  if (told.start === 'restored') fields.push(`Restore Duration: ${ms(told.initMs)}`)
  if (told.status !== 'success') fields.push(`Status: ${told.status}`)
  if (told.status === 'error' && told.errorType) fields.push(`Error Type: ${told.errorType}`)
  const trace = told.trace
    ? `XRAY TraceId: ${told.trace.traceId}\tSegmentId: ${told.trace.segmentId}\tSampled: true\t\n`
    : ''
  return `${fields.join('\t')}\t\n${trace}`
}

/**
 * Platform lines of a function whose log format is JSON: one object an event.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function jsonLines(told: Told): LogEvent[] {
  const lines: LogEvent[] = []
  const say = (at: number, type: string, record: Record<string, unknown>) => {
    const message = JSON.stringify({
      time: new Date(at).toISOString(),
      type: `platform.${type}`,
      record,
    })
    lines.push({ at, message })
  }
  const initializationType = told.start === 'restored' ? 'snap-start' : 'on-demand'
  if (told.runtime) {
    say(told.initAt, told.start === 'restored' ? 'restoreStart' : 'initStart', {
      initializationType,
      phase: 'init',
      runtimeVersion: `${runtimeLabel(told.runtime.name)}.v${RUNTIME_PATCH}`,
      runtimeVersionArn: told.runtime.arn,
      functionVersion: told.version,
    })
  }
  lines.push(...told.initLogs)
  if (told.runtime) {
    const { brokenInit } = told
    say(told.startAt, told.start === 'restored' ? 'restoreReport' : 'initReport', {
      initializationType,
      phase: 'init',
      status: brokenInit?.status ?? 'success',
      ...(brokenInit?.errorType ? { errorType: brokenInit.errorType } : {}),
      metrics: { durationMs: brokenInit?.ms ?? told.initMs },
    })
  }
  say(told.startAt, 'start', { requestId: told.requestId, version: told.version })
  lines.push(...told.logs)
  say(told.endAt, 'report', {
    requestId: told.requestId,
    metrics: {
      durationMs: told.durationMs,
      billedDurationMs: told.billedMs,
      memorySizeMB: told.memoryMb,
      maxMemoryUsedMB: told.usedMb,
      ...(told.start === 'cold' ? { initDurationMs: told.initMs } : {}),
    },
    status: told.status,
    ...(told.status === 'error' && told.errorType ? { errorType: told.errorType } : {}),
  })
  return lines
}
