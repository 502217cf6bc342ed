import type { Lineage } from '../schema/backends'
import type { Exchange, InvocationRecord } from '../schema/exchange'
import type { AsyncConfig, FunctionSpec } from '../schema/function'
import type { Json } from '../schema/json'
import type { InvokerKit } from '../schema/world'
import type { Attempt } from './attempt'
import { bury, type DeliveryKit, deliver } from './delivery'
import { functionArn } from './function-name'
import { happeningExchange } from './happening'
import { refusedTrace } from './trace'

/** Pauses before the first and the second retry of a function that failed. */
const RETRY_MS = [60_000, 120_000] as const
/** Pauses after a throttle: they double from a second up to five minutes. */
const THROTTLE_FIRST_MS = 1_000
const THROTTLE_MOST_MS = 300_000
const DEFAULT_MAX_AGE_MS = 21_600_000

/** One event in the queue of asynchronous invocations. */
export interface QueuedEvent {
  name: string
  qualifier: string | null
  payload: string
  event: Json
  requestId: string
  /** Epoch milliseconds. */
  at: number
  traceId: string
  clientContext: Json
  /** The chain of events that led here. */
  lineage?: Lineage | undefined
}

type Condition =
  | 'Success'
  | 'RetriesExhausted'
  | 'EventAgeExceeded'
  | 'ZeroReservedConcurrency'
  | typeof LOOP

/** What the record of an event says that was given up as part of a loop. Not documented. */
const LOOP = 'RecursiveLoopDetected'

/** What the queue needs. */
export interface QueueKit
  extends Pick<InvokerKit, 'timeline' | 'chance' | 'figures' | 'region' | 'accountId'> {
  delivery: DeliveryKit
  attempt(queued: QueuedEvent, at: number): Promise<Attempt>
  spec(name: string): FunctionSpec | null
}

interface Progress {
  queued: QueuedEvent
  /** Runs so far. */
  runs: number
  throttles: number
  last: InvocationRecord | null
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

const messageOf = (payload: string): string => {
  const value = parsed(payload)
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? String(value.errorMessage ?? '')
    : ''
}

/**
 * The queue of asynchronous invocations: up to two retries, a maximum age, destinations and the
 * dead-letter queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function createQueue(kit: QueueKit): { add(queued: QueuedEvent): void } {
  const { timeline, chance } = kit

  const schedule = (progress: Progress, at: number) =>
    timeline.schedule(at, () => attempt(progress))

  /** Deliveries happen when the run is over, which is later than the instant it began. */
  function finish(progress: Progress, condition: Condition, config: AsyncConfig, at: number): void {
    const { queued, last, runs } = progress
    const spec = kit.spec(queued.name)
    const arn = functionArn(kit, queued.name, queued.qualifier ?? '$LATEST')
    const succeeded = condition === 'Success'
    const destination = succeeded ? config.onSuccess : config.onFailure
    const body = {
      version: '1.0',
      timestamp: new Date(at).toISOString(),
      requestContext: {
        requestId: queued.requestId,
        functionArn: arn,
        condition,
        approximateInvokeCount: runs,
      },
      requestPayload: queued.event,
      ...(last && !last.refusal
        ? {
            responseContext: {
              statusCode: 200,
              executedVersion: last.executedVersion,
              ...(last.functionError ? { functionError: last.functionError } : {}),
            },
            responsePayload: parsed(last.payload),
          }
        : {}),
    }
    const detailType = `Lambda Function Invocation Result - ${succeeded ? 'Success' : 'Failure'}`
    const parcel = {
      body,
      detailType,
      functionArn: arn,
      folder: `aws/lambda/async/${queued.name}`,
      at,
      lineage: queued.lineage,
    }
    const deadLetter = succeeded ? undefined : spec?.deadLetterArn
    if (!destination && !deadLetter) return
    timeline.schedule(at, async () => {
      if (destination) await deliver(destination, parcel, kit.delivery)
      if (deadLetter) {
        const throttled = condition !== LOOP && (!last || last.refusal !== null)
        const letter = {
          payload: queued.payload,
          requestId: queued.requestId,
          errorCode: throttled ? 429 : condition === LOOP ? 400 : 200,
          errorMessage: throttled ? 'Rate Exceeded.' : messageOf(last?.payload ?? ''),
        }
        await bury(deadLetter, letter, kit.delivery.backends)
      }
      return []
    })
  }

  async function attempt(progress: Progress): Promise<Exchange[]> {
    const { queued } = progress
    const at = timeline.now()
    const spec = kit.spec(queued.name)
    // A function that was deleted meanwhile takes its queue with it.
    if (!spec) return []
    const config = spec.async ?? {}
    const maxAgeMs =
      config.maximumEventAgeInSeconds === undefined
        ? DEFAULT_MAX_AGE_MS
        : config.maximumEventAgeInSeconds * 1000
    if (spec.reservedConcurrency === 0) {
      finish(progress, 'ZeroReservedConcurrency', config, at)
      return [exchange(progress, at, 0, [], 'ZeroReservedConcurrency')]
    }
    const result = await kit.attempt(queued, at)
    const { record, durationMs } = result
    const endAt = at + durationMs
    const tooOld = (next: number) => next - queued.at > maxAgeMs

    let outcome: string
    if (result.isLoop) {
      progress.last = record
      outcome = end(LOOP)
    } else if (result.throttle) {
      const wait = Math.min(THROTTLE_MOST_MS, THROTTLE_FIRST_MS * 2 ** progress.throttles++)
      progress.last ??= record
      outcome = goOn(endAt + wait)
    } else {
      progress.runs++
      progress.last = record
      if (!record.functionError) outcome = end('Success')
      else if (progress.runs > (config.maximumRetryAttempts ?? RETRY_MS.length))
        outcome = end('RetriesExhausted')
      else outcome = goOn(endAt + (RETRY_MS[progress.runs - 1] ?? 0))
    }
    return [exchange(progress, at, durationMs, [result], outcome)]

    function end(condition: Condition): Condition {
      finish(progress, condition, config, endAt)
      return condition
    }
    function goOn(next: number): string {
      if (tooOld(next)) return end('EventAgeExceeded')
      schedule(progress, next)
      return `retry at ${new Date(next).toISOString()}`
    }
  }

  function exchange(
    progress: Progress,
    at: number,
    durationMs: number,
    results: Attempt[],
    outcome: string,
  ) {
    const { queued } = progress
    return happeningExchange(
      {
        id: chance.uuid(),
        startedAt: at,
        durationMs,
        event: queued.event,
        context: {
          source: 'asynchronous invocation',
          requestId: queued.requestId,
          attempt: progress.runs + progress.throttles,
          outcome,
        },
        records: results.map(({ record }) => record),
        trace: results[0]?.trace ?? refusedTrace(queued.name, at, true),
        architecture: kit.spec(queued.name)?.architecture ?? 'x86_64',
      },
      kit.figures,
    )
  }

  return {
    add(queued) {
      schedule({ queued, runs: 0, throttles: 0, last: null }, queued.at)
    },
  }
}
