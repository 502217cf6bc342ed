import type { Exchange, TraceSegment } from '../schema/exchange'
import type { Answer } from './answer'
import { writtenBody } from './bytes'
import type { Call } from './call'
import { contextOf, contextText } from './context'
import { requestCost } from './cost'
import { headersOf } from './header-list'
import { logTime } from './time-text'

/**
 * The stage's access log line with its `$context` variables; `-` where there is no value.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function accessLog(call: Call, status: number, length: number): string | null {
  if (call.api.type === 'FUNCTION_URL') return null
  const format = call.api.stages[call.stageName]?.accessLogFormat
  if (!format) return null
  const context = {
    ...contextOf(call),
    status,
    responseLength: length,
    responseLatency: Math.round(call.elapsedMs),
    integrationLatency: integrationMs(call),
    requestTimeEpoch: call.startedAt,
  }
  return format.replace(
    /\$context\.([\w.]+)/g,
    (_, path: string) => contextText(context, path) ?? '-',
  )
}

function integrationMs(call: Call): number {
  return Math.round(call.steps.find((step) => step.name === 'integration')?.durationMs ?? 0)
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html */
function traceOf(call: Call, status: number): TraceSegment {
  const children = call.steps
    .filter((step) => step.name === 'authorizer' || step.name === 'integration')
    .filter((step) => step.durationMs > 0 || step.verdict !== 'skip')
    .map((step): TraceSegment => {
      const own = call.segments.filter((one) => {
        const offset = one.startMs - call.startedAt
        return offset >= step.startMs && offset <= step.startMs + step.durationMs
      })
      return {
        name: step.name === 'authorizer' ? 'Authorizer' : 'Integration',
        startMs: call.startedAt + step.startMs,
        durationMs: step.durationMs,
        fault: step.verdict === 'stop',
        throttle: false,
        children: step.durationMs > 0 ? own : [],
      }
    })
  return {
    name:
      call.api.type === 'FUNCTION_URL'
        ? 'Lambda'
        : `${call.api.name ?? call.api.id}/${call.stageName}`,
    startMs: call.startedAt,
    durationMs: call.elapsedMs,
    fault: status >= 500,
    throttle: status === 429,
    children,
  }
}

/** Everything there is to know about a call that has ended, as plain data. */
export function finish(call: Call, answer: Answer | null): Exchange {
  const status = answer?.status ?? 0
  const written = answer && writtenBody(answer.body)
  const executionLog =
    call.log.length === 0
      ? []
      : [
          `Execution log for request ${call.requestId}`,
          ...call.log.map(({ at, message }) => `${logTime(at)} : ${message}`),
        ]
  return {
    id: call.requestId,
    kind: call.kind,
    startedAt: call.startedAt,
    durationMs: call.elapsedMs,
    request: call.request,
    route: call.route,
    steps: call.steps,
    event: call.event,
    context: call.isExplained ? contextOf(call) : null,
    invocations: call.invocations,
    response: answer && written && { status, headers: headersOf(answer.headers), ...written },
    frames: call.frames,
    executionLog,
    accessLog: call.isExplained ? accessLog(call, status, written?.body.length ?? 0) : null,
    trace: traceOf(call, status),
    cost: [...requestCost(call, answer), ...call.cost],
    warnings: call.warnings,
  }
}
