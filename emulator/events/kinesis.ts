import { toBase64 } from '../gateway/bytes'
import { arnOf, type EventObject, type Origin } from './origin'

/** A record as a shard keeps it. */
export interface KinesisRecord {
  shardId: string
  sequenceNumber: string
  partitionKey: string
  /** Base64. */
  data: string
  /** Epoch milliseconds. */
  arrivedAt: number
}

/**
 * One record of the event that a stream's consumer receives; the arrival is in seconds, as a float.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function kinesisRecord(record: KinesisRecord, streamArn: string): EventObject {
  const [, , , region = '', accountId = ''] = streamArn.split(':')
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: record.data,
      approximateArrivalTimestamp: record.arrivedAt / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${record.shardId}:${record.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: `arn:aws:iam::${accountId}:role/lambda-role`,
    awsRegion: region,
    eventSourceARN: streamArn,
  }
}

/** Sequence numbers have 56 digits and grow; these begin as those of AWS's samples. */
const FIRST_SEQUENCE = 49_590_338_271_490_256_608_559_692_538_361_571_095_921_575_989_136_588_898n

export interface KinesisParameters {
  /** Texts; the event holds them as base64. */
  data?: string[]
  streamName?: string
  partitionKey?: string
  shardId?: string
}

/**
 * What a function receives from a data stream, as `sam local generate-event kinesis get-records`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function kinesisEvent(origin: Origin, parameters: KinesisParameters = {}): EventObject {
  const streamArn = arnOf(origin, 'kinesis', `stream/${parameters.streamName ?? 'lambda-stream'}`)
  const Records = (parameters.data ?? ['Hello, this is a test.']).map((text, index) =>
    kinesisRecord(
      {
        shardId: parameters.shardId ?? 'shardId-000000000006',
        sequenceNumber: String(FIRST_SEQUENCE + BigInt(index)),
        partitionKey: parameters.partitionKey ?? '1',
        data: toBase64({ text }),
        arrivedAt: origin.at + index,
      },
      streamArn,
    ),
  )
  return { Records }
}
