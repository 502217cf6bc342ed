import type { InvocationRecord, TraceSegment } from '../schema/exchange'
import type { Json } from '../schema/json'
import type { InvokerKit } from '../schema/world'
import type { Admission, Throttle } from './admission'
import { memoryOf } from './cost-model'
import type { Order, Run } from './execution'
import type { Pool } from './pool'
import type { Target } from './registry'
import { refusedTrace } from './trace'

/** One try to run a function: it ran, or it was throttled. */
export interface Attempt {
  record: InvocationRecord
  trace: TraceSegment
  durationMs: number
  throttle: Throttle | null
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
}

/** Tells of a try that Lambda refused. */
function throttledRecord(wanted: Try, throttle: Throttle): InvocationRecord {
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
    refusal: 'TooManyRequestsException',
    because: [{ rule: throttle.rule, sentence: throttle.sentence }],
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
    const { target, at } = wanted
    const idle = pool.idle(target, at)
    const throttle =
      admission.count(target, at) ??
      // A provisioned environment has been allowed for already.
      (idle?.provisioned ? null : admission.refuse(target, at, idle === null))
    if (throttle) {
      const record = throttledRecord(wanted, throttle)
      return { record, trace: refusedTrace(target.name, at, true), durationMs: 0, throttle }
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
    })
    return { record, trace, durationMs, throttle: null }
  }
}
