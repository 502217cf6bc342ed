import type { SeedData } from '../schema/backends'
import type { Json } from '../schema/json'
import { nameOf, object, type Service, ServiceError, type ServiceKit, text } from './stand-in'

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html */
export function createS3(seed: SeedData['buckets'], kit: ServiceKit): Service {
  const buckets = new Map(
    Object.entries(seed ?? {}).map(([name, keys]) => [
      name,
      new Map(
        Object.entries(keys).map(([key, body]) => [key, { body, type: 'binary/octet-stream' }]),
      ),
    ]),
  )
  const bucketOf = (name: string) => {
    const bucket = buckets.get(name)
    if (bucket) return bucket
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)
  }
  return {
    actions: {
      PutObject(input) {
        const body = String(input.Body ?? '')
        const key = text(input, 'Key')
        bucketOf(text(input, 'Bucket')).set(key, {
          body,
          type: String(input.ContentType ?? 'binary/octet-stream'),
        })
        const eTag = kit.chance.hex(32)
        kit.changed({
          service: 's3',
          action: 'ObjectCreated:Put',
          resource: text(input, 'Bucket'),
          detail: { key, size: new TextEncoder().encode(body).length, eTag },
        })
        return { ETag: `"${eTag}"` }
      },
      GetObject(input) {
        const found = bucketOf(text(input, 'Bucket')).get(text(input, 'Key'))
        if (!found) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404)
        return { Body: found.body, ContentType: found.type }
      },
      DeleteObject(input) {
        bucketOf(text(input, 'Bucket')).delete(text(input, 'Key'))
        kit.changed({
          service: 's3',
          action: 'ObjectRemoved:Delete',
          resource: text(input, 'Bucket'),
          detail: { key: text(input, 'Key') },
        })
        return {}
      },
      ListObjectsV2(input) {
        const keys = [...bucketOf(text(input, 'Bucket')).keys()].filter((key) =>
          key.startsWith(String(input.Prefix ?? '')),
        )
        return { Contents: keys.sort().map((Key) => ({ Key })), KeyCount: keys.length }
      },
      /** The URL is text only: nothing of ours listens there. */
      Presign(input) {
        const host = `${text(input, 'Bucket')}.s3.${kit.region}.amazonaws.com`
        const expires = Number(input.ExpiresIn ?? 900)
        return {
          Url: `https://${host}/${encodeURIComponent(text(input, 'Key'))}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=${expires}&X-Amz-Signature=${kit.chance.hex(64)}`,
        }
      },
    },
    contents: () =>
      Object.fromEntries(
        [...buckets].map(([name, keys]) => [
          name,
          Object.fromEntries([...keys].map(([key, one]) => [key, one.body])),
        ]),
      ),
  }
}

/** A service that takes something in and tells who listens: topics, buses, streams, state machines. */
function createInbox(
  service: string,
  names: string[] | null,
  kit: ServiceKit,
  accept: (
    take: (resource: string, action: string, detail: { [name: string]: Json }) => void,
  ) => Service['actions'],
): Service {
  const taken: Json[] = []
  const actions = accept((resource, action, detail) => {
    if (names && !names.includes(nameOf(resource))) {
      throw new ServiceError('NotFoundException', `${nameOf(resource)} does not exist`, 404)
    }
    taken.push({ resource: nameOf(resource), ...detail })
    kit.changed({ service, action, resource: nameOf(resource), detail })
  })
  return { actions, contents: () => [...taken] }
}

/** @see https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function createSns(topics: string[] | undefined, kit: ServiceKit): Service {
  return createInbox('sns', topics ?? [], kit, (take) => ({
    Publish(input) {
      const MessageId = kit.chance.uuid()
      const attributes = object(input.MessageAttributes)
      take(text(input, 'TopicArn'), 'Publish', {
        messageId: MessageId,
        message: text(input, 'Message'),
        subject: input.Subject ?? null,
        attributes,
      })
      return { MessageId }
    },
  }))
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
export function createEvents(buses: string[] | undefined, kit: ServiceKit): Service {
  return createInbox('events', ['default', ...(buses ?? [])], kit, (take) => ({
    PutEvents(input) {
      const given = Array.isArray(input.Entries) ? input.Entries.map(object) : [input]
      const Entries = given.map((one) => {
        const EventId = kit.chance.uuid()
        const bus = String(one.EventBusName ?? 'default')
        take(bus, 'PutEvents', {
          id: EventId,
          source: one.Source ?? '',
          detailType: one.DetailType ?? '',
          detail: one.Detail ?? '{}',
          resources: one.Resources ?? [],
        })
        return { EventId }
      })
      return { FailedEntryCount: 0, Entries }
    },
  }))
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
export function createStates(machines: string[] | undefined, kit: ServiceKit): Service {
  return createInbox('states', machines ?? [], kit, (take) => ({
    StartExecution(input) {
      const machine = text(input, 'stateMachineArn')
      const name = String(input.name ?? kit.chance.uuid())
      take(machine, 'StartExecution', { name, input: input.input ?? '{}' })
      const executionArn = `arn:aws:states:${kit.region}:${kit.accountId}:execution:${nameOf(machine)}:${name}`
      return { executionArn, startDate: kit.clock.now() / 1000 }
    },
  }))
}

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
export function createKinesis(streams: SeedData['streams'], kit: ServiceKit): Service {
  let sequence = 0
  return createInbox('kinesis', Object.keys(streams ?? {}), kit, (take) => ({
    PutRecord(input) {
      const stream = text(input, 'StreamName')
      const key = text(input, 'PartitionKey')
      const shards = streams?.[stream]?.shards ?? 1
      const sum = [...key].reduce((all, char) => all + (char.codePointAt(0) ?? 0), 0)
      const ShardId = `shardId-${String(sum % shards).padStart(12, '0')}`
      const SequenceNumber = `4959${String(++sequence).padStart(52, '0')}`
      take(stream, 'PutRecord', {
        shardId: ShardId,
        sequenceNumber: SequenceNumber,
        partitionKey: key,
        data: text(input, 'Data'),
      })
      return { ShardId, SequenceNumber }
    },
  }))
}

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
export function createSecrets(secrets: SeedData['secrets']): Service {
  return {
    actions: {
      GetSecretValue(input) {
        const value = secrets?.[nameOf(text(input, 'SecretId'))]
        if (value !== undefined)
          return { Name: nameOf(text(input, 'SecretId')), SecretString: value }
        throw new ServiceError(
          'ResourceNotFoundException',
          "Secrets Manager can't find the specified secret.",
        )
      },
    },
    contents: () => Object.keys(secrets ?? {}),
  }
}
