import { type MessageAttribute, type SqsMessage, sqsRecord } from '../../events/sqs'
import { byteLength } from '../../gateway/bytes'
import type { Lineage } from '../../schema/backends'
import type { Exchange } from '../../schema/exchange'
import type { EventSource } from '../../schema/function'
import type { Json } from '../../schema/json'
import type { Attempt } from '../attempt'
import { queueUrl } from '../delivery'
import { matchesAny, sqsCandidate } from '../filter'
import { happeningExchange } from '../happening'
import { type Failures, reportedFailures } from '../partial'
import { joined } from '../recursion'
import { type Mapping, resourceOf, type SourceKit } from './mapping'

const DEFAULT_BATCH = 10
/** One `ReceiveMessage` gives at most this many, and a FIFO queue's batch has no more. */
const MOST_AT_ONCE = 10
/** Ten of the largest messages: receiving stops when a batch has no room for them. */
const RECEIVE_ROOM_BYTES = 10 * 262_144
const DEFAULT_VISIBILITY_MS = 30_000

type Fields = { [name: string]: Json }

function readMessage(message: Fields): SqsMessage {
  return {
    messageId: String(message.MessageId),
    receiptHandle: String(message.ReceiptHandle),
    body: String(message.Body ?? ''),
    attributes: (message.Attributes ?? {}) as Record<string, string>,
    messageAttributes: (message.MessageAttributes ?? {}) as unknown as Record<
      string,
      MessageAttribute
    >,
  }
}

/**
 * Reads a queue in batches, as the pollers of Lambda do: what was handled is deleted, the rest
 * comes back when its visibility time-out ends. The queue itself counts receptions and moves
 * messages to its dead-letter queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function sqsMapping(kit: SourceKit, functionName: string, source: EventSource): Mapping {
  const { timeline, backends } = kit
  const queue = resourceOf(source.arn)
  const QueueUrl = queueUrl(source.arn)
  const fifo = queue.endsWith('.fifo')
  const batchSize = Math.min(source.batchSize ?? DEFAULT_BATCH, fifo ? MOST_AT_ONCE : 10_000)
  const windowMs = fifo ? 0 : (source.maximumBatchingWindowInSeconds ?? 0) * 1000
  /** Chains that messages belong to, by their ids, until they are handled. */
  const lineages = new Map<string, Lineage>()
  let planned: { at: number; cancel(): void } | null = null
  let waiting = 0
  let stopped = false

  /** Instants at which messages become visible that are hidden now. */
  const visible = new Set<number>()

  function plan(at: number): void {
    if (stopped || (planned && planned.at <= at)) return
    planned?.cancel()
    planned = { at, ...timeline.schedule(at, poll) }
  }

  /** The same, kept in mind when something earlier comes first. */
  function planVisible(at: number): void {
    visible.add(at)
    plan(at)
  }

  async function receive(): Promise<SqsMessage[]> {
    const messages: SqsMessage[] = []
    let bytes = 0
    const room = kit.figures.limits.lambdaSyncPayloadBytes - RECEIVE_ROOM_BYTES
    while (messages.length < batchSize && bytes <= room) {
      const MaxNumberOfMessages = Math.min(MOST_AT_ONCE, batchSize - messages.length)
      const input = {
        QueueUrl,
        MaxNumberOfMessages,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }
      const { status, output } = await backends.call({
        service: 'sqs',
        action: 'ReceiveMessage',
        input,
      })
      const list = (status < 400 && (output as Fields | null)?.Messages) || []
      if (!Array.isArray(list) || list.length === 0) break
      for (const message of list) {
        const read = readMessage(message as Fields)
        messages.push(read)
        bytes += byteLength(read.body)
      }
    }
    return messages
  }

  const remove = (message: SqsMessage) => {
    lineages.delete(message.messageId)
    return backends.call({
      service: 'sqs',
      action: 'DeleteMessage',
      input: { QueueUrl, ReceiptHandle: message.receiptHandle },
    })
  }

  async function visibilityMs(): Promise<number> {
    const input = { QueueUrl, AttributeNames: ['VisibilityTimeout'] }
    const { output } = await backends.call({ service: 'sqs', action: 'GetQueueAttributes', input })
    const seconds = Number(
      ((output as Fields | null)?.Attributes as Fields | undefined)?.VisibilityTimeout,
    )
    return Number.isFinite(seconds) ? seconds * 1000 : DEFAULT_VISIBILITY_MS
  }

  async function poll(): Promise<Exchange[]> {
    const at = timeline.now()
    planned = null
    waiting = 0
    for (const instant of visible) if (instant <= at) visible.delete(instant)
    if (visible.size > 0) plan(Math.min(...visible))
    const received = await receive()
    if (received.length === 0) return []
    const batch: SqsMessage[] = []
    for (const message of received) {
      const record = sqsRecord(message, source.arn)
      if (matchesAny(source.filters, (pattern) => sqsCandidate(record, pattern)))
        batch.push(message)
      else await remove(message)
    }
    const full = received.length >= batchSize
    if (full && !fifo) plan(at)
    if (batch.length === 0) return []

    const event = { Records: batch.map((message) => sqsRecord(message, source.arn)) }
    const lineage = joined(batch.map(({ messageId }) => lineages.get(messageId)))
    const attempt = await kit.invokeSync(functionName, event, at, lineage)
    if (!attempt) return []
    const endAt = at + attempt.durationMs
    const failed = failuresOf(attempt, batch)
    const handled = batch.filter(
      ({ messageId }) => failed === 'none' || (failed !== 'all' && !failed.has(messageId)),
    )
    timeline.schedule(endAt, async () => {
      for (const message of handled) await remove(message)
      return []
    })
    if (full && fifo) plan(endAt)
    const returned = batch.length - handled.length
    if (returned > 0) planVisible(at + (await visibilityMs()))
    return [exchange(attempt, event, at, handled.length, returned)]
  }

  function failuresOf({ throttle, isLoop, record }: Attempt, batch: SqsMessage[]): Failures {
    if (throttle || isLoop || record.functionError) return 'all'
    if (!source.reportBatchItemFailures) return 'none'
    const ids = batch.map(({ messageId }) => messageId)
    return reportedFailures(record.payload, ids)
  }

  const exchange = (attempt: Attempt, event: Json, at: number, deleted: number, returned: number) =>
    happeningExchange(
      {
        id: kit.chance.uuid(),
        startedAt: at,
        durationMs: attempt.durationMs,
        event,
        context: {
          source: source.arn,
          outcome: returned === 0 ? 'deleted' : 'returned',
          deleted,
          returned,
        },
        records: [attempt.record],
        trace: attempt.trace,
        architecture: kit.spec(functionName)?.architecture ?? 'x86_64',
      },
      kit.figures,
    )

  return {
    changed({ service, action, resource, at, detail, lineage }) {
      if (service !== 'sqs' || action !== 'SendMessage' || resource !== queue) return
      if (lineage) lineages.set(String(detail.messageId), lineage)
      const delayMs = typeof detail.delaySeconds === 'number' ? detail.delaySeconds * 1000 : 0
      waiting++
      const due = at + delayMs + (waiting >= batchSize ? 0 : windowMs)
      if (delayMs > 0) planVisible(due)
      else plan(due)
    },
    stop() {
      stopped = true
      planned?.cancel()
    },
  }
}
