import type { Exchange, InvocationRecord, TraceSegment } from '../schema/exchange'
import type { Figures } from '../schema/figures'
import type { Json } from '../schema/json'
import { type Architecture, lambdaCost } from './cost'

/** Something that happened without a request: a retry, a poll, a schedule. */
export interface Happening {
  id: string
  startedAt: number
  durationMs: number
  event: Json
  /** Where it came from and what became of it. */
  context: { [name: string]: Json }
  records: InvocationRecord[]
  trace: TraceSegment
  architecture: Architecture
}

/**
 * A happening as an Exchange of kind `event`: no request, no steps, no response. Its `context`
 * tells the source, the attempt and the outcome.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
 */
export function happeningExchange(happening: Happening, figures: Figures): Exchange {
  const { id, startedAt, durationMs, event, context, records, trace, architecture } = happening
  return {
    id,
    kind: 'event',
    startedAt,
    durationMs,
    request: null,
    route: null,
    steps: [],
    event,
    context,
    invocations: records,
    response: null,
    frames: [],
    executionLog: [],
    accessLog: null,
    trace,
    cost: records.flatMap((record) => lambdaCost(record, architecture, figures)),
    warnings: [],
  }
}
