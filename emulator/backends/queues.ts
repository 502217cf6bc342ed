import type { SeedData } from '../schema/backends'
import type { Json } from '../schema/json'
import { nameOf, object, type Service, ServiceError, type ServiceKit, text } from './stand-in'

/** A message as it waits: its body, and when it can be seen again. */
export interface Message {
  messageId: string
  body: string
  attributes: { [name: string]: Json }
  messageAttributes: { [name: string]: Json }
  sentAt: number
  visibleAt: number
  receiveCount: number
  firstReceivedAt: number | null
  receiptHandle: string
}

const DEFAULT_VISIBILITY_SECONDS = 30
const MAX_RECEIVED = 10

/**
 * A small SQS: visibility time-outs, receive counts, dead-letter queues.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
 */
export function createSqs(seed: SeedData['queues'], kit: ServiceKit): Service {
  const queues = new Map<string, Message[]>(Object.keys(seed ?? {}).map((name) => [name, []]))
  const queueOf = (url: string) => {
    const name = nameOf(url)
    const messages = queues.get(name)
    if (messages) return { name, messages, settings: seed?.[name] ?? {} }
    throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.')
  }
  function send(url: string, body: string, input: { [name: string]: Json }): Json {
    const { name, messages } = queueOf(url)
    const now = kit.clock.now()
    const delay = Number(input.DelaySeconds ?? 0) * 1000
    const fifo = Object.fromEntries(
      ['MessageGroupId', 'MessageDeduplicationId'].flatMap((key) =>
        input[key] === undefined ? [] : [[key, input[key]]],
      ),
    ) as { [name: string]: Json }
    const message: Message = {
      messageId: kit.chance.uuid(),
      body,
      attributes: fifo,
      messageAttributes: object(input.MessageAttributes),
      sentAt: now,
      visibleAt: now + delay,
      receiveCount: 0,
      firstReceivedAt: null,
      receiptHandle: '',
    }
    messages.push(message)
    kit.changed({
      service: 'sqs',
      action: 'SendMessage',
      resource: name,
      detail: {
        messageId: message.messageId,
        ...(delay > 0 ? { delaySeconds: delay / 1000 } : {}),
      },
    })
    return { MessageId: message.messageId }
  }
  /** A message received too often goes to the dead-letter queue instead. */
  function receivable(name: string, messages: Message[]): Message[] {
    const { maxReceiveCount, deadLetterQueue } = seed?.[name] ?? {}
    const now = kit.clock.now()
    const visible = messages.filter((message) => message.visibleAt <= now)
    if (maxReceiveCount === undefined || deadLetterQueue === undefined) return visible
    return visible.filter((message) => {
      if (message.receiveCount < maxReceiveCount) return true
      messages.splice(messages.indexOf(message), 1)
      queueOf(deadLetterQueue).messages.push({ ...message, visibleAt: now })
      kit.changed({
        service: 'sqs',
        action: 'SendMessage',
        resource: nameOf(deadLetterQueue),
        detail: { messageId: message.messageId },
      })
      return false
    })
  }
  const remove = (messages: Message[], handle: string) => {
    const at = messages.findIndex((message) => message.receiptHandle === handle)
    if (at >= 0) messages.splice(at, 1)
  }
  return {
    actions: {
      SendMessage(input) {
        return send(text(input, 'QueueUrl'), text(input, 'MessageBody'), input)
      },
      SendMessageBatch(input) {
        const entries = Array.isArray(input.Entries) ? input.Entries.map(object) : []
        const sent = entries.map((one) => ({
          Id: one.Id ?? null,
          ...object(send(text(input, 'QueueUrl'), text(one, 'MessageBody'), one)),
        }))
        return { Successful: sent, Failed: [] }
      },
      ReceiveMessage(input) {
        const { name, messages, settings } = queueOf(text(input, 'QueueUrl'))
        const seconds = Number(
          input.VisibilityTimeout ??
            settings.visibilityTimeoutSeconds ??
            DEFAULT_VISIBILITY_SECONDS,
        )
        const limit = Number(input.MaxNumberOfMessages ?? 1)
        const now = kit.clock.now()
        const taken = receivable(name, messages).slice(
          0,
          Math.max(limit, MAX_RECEIVED) === limit ? limit : Math.min(limit, MAX_RECEIVED),
        )
        for (const message of taken) {
          message.visibleAt = now + seconds * 1000
          message.receiveCount++
          message.firstReceivedAt ??= now
          message.receiptHandle = kit.chance.hex(32)
        }
        const shown = taken.map((message) => ({
          MessageId: message.messageId,
          ReceiptHandle: message.receiptHandle,
          Body: message.body,
          Attributes: {
            ...message.attributes,
            ApproximateReceiveCount: String(message.receiveCount),
            SentTimestamp: String(message.sentAt),
            ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
            SenderId: 'AROAEXAMPLE:sender',
          },
          MessageAttributes: message.messageAttributes,
        }))
        return shown.length > 0 ? { Messages: shown as Json } : {}
      },
      DeleteMessage(input) {
        remove(queueOf(text(input, 'QueueUrl')).messages, text(input, 'ReceiptHandle'))
        return {}
      },
      ChangeMessageVisibility(input) {
        const { messages } = queueOf(text(input, 'QueueUrl'))
        const message = messages.find((one) => one.receiptHandle === input.ReceiptHandle)
        if (message) message.visibleAt = kit.clock.now() + Number(input.VisibilityTimeout) * 1000
        return {}
      },
      GetQueueAttributes(input) {
        const { messages, settings } = queueOf(text(input, 'QueueUrl'))
        const now = kit.clock.now()
        const visible = messages.filter(({ visibleAt }) => visibleAt <= now).length
        return {
          Attributes: {
            ApproximateNumberOfMessages: String(visible),
            ApproximateNumberOfMessagesNotVisible: String(messages.length - visible),
            VisibilityTimeout: String(
              settings.visibilityTimeoutSeconds ?? DEFAULT_VISIBILITY_SECONDS,
            ),
          },
        }
      },
      GetQueueUrl(input) {
        const name = text(input, 'QueueName')
        return { QueueUrl: `https://sqs.${kit.region}.amazonaws.com/${kit.accountId}/${name}` }
      },
    },
    contents: () =>
      Object.fromEntries(
        [...queues].map(([name, messages]) => [name, messages as unknown as Json]),
      ),
  }
}
