import { byteLength, fromBase64, sizeOf } from '../gateway/bytes'
import type { Json } from '../schema/json'
import { arnOf, type EventObject, isoSecond, type Origin } from './origin'

/** An item in DynamoDB's typed form: `{ id: { N: '7' } }`. */
export type TypedItem = { [name: string]: Json }

export interface StreamChange {
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE'
  keys: TypedItem
  newImage?: TypedItem
  oldImage?: TypedItem
  sequenceNumber: string
  viewType: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'
  /** Epoch milliseconds. */
  at: number
}

function valueBytes(typed: Json): number {
  if (typed === null || typeof typed !== 'object' || Array.isArray(typed)) return 0
  let bytes = 0
  for (const [type, value] of Object.entries(typed)) {
    if (type === 'B' && typeof value === 'string') {
      bytes += sizeOf(fromBase64(value) ?? { text: value })
    } else if (typeof value === 'string') {
      // A number takes about a byte for two digits, and one more.
      bytes +=
        type === 'N' ? Math.ceil(value.replace(/[^\d]/g, '').length / 2) + 1 : byteLength(value)
    } else if (
      type === 'M' &&
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value)
    ) {
      bytes += 3 + itemBytes(value)
    } else if (type === 'L' && Array.isArray(value)) {
      bytes += 3 + value.reduce<number>((sum, part) => sum + valueBytes(part), 0)
    } else if (Array.isArray(value)) {
      for (const part of value) bytes += valueBytes({ [type.charAt(0)]: part })
    } else bytes += 1
  }
  return bytes
}

function itemBytes(item: TypedItem): number {
  return Object.entries(item).reduce(
    (sum, [name, value]) => sum + byteLength(name) + valueBytes(value),
    0,
  )
}

/**
 * One record of the event that a table's stream gives; images by the stream's view type.
 * `SizeBytes` counts names and values of the keys and of the images that are shown.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function dynamodbRecord(
  change: StreamChange,
  streamArn: string,
  eventId: string,
): EventObject {
  const { viewType, newImage, oldImage, keys } = change
  const showNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  const showOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES'
  const images: EventObject = {
    ...(showNew && newImage ? { NewImage: newImage } : {}),
    ...(showOld && oldImage ? { OldImage: oldImage } : {}),
  }
  const shown = [keys, ...Object.values(images)] as TypedItem[]
  return {
    eventID: eventId,
    eventName: change.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: streamArn.split(':')[3] ?? '',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.at / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: change.sequenceNumber,
      SizeBytes: shown.reduce((sum, item) => sum + itemBytes(item), 0),
      StreamViewType: viewType,
    },
    eventSourceARN: streamArn,
  }
}

export interface DynamodbParameters {
  tableName?: string
  changes?: Pick<StreamChange, 'eventName' | 'keys' | 'newImage' | 'oldImage'>[]
  viewType?: StreamChange['viewType']
}

const KEYS: TypedItem = { Id: { N: '101' } }
const BEFORE: TypedItem = { Message: { S: 'New item!' }, Id: { N: '101' } }
const AFTER: TypedItem = { Message: { S: 'This item has changed' }, Id: { N: '101' } }

/** An item inserted, changed and removed, as AWS's sample tells it. */
const SAMPLE: NonNullable<DynamodbParameters['changes']> = [
  { eventName: 'INSERT', keys: KEYS, newImage: BEFORE },
  { eventName: 'MODIFY', keys: KEYS, newImage: AFTER, oldImage: BEFORE },
  { eventName: 'REMOVE', keys: KEYS, oldImage: AFTER },
]

/**
 * What a function receives from a table's stream, as `sam local generate-event dynamodb update`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function dynamodbEvent(origin: Origin, parameters: DynamodbParameters = {}): EventObject {
  const label = isoSecond(origin.at).replace('Z', '.000')
  const table = parameters.tableName ?? 'ExampleTableWithStream'
  const streamArn = arnOf(origin, 'dynamodb', `table/${table}/stream/${label}`)
  const Records = (parameters.changes ?? SAMPLE).map((change, index) =>
    dynamodbRecord(
      {
        ...change,
        sequenceNumber: String(111 * (index + 1)),
        viewType: parameters.viewType ?? 'NEW_AND_OLD_IMAGES',
        at: origin.at + index,
      },
      streamArn,
      origin.chance.hex(32),
    ),
  )
  return { Records }
}
