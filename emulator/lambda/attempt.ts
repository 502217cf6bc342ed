import type { Lineage } from '../schema/backends'
import type { Because, InvocationRecord, TraceSegment } from '../schema/exchange'
import type { Json } from '../schema/json'
import type { InvokerKit } from '../schema/world'
import type { Admission, Throttle } from './admission'
import { memoryOf } from './cost-model'
import type { Order, Run } from './execution'
import type { Pool } from './pool'
import { loopOf, oneMore, RECURSIVE } from './recursion'
import type { Target } from './registry'
import { refusedTrace } from './trace'

/** One try to run a function: it ran, it was throttled, or stopped as part of a loop. */
export interface Attempt {
  record: InvocationRecord
  trace: TraceSegment
  durationMs: number
  throttle: Throttle | null
  isLoop: boolean
}

/** What is to be tried. */
export interface Try {
  target: Target
  requestId: string
  type: InvocationRecord['type']
  /** Epoch milliseconds. */
  at: number
  event: Json
  clientContext: Json
  /** The caller's trace: a header or its root; absent or empty starts one. */
  traceId: string | undefined
  /** The chain of events that led here. */
  lineage?: Lineage | undefined
}

/** Tells of a try that Lambda refused. */
function refusedRecord(wanted: Try, refusal: string, because: Because): InvocationRecord {
  const { target, requestId, type, at, event } = wanted
  return {
    functionName: target.name,
    qualifier: target.qualifier,
    executedVersion: target.version,
    requestId,
    type,
    environmentId: null,
    start: 'none',
    startedAt: at,
    initMs: 0,
    durationMs: 0,
    billedMs: 0,
    memoryMb: memoryOf(target.spec),
    maxMemoryUsedMb: 0,
    event,
    context: null,
    logGroup: `/aws/lambda/${target.name}`,
    logStream: '',
    logs: [],
    payload: '',
    functionError: null,
    refusal,
    because: [because],
  }
}

/** The header of the caller's trace, given whole or by its root, or of one that begins here. */
function traceHeader(wanted: Try, chance: InvokerKit['chance']): string {
  if (wanted.traceId?.includes('Root=')) return wanted.traceId
  const second = Math.floor(wanted.at / 1000)
    .toString(16)
    .padStart(8, '0')
  const root = wanted.traceId || `1-${second}-${chance.hex(24)}`
  return `Root=${root};Parent=${chance.hex(16)};Sampled=1`
}

/**
 * Finds or makes an environment for a try, within the limits of concurrency, and runs it there.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export function createAttempts(
  pool: Pool,
  admission: Admission,
  execute: (order: Order) => Promise<Run>,
  chance: InvokerKit['chance'],
): (wanted: Try) => Promise<Attempt> {
  return async (wanted) => {
    const { target, at, lineage } = wanted
    const refuse = (refusal: string, because: Because, throttle: Throttle | null): Attempt => ({
      record: refusedRecord(wanted, refusal, because),
      trace: refusedTrace(target.name, at, throttle !== null),
      durationMs: 0,
      throttle,
      isLoop: throttle === null,
    })
    const loop = loopOf(target.name, target.spec, lineage)
    if (loop) return refuse(RECURSIVE, loop, null)
    const idle = pool.idle(target, at)
    const throttle =
      admission.count(target, at) ??
      // A provisioned environment has been allowed for already.
      (idle?.provisioned ? null : admission.refuse(target, at, idle === null))
    if (throttle) {
      const { rule, sentence } = throttle
      return refuse('TooManyRequestsException', { rule, sentence }, throttle)
    }
    const environment = idle ?? pool.create(target, at)
    const { requestId, type, event, clientContext } = wanted
    const traceId = traceHeader(wanted, chance)
    const { record, trace, durationMs } = await execute({
      target,
      environment,
      requestId,
      type,
      at,
      event,
      clientContext,
      traceId,
      lineage: oneMore(target.name, lineage),
    })
    return { record, trace, durationMs, throttle: null, isLoop: false }
  }
}
