import { dynamodbRecord, type StreamChange, type TypedItem } from '../../events/dynamodb'
import { kinesisRecord } from '../../events/kinesis'
import { fromBase64, textOf } from '../../gateway/bytes'
import type { EventSource } from '../../schema/function'
import type { Json } from '../../schema/json'
import { kinesisCandidate, matchesAny } from '../filter'
import { createLane, type StreamRecord } from './lane'
import { type Mapping, resourceOf, type SourceKit } from './mapping'

/** A table's stream grows one shard here; real ones split and merge. */
const TABLE_SHARD = 'shardId-00000001700000000000-a1b2c3d4'

/** Sequence numbers of a table's stream have up to 40 digits and grow. */
const FIRST_SEQUENCE = 100_000_000_000_000_000_000n

type Fields = { [name: string]: Json }

/** A record with where it belongs. */
interface Placed {
  record: StreamRecord
  shardId: string
  /** Records of one key stay in order. */
  key: string
}

function laneOf(key: string, lanes: number): number {
  let sum = 0
  for (let i = 0; i < key.length; i++) sum = (Math.imul(sum, 31) + key.charCodeAt(i)) >>> 0
  return sum % lanes
}

/** One lane for each shard and each of its parallel batches. */
function streaming(
  kit: SourceKit,
  functionName: string,
  source: EventSource,
  info: 'KinesisBatchInfo' | 'DDBStreamBatchInfo',
  read: (change: Parameters<Mapping['changed']>[0]) => Placed | undefined,
): Mapping {
  const parallel = source.parallelizationFactor ?? 1
  const lanes = new Map<string, ReturnType<typeof createLane>>()
  return {
    changed(change) {
      const placed = read(change)
      if (!placed) return
      const { shardId, key, record } = placed
      const name = `${shardId} ${laneOf(key, parallel)}`
      const lane = lanes.get(name) ?? createLane(kit, functionName, source, { shardId, info })
      lanes.set(name, lane)
      lane.add(record)
    },
    stop() {
      for (const lane of lanes.values()) lane.stop()
    },
  }
}

/**
 * Records of a Kinesis data stream, from the moment the source exists.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function kinesisMapping(kit: SourceKit, functionName: string, source: EventSource): Mapping {
  const stream = resourceOf(source.arn)
  return streaming(kit, functionName, source, 'KinesisBatchInfo', (change) => {
    if (change.service !== 'kinesis' || change.resource !== stream) return undefined
    const { shardId, sequenceNumber, partitionKey, data } = change.detail
    const shard = String(shardId)
    const kinesis = {
      shardId: shard,
      sequenceNumber: String(sequenceNumber),
      partitionKey: String(partitionKey),
      data: String(data),
      arrivedAt: change.at,
    }
    const record = kinesisRecord(kinesis, source.arn)
    const text = textOf(fromBase64(kinesis.data) ?? { text: kinesis.data })
    const candidate = (pattern: Json) => kinesisCandidate(record.kinesis as Fields, text, pattern)
    if (!matchesAny(source.filters, candidate)) return undefined
    return {
      shardId: shard,
      key: kinesis.partitionKey,
      record: { record, sequenceNumber: kinesis.sequenceNumber, at: change.at },
    }
  })
}

/**
 * Records of a DynamoDB table's stream, from the moment the source exists. Filters see typed
 * attributes, in which numbers are texts.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function dynamodbMapping(
  kit: SourceKit,
  functionName: string,
  source: EventSource,
): Mapping {
  const table = resourceOf(source.arn)
  let sequence = FIRST_SEQUENCE
  return streaming(kit, functionName, source, 'DDBStreamBatchInfo', (change) => {
    const { keys, newImage, oldImage, view } = change.detail
    if (change.service !== 'dynamodb' || change.resource !== table) return undefined
    sequence += 1n
    const item = (value: Json | undefined) => (value ? (value as TypedItem) : undefined)
    const [after, before] = [item(newImage), item(oldImage)]
    const typed: StreamChange = {
      eventName: change.action as StreamChange['eventName'],
      keys: (keys ?? {}) as TypedItem,
      ...(after ? { newImage: after } : {}),
      ...(before ? { oldImage: before } : {}),
      sequenceNumber: String(sequence),
      viewType: (view ?? 'NEW_AND_OLD_IMAGES') as StreamChange['viewType'],
      at: change.at,
    }
    const record = dynamodbRecord(typed, source.arn, kit.chance.hex(32))
    if (!matchesAny(source.filters, () => record)) return undefined
    return {
      shardId: TABLE_SHARD,
      key: JSON.stringify(typed.keys),
      record: { record, sequenceNumber: typed.sequenceNumber, at: change.at },
    }
  })
}
