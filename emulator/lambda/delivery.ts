import { isoSecond } from '../events/origin'
import type { Backends, Lineage, ServiceCall } from '../schema/backends'
import type { EventSource } from '../schema/function'
import type { Json } from '../schema/json'
import type { Chance } from '../schema/world'

export type Destination = NonNullable<EventSource['onFailure']>

/** What delivering needs. */
export interface DeliveryKit {
  backends: Pick<Backends, 'call'>
  chance: Chance
  /** Invokes a function asynchronously. */
  invokeAsync(functionName: string, payload: string, at: number, lineage?: Lineage): void
}

/** Something to be handed on, with the words that EventBridge and S3 want for it. */
export interface Parcel {
  body: { [name: string]: Json }
  /** `Lambda Function Invocation Result - Failure`. */
  detailType: string
  functionArn: string
  /** Where in a bucket it lies, without date and name. */
  folder: string
  at: number
  /** The chain of events that led here. */
  lineage?: Lineage | undefined
}

const nameOf = (arn: string) => arn.split(/[:/]/).at(-1) ?? arn

/**
 * A queue's URL from its ARN.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
 */
export function queueUrl(arn: string): string {
  const [, , , region = '', accountId = '', name = ''] = arn.split(':')
  return `https://sqs.${region}.amazonaws.com/${accountId}/${name}`
}

function objectKey(parcel: Parcel, chance: Chance): string {
  const iso = isoSecond(parcel.at).replace('Z', '')
  const stamp = iso.replace(/:/g, '.')
  return `${parcel.folder}/${iso.slice(0, 10).replace(/-/g, '/')}/${stamp}-${chance.uuid()}`
}

function callOf(destination: Destination, parcel: Parcel, kit: DeliveryKit): ServiceCall | null {
  const { type, arn } = destination
  const text = JSON.stringify(parcel.body)
  if (type === 'sqs') {
    return {
      service: 'sqs',
      action: 'SendMessage',
      input: { QueueUrl: queueUrl(arn), MessageBody: text },
    }
  }
  if (type === 'sns')
    return { service: 'sns', action: 'Publish', input: { TopicArn: arn, Message: text } }
  if (type === 's3') {
    const input = { Bucket: nameOf(arn), Key: objectKey(parcel, kit.chance), Body: text }
    return { service: 's3', action: 'PutObject', input }
  }
  if (type === 'eventbridge') {
    const Entries = [
      {
        Source: 'lambda',
        DetailType: parcel.detailType,
        Detail: text,
        Resources: [arn, parcel.functionArn],
        EventBusName: nameOf(arn),
      },
    ]
    return { service: 'events', action: 'PutEvents', input: { Entries } }
  }
  return null
}

/**
 * Hands a record to its destination: as the message of a queue or topic, as the detail of an
 * event, as an object, or as another function's event.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export async function deliver(
  destination: Destination,
  parcel: Parcel,
  kit: DeliveryKit,
): Promise<void> {
  const call = callOf(destination, parcel, kit)
  const { lineage } = parcel
  if (call) await kit.backends.call({ ...call, ...(lineage ? { lineage } : {}) })
  else kit.invokeAsync(destination.arn, JSON.stringify(parcel.body), parcel.at, lineage)
}

/** An event that was given up, as a dead-letter queue or topic keeps it. */
export interface DeadLetter {
  /** The event as it was. */
  payload: string
  requestId: string
  /** `200` for an error of the function. */
  errorCode: number
  errorMessage: string
}

/** What of the error's message is kept. */
const MOST_MESSAGE = 1024

/**
 * Sends an event to a function's dead-letter queue or topic.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export async function bury(
  arn: string,
  letter: DeadLetter,
  backends: Pick<Backends, 'call'>,
): Promise<void> {
  const text = (DataType: string, StringValue: string) => ({ DataType, StringValue })
  const MessageAttributes = {
    RequestID: text('String', letter.requestId),
    ErrorCode: text('Number', String(letter.errorCode)),
    ErrorMessage: text('String', letter.errorMessage.slice(0, MOST_MESSAGE)),
  }
  const topic = arn.split(':')[2] === 'sns'
  await backends.call(
    topic
      ? {
          service: 'sns',
          action: 'Publish',
          input: { TopicArn: arn, Message: letter.payload, MessageAttributes },
        }
      : {
          service: 'sqs',
          action: 'SendMessage',
          input: { QueueUrl: queueUrl(arn), MessageBody: letter.payload, MessageAttributes },
        },
  )
}
