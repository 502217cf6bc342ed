import { bytesOf, fromBase64 } from '../gateway/bytes'
import type { Json } from '../schema/json'
import { md5 } from './md5'
import { arnOf, type EventObject, type Origin } from './origin'

/** A message attribute as SQS's API takes and gives it. */
export interface MessageAttribute {
  DataType: string
  StringValue?: string
  /** Base64. */
  BinaryValue?: string
}

/** A message as `ReceiveMessage` gives it. */
export interface SqsMessage {
  messageId: string
  receiptHandle: string
  body: string
  attributes: Record<string, string>
  messageAttributes?: Record<string, MessageAttribute>
}

function attributeBytes(name: string, { DataType, StringValue, BinaryValue }: MessageAttribute) {
  const binary = DataType.startsWith('Binary')
  const decoded = fromBase64(BinaryValue ?? '')
  const value = binary && decoded ? bytesOf(decoded) : bytesOf({ text: StringValue ?? '' })
  const parts = [bytesOf({ text: name }), bytesOf({ text: DataType }), value]
  const out: number[] = []
  for (const [i, part] of parts.entries()) {
    if (i === 2) out.push(binary ? 2 : 1)
    out.push((part.length >>> 24) & 255, (part.length >>> 16) & 255, (part.length >>> 8) & 255)
    out.push(part.length & 255, ...part)
  }
  return out
}

/**
 * The digest that SQS gives for message attributes: names in order, each with type and value.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: Record<string, MessageAttribute>): string {
  const names = Object.keys(attributes).sort()
  const bytes = names.flatMap((name) => {
    const attribute = attributes[name]
    return attribute ? attributeBytes(name, attribute) : []
  })
  return md5(Uint8Array.from(bytes))
}

/**
 * One record of the event that a queue's consumer receives.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function sqsRecord(message: SqsMessage, queueArn: string): EventObject {
  const given = message.messageAttributes ?? {}
  const messageAttributes = Object.fromEntries(
    Object.entries(given).map(([name, { DataType, StringValue, BinaryValue }]): [string, Json] => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  )
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes,
    ...(Object.keys(given).length > 0 ? { md5OfMessageAttributes: md5OfAttributes(given) } : {}),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  }
}

export interface SqsParameters {
  bodies?: string[]
  /** A name that ends in `.fifo` gives the records of a FIFO queue. */
  queueName?: string
  messageGroupId?: string
  receiveCount?: number
  messageAttributes?: Record<string, MessageAttribute>
}

/**
 * What a function receives from a queue, as `sam local generate-event sqs receive-message`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function sqsEvent(origin: Origin, parameters: SqsParameters = {}): EventObject {
  const name = parameters.queueName ?? 'MyQueue'
  const Records = (parameters.bodies ?? ['Hello from SQS!']).map((body, index) => {
    const messageId = origin.chance.uuid()
    const fifo = {
      SequenceNumber: String(18_849_496_460_467_696_000n + BigInt(index) * 256n),
      MessageGroupId: parameters.messageGroupId ?? '1',
      MessageDeduplicationId: String(index + 1),
    }
    return sqsRecord(
      {
        messageId,
        receiptHandle: origin.chance.token(152),
        body,
        attributes: {
          ApproximateReceiveCount: String(parameters.receiveCount ?? 1),
          SentTimestamp: String(origin.at),
          ...(name.endsWith('.fifo') ? fifo : {}),
          SenderId: origin.accountId,
          ApproximateFirstReceiveTimestamp: String(origin.at + 1),
        },
        ...(parameters.messageAttributes
          ? { messageAttributes: parameters.messageAttributes }
          : {}),
      },
      arnOf(origin, 'sqs', name),
    )
  })
  return { Records }
}
