import type { EventObject } from '../../events/origin'
import type { Exchange } from '../../schema/exchange'
import type { EventSource } from '../../schema/function'
import type { Json } from '../../schema/json'
import type { Attempt } from '../attempt'
import { deliver } from '../delivery'
import { functionArn } from '../function-name'
import { happeningExchange } from '../happening'
import { reportedFailures } from '../partial'
import type { SourceKit } from './mapping'

const DEFAULT_BATCH = 100
/** A stream keeps its records for a day unless it is told to keep them longer. */
const RETENTION_MS = 86_400_000
/** Pauses before a batch is tried again: they double. AWS does not say how long they are. */
const RETRY_FIRST_MS = 1_000
const RETRY_MOST_MS = 60_000

/** A record of a stream with its place in it. */
export interface StreamRecord {
  record: EventObject
  sequenceNumber: string
  /** Arrival, in epoch milliseconds. */
  at: number
}

interface Batch {
  records: StreamRecord[]
  retries: number
}

/** Where a lane reads, for the records of what it gives up. */
export interface LanePlace {
  shardId: string
  info: 'KinesisBatchInfo' | 'DDBStreamBatchInfo'
}

/** One ordered run through a shard, or through the part of its keys that is worked at once. */
export interface Lane {
  add(record: StreamRecord): void
  stop(): void
}

/**
 * Works through records in order, a batch at a time. A batch that fails is tried again, and nothing
 * behind it is, until it succeeds, is given up, or grows too old.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-errors.html
 */
export function createLane(
  kit: SourceKit,
  functionName: string,
  source: EventSource,
  place: LanePlace,
): Lane {
  const { timeline } = kit
  const batchSize = source.batchSize ?? DEFAULT_BATCH
  const windowMs = (source.maximumBatchingWindowInSeconds ?? 0) * 1000
  const maxRetries = source.maximumRetryAttempts ?? -1
  const age = source.maximumRecordAgeInSeconds ?? -1
  const maxAgeMs = age >= 0 ? age * 1000 : RETENTION_MS
  const folder = `aws/lambda/${kit.chance.uuid()}/${place.shardId}`
  const queue: StreamRecord[] = []
  const work: Batch[] = []
  let busyUntil = 0
  let planned: { at: number; cancel(): void } | null = null
  let stopped = false

  function plan(wanted: number): void {
    const at = Math.max(wanted, busyUntil)
    if (stopped || (planned && planned.at <= at)) return
    planned?.cancel()
    planned = { at, ...timeline.schedule(at, step) }
  }

  /** What waits behind the current work, when its window is over. */
  function planNext(at: number): void {
    const [first] = queue
    if (work.length > 0) plan(at)
    else if (first) plan(queue.length >= batchSize ? at : Math.max(at, first.at + windowMs))
  }

  function giveUp(
    records: StreamRecord[],
    condition: string,
    at: number,
    last: Attempt | null,
    runs: number,
  ): void {
    const destination = source.onFailure
    const [first] = records
    const end = records.at(-1)
    if (!destination || !first || !end) return
    const iso = (instant: number) => new Date(instant).toISOString()
    const toS3 = destination.type === 's3'
    const body: { [name: string]: Json } = {
      requestContext: {
        requestId: last?.record.requestId ?? kit.chance.uuid(),
        functionArn: functionArn(kit, functionName),
        condition,
        approximateInvokeCount: runs,
      },
      ...(last
        ? {
            responseContext: {
              statusCode: 200,
              executedVersion: last.record.executedVersion,
              functionError: last.record.functionError,
            },
          }
        : {}),
      version: '1.0',
      timestamp: iso(at),
      [place.info]: {
        shardId: place.shardId,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: end.sequenceNumber,
        approximateArrivalOfFirstRecord: iso(first.at),
        approximateArrivalOfLastRecord: iso(end.at),
        batchSize: records.length,
        streamArn: source.arn,
      },
      ...(toS3
        ? { payload: JSON.stringify({ Records: records.map(({ record }) => record) }) }
        : {}),
    }
    const parcel = {
      body,
      detailType: 'Lambda Function Invocation Result - Failure',
      functionArn: functionArn(kit, functionName, '$LATEST'),
      folder,
      at,
    }
    timeline.schedule(at, async () => {
      await deliver(destination, parcel, kit)
      return []
    })
  }

  /** The next batch without what is too old by now. */
  function current(at: number): Batch | null {
    if (work.length === 0) {
      const records = queue.splice(0, batchSize)
      if (records.length > 0) work.push({ records, retries: 0 })
    }
    const [batch] = work
    if (!batch) return null
    const old = batch.records.filter((record) => at - record.at > maxAgeMs)
    if (old.length === 0) return batch
    giveUp(old, 'RecordAgeExceeded', at, null, batch.retries)
    batch.records = batch.records.filter((record) => !old.includes(record))
    if (batch.records.length > 0) return batch
    work.shift()
    return current(at)
  }

  async function step(): Promise<Exchange[]> {
    const at = timeline.now()
    planned = null
    const batch = current(at)
    if (!batch) return []
    const event = { Records: batch.records.map(({ record }) => record) }
    const attempt = await kit.invokeSync(functionName, event, at)
    if (!attempt) return []
    busyUntil = at + attempt.durationMs
    const outcome = settle(batch, attempt)
    planNext(outcome.at)
    return [exchange(attempt, event, at, outcome.text, batch.retries)]
  }

  /** What becomes of a batch, and when the lane goes on. */
  function settle(batch: Batch, attempt: Attempt): { text: string; at: number } {
    const at = busyUntil
    const pauseMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** batch.retries)
    if (attempt.throttle) return { text: 'throttled', at: at + pauseMs }
    const failedAt = firstFailure(batch, attempt)
    if (failedAt === null) {
      work.shift()
      return { text: 'done', at }
    }
    if (
      attempt.record.functionError &&
      source.bisectBatchOnFunctionError &&
      batch.records.length > 1
    ) {
      const half = Math.ceil(batch.records.length / 2)
      const { retries } = batch
      const halves = [batch.records.slice(0, half), batch.records.slice(half)]
      work.splice(0, 1, ...halves.map((records) => ({ records, retries })))
      return { text: 'bisected', at: at + pauseMs }
    }
    if (failedAt > 0) {
      // Progress: what is left is a batch of its own.
      batch.records = batch.records.slice(failedAt)
      return { text: `checkpoint, ${batch.records.length} left`, at: at + pauseMs }
    }
    if (maxRetries >= 0 && batch.retries >= maxRetries) {
      giveUp(batch.records, 'RetryAttemptsExhausted', at, attempt, batch.retries + 1)
      work.shift()
      return { text: 'RetryAttemptsExhausted', at }
    }
    batch.retries++
    return { text: 'retry', at: at + pauseMs }
  }

  /** Index of the lowest record that failed; null when none did. */
  function firstFailure(batch: Batch, { record }: Attempt): number | null {
    if (record.functionError) return 0
    if (!source.reportBatchItemFailures) return null
    const ids = batch.records.map(({ sequenceNumber }) => sequenceNumber)
    const failures = reportedFailures(record.payload, ids)
    if (failures === 'none') return null
    return failures === 'all' ? 0 : ids.findIndex((id) => failures.has(id))
  }

  const exchange = (attempt: Attempt, event: Json, at: number, outcome: string, retries: number) =>
    happeningExchange(
      {
        id: kit.chance.uuid(),
        startedAt: at,
        durationMs: attempt.durationMs,
        event,
        context: { source: source.arn, shardId: place.shardId, outcome, retries },
        records: [attempt.record],
        trace: attempt.trace,
        architecture: kit.spec(functionName)?.architecture ?? 'x86_64',
      },
      kit.figures,
    )

  return {
    add(record) {
      queue.push(record)
      planNext(record.at)
    },
    stop() {
      stopped = true
      planned?.cancel()
    },
  }
}
