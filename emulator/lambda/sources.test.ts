import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange } from '../schema/exchange'
import type { EventSource, FunctionSpec } from '../schema/function'
import type { Json } from '../schema/json'
import type { RuntimeMaker } from '../schema/runtime'
import {
  arn,
  canned,
  failing,
  outcomes,
  queueArn,
  queueUrl,
  type Service,
  START,
  service,
} from './fixtures/lambda-alone'

type Fields = { [name: string]: Json }
const records = (exchange: Exchange | undefined) =>
  ((exchange?.event as Fields | undefined)?.Records ?? []) as Fields[]
const texts = (happened: Exchange[]) =>
  happened.map((each) => records(each).map(({ body }) => body))

/** A function whose answer depends on what it receives. */
function answering(answer: (event: Fields) => Json): { makeRuntime: RuntimeMaker } {
  return {
    makeRuntime: async () => ({
      async invoke(event) {
        const value = answer(event as Fields)
        return value === 'throw'
          ? {
              result: { kind: 'error', phase: 'invoke', payload: '{"errorType":"Error"}' },
              logs: [],
            }
          : { result: { kind: 'value', payload: JSON.stringify(value) }, logs: [] }
      },
      tmp: async () => ({}),
      dispose: async () => {},
    }),
  }
}
const source = (eventSource: EventSource): FunctionSpec => ({
  code: { kind: 'source', language: 'javascript', files: {}, durationMs: 10, initMs: 100 },
  eventSources: [eventSource],
})

describe('services that push', () => {
  const data = { buckets: { photos: {} }, topics: ['news'], buses: ['bus'] }

  it('source.push-async: S3 invokes asynchronously, and is retried', async () => {
    const eventSources = [
      { type: 's3' as const, arn: 'arn:aws:s3:::photos', filters: [{ key: [{ suffix: '.jpg' }] }] },
    ]
    const { send, advance } = service({ f: failing({ eventSources }) }, { data })
    await send('s3', 'PutObject', { Bucket: 'photos', Key: 'a b.jpg', Body: 'hello' })
    await send('s3', 'PutObject', { Bucket: 'photos', Key: 'a.png', Body: 'x' })
    const happened = await advance(3_600_000)
    expect(happened).toHaveLength(3)
    expect(happened[0]?.invocations[0]?.type).toBe('Event')
    expect(records(happened[0])[0]).toMatchObject({
      eventName: 'ObjectCreated:Put',
      s3: { bucket: { name: 'photos' }, object: { key: 'a+b.jpg', size: 5 } },
    })
  })

  it('source.push-async: S3 by the events that are wanted', async () => {
    const eventSources = [
      { type: 's3' as const, arn: 'arn:aws:s3:::photos', events: ['s3:ObjectRemoved:*'] },
    ]
    const { send, advance } = service({ f: canned({}, { eventSources }) }, { data })
    await send('s3', 'PutObject', { Bucket: 'photos', Key: 'a', Body: 'x' })
    await send('s3', 'DeleteObject', { Bucket: 'photos', Key: 'a' })
    const happened = await advance(1_000)
    expect(happened.map((each) => records(each)[0]?.eventName)).toEqual(['ObjectRemoved:Delete'])
  })

  it('source.push-async: SNS, by its filter policy', async () => {
    const filters = [{ price: [{ numeric: ['>', 5] }] }]
    const eventSources = [{ type: 'sns' as const, arn: arn('news', 'sns'), filters }]
    const { send, advance } = service({ f: canned({}, { eventSources }) }, { data })
    const publish = (StringValue: string) =>
      send('sns', 'Publish', {
        TopicArn: arn('news', 'sns'),
        Message: StringValue,
        MessageAttributes: { price: { DataType: 'Number', StringValue } },
      })
    await publish('3')
    await publish('9')
    const happened = await advance(1_000)
    expect(happened).toHaveLength(1)
    expect(records(happened[0])[0]?.Sns).toMatchObject({
      Message: '9',
      MessageAttributes: { price: { Type: 'Number', Value: '9' } },
    })
  })

  it('source.push-async: EventBridge, by pattern; source.eventbridge: a constant input is alone', async () => {
    const bus = {
      type: 'eventbridge' as const,
      arn: arn('bus', 'events', 'event-bus/'),
      filters: [{ detail: { n: [1] } }],
    }
    const { send, advance } = service(
      {
        f: canned({}, { eventSources: [bus] }),
        g: canned({}, { eventSources: [{ ...bus, input: { only: 'this' } }] }),
      },
      { data },
    )
    const put = (Detail: string) =>
      send('events', 'PutEvents', {
        Entries: [{ Source: 'shop', DetailType: 'sold', Detail, EventBusName: 'bus' }],
      })
    await put('{"n":2}')
    await put('{"n":1}')
    const happened = await advance(1_000)
    expect(happened.map(({ event }) => event)).toEqual([
      expect.objectContaining({
        version: '0',
        source: 'shop',
        'detail-type': 'sold',
        detail: { n: 1 },
      }),
      { only: 'this' },
    ])
  })

  it('source.schedule: fires on the world’s clock', async () => {
    const schedule = {
      type: 'schedule' as const,
      arn: arn('tick', 'events', 'rule/'),
      scheduleExpression: 'rate(10 minutes)',
    }
    const { advance, invoker } = service({ f: canned({}, { eventSources: [schedule] }) })
    const happened = await advance(1_800_000)
    expect(happened.map(({ startedAt }) => (startedAt - START) / 60_000)).toEqual([10, 20, 30])
    expect(happened[0]?.event).toMatchObject({
      source: 'aws.events',
      resources: [schedule.arn],
      detail: {},
    })
    invoker.update('f', canned())
    expect(await advance(3_600_000)).toEqual([])
  })
})

describe('queues', () => {
  const queue = (more: Partial<EventSource> = {}): EventSource => ({
    type: 'sqs',
    arn: queueArn('jobs'),
    ...more,
  })
  const data = {
    queues: {
      jobs: { visibilityTimeoutSeconds: 60, maxReceiveCount: 3, deadLetterQueue: 'dead' },
      dead: {},
    },
  }
  const send = async ({ send }: Service, ...bodies: string[]) => {
    for (const MessageBody of bodies)
      await send('sqs', 'SendMessage', { QueueUrl: queueUrl('jobs'), MessageBody })
  }
  const left = ({ backends }: Service, name: string) =>
    ((backends.contents() as { sqs: Record<string, Fields[]> }).sqs[name] ?? []).map(
      ({ body }) => body,
    )

  it('esm.sqs-batch: ten unless told', async () => {
    const lambda = service({ f: canned({}, { eventSources: [queue()] }) }, { data })
    await send(lambda, ...Array.from({ length: 12 }, (_, i) => String(i)))
    expect((await lambda.advance(1_000)).map((each) => records(each).length)).toEqual([10, 2])
  })

  it('esm.sqs-batch: within a window', async () => {
    const eventSources = [queue({ batchSize: 3, maximumBatchingWindowInSeconds: 20 })]
    const lambda = service({ f: canned({}, { eventSources }) }, { data })
    await send(lambda, 'a')
    expect(await lambda.advance(10_000)).toEqual([])
    await send(lambda, 'b')
    const [waited] = await lambda.advance(20_000)
    expect([waited?.startedAt, records(waited).length]).toEqual([START + 20_000, 2])
    await send(lambda, 'c', 'd', 'e')
    const [full] = await lambda.advance(0)
    expect(records(full)).toHaveLength(3)
  })

  it('esm.sqs-success: the whole batch is deleted', async () => {
    const lambda = service({ f: canned({}, { eventSources: [queue()] }) }, { data })
    await send(lambda, 'a', 'b')
    expect(outcomes(await lambda.advance(1_000))).toEqual(['deleted'])
    expect(left(lambda, 'jobs')).toEqual([])
  })

  it('esm.sqs-error: the whole batch returns, until the dead-letter queue takes it', async () => {
    const lambda = service({ f: failing({ eventSources: [queue()] }) }, { data })
    await send(lambda, 'a', 'b')
    const happened = await lambda.advance(3_600_000)
    expect(happened.map(({ startedAt }) => (startedAt - START) / 1_000)).toEqual([0, 60, 120])
    expect(texts(happened)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
    expect(records(happened[2])[0]?.attributes).toMatchObject({ ApproximateReceiveCount: '3' })
    expect([left(lambda, 'jobs'), left(lambda, 'dead')]).toEqual([[], ['a', 'b']])
  })

  it('esm.sqs-error: a batch that was full returns as well', async () => {
    const eventSources = [queue({ batchSize: 1 })]
    const lambda = service({ f: failing({ eventSources }) }, { data })
    await send(lambda, 'a', 'b')
    expect(texts(await lambda.advance(3_600_000))).toHaveLength(6)
    expect([left(lambda, 'jobs'), left(lambda, 'dead')]).toEqual([[], ['a', 'b']])
  })

  it('esm.sqs-success: a delayed message is not forgotten for one that comes earlier', async () => {
    const lambda = service({ f: canned({}, { eventSources: [queue()] }) }, { data })
    const QueueUrl = queueUrl('jobs')
    await lambda.send('sqs', 'SendMessage', { QueueUrl, MessageBody: 'late', DelaySeconds: 30 })
    await send(lambda, 'now')
    expect(texts(await lambda.advance(60_000))).toEqual([['now'], ['late']])
    expect(left(lambda, 'jobs')).toEqual([])
  })

  it('esm.sqs-partial: only the messages listed return', async () => {
    const bad = (event: Fields): Json => ({
      batchItemFailures: (event.Records as Fields[])
        .filter(({ body }) => body === 'b')
        .map(({ messageId }) => ({ itemIdentifier: messageId ?? null })),
    })
    const spec = source(queue({ reportBatchItemFailures: true }))
    const lambda = service({ f: spec }, { data, ...answering(bad) })
    await send(lambda, 'a', 'b', 'c')
    expect(texts(await lambda.advance(3_600_000))).toEqual([['a', 'b', 'c'], ['b'], ['b']])
    expect(left(lambda, 'dead')).toEqual(['b'])
  })

  it('esm.sqs-partial: without ReportBatchItemFailures the list means nothing', async () => {
    const value = { batchItemFailures: [{ itemIdentifier: 'x' }] }
    const lambda = service({ f: canned({ value }, { eventSources: [queue()] }) }, { data })
    await send(lambda, 'a')
    expect(outcomes(await lambda.advance(3_600_000))).toEqual(['deleted'])
  })

  it('filter.sqs-body: messages that do not match are deleted unseen', async () => {
    const filters = [{ body: { kind: ['job'] } }]
    const lambda = service({ f: canned({}, { eventSources: [queue({ filters })] }) }, { data })
    await send(lambda, '{"kind":"job"}', '{"kind":"note"}', 'plain')
    expect(texts(await lambda.advance(3_600_000))).toEqual([['{"kind":"job"}']])
    expect([left(lambda, 'jobs'), left(lambda, 'dead')]).toEqual([[], []])
  })

  it('a delayed message is read when its delay is over', async () => {
    const lambda = service({ f: canned({}, { eventSources: [queue()] }) }, { data })
    await lambda.send('sqs', 'SendMessage', {
      QueueUrl: queueUrl('jobs'),
      MessageBody: 'a',
      DelaySeconds: 30,
    })
    const [happened] = await lambda.advance(60_000)
    expect(happened?.startedAt).toBe(START + 30_000)
  })

  it('a source that is not enabled reads nothing', async () => {
    const lambda = service(
      { f: canned({}, { eventSources: [queue({ enabled: false })] }) },
      { data },
    )
    await send(lambda, 'a')
    expect(await lambda.advance(60_000)).toEqual([])
  })
})

describe('streams', () => {
  const data = {
    streams: { clicks: { shards: 1 } },
    queues: { lost: {} },
    buckets: { store: {} },
    tables: {},
  }
  const stream = (more: Partial<EventSource> = {}): EventSource => ({
    type: 'kinesis',
    arn: arn('clicks', 'kinesis', 'stream/'),
    maximumBatchingWindowInSeconds: 1,
    ...more,
  })
  const put = async ({ send }: Service, ...datas: string[]) => {
    for (const text of datas) {
      await send('kinesis', 'PutRecord', {
        StreamName: 'clicks',
        PartitionKey: text,
        Data: btoa(text),
      })
    }
  }
  const read = (happened: Exchange[]) =>
    happened.map((each) =>
      records(each)
        .map(({ kinesis }) => atob(String((kinesis as Fields).data)))
        .join(''),
    )
  const seq = (record: Fields) => String((record.kinesis as Fields).sequenceNumber)
  const text = (record: Fields) => atob(String((record.kinesis as Fields).data))
  const has = (event: Fields, wanted: string) =>
    (event.Records as Fields[]).some((record) => text(record) === wanted)
  const onFailure = { type: 'sqs' as const, arn: queueArn('lost') }
  const HOUR = 3_600_000

  it('records come in order, in batches', async () => {
    const lambda = service(
      { f: canned({}, { eventSources: [stream({ batchSize: 2 })] }) },
      { data },
    )
    await put(lambda, 'a', 'b', 'c')
    expect(read(await lambda.advance(5_000))).toEqual(['ab', 'c'])
  })

  it('esm.stream-checkpoint: goes on from the lowest that failed', async () => {
    let fails = 2
    const answer = (event: Fields): Json => {
      const failed = (event.Records as Fields[]).filter((record) =>
        ['b', 'c'].includes(text(record)),
      )
      if (failed.length === 0 || fails-- <= 0) return null
      return {
        batchItemFailures: failed.reverse().map((record) => ({ itemIdentifier: seq(record) })),
      }
    }
    const lambda = service(
      { f: source(stream({ reportBatchItemFailures: true })) },
      { data, ...answering(answer) },
    )
    await put(lambda, 'a', 'b', 'c', 'd')
    expect(read(await lambda.advance(HOUR))).toEqual(['abcd', 'bcd', 'bcd'])
  })

  it('esm.stream-retries: a batch is retried and blocks its shard', async () => {
    const answer = (event: Fields): Json => (has(event, 'a') ? 'throw' : null)
    const lambda = service(
      { f: source(stream({ batchSize: 1, maximumRetryAttempts: 2 })) },
      { data, ...answering(answer) },
    )
    await put(lambda, 'a', 'b')
    const happened = await lambda.advance(HOUR)
    expect(read(happened)).toEqual(['a', 'a', 'a', 'b'])
    expect(outcomes(happened)).toEqual(['retry', 'retry', 'RetryAttemptsExhausted', 'done'])
  })

  it('esm.stream-bisect: halves the batch on exceptions, without using up retries', async () => {
    const answer = (event: Fields): Json => (has(event, 'c') ? 'throw' : null)
    const lambda = service(
      {
        f: source(stream({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 0, onFailure })),
      },
      { data, ...answering(answer) },
    )
    await put(lambda, 'a', 'b', 'c', 'd')
    expect(read(await lambda.advance(HOUR))).toEqual(['abcd', 'ab', 'cd', 'c', 'd'])
    expect(lambda.calls).toHaveLength(1)
  })

  it('esm.stream-bisect: a reported failure does not halve', async () => {
    const answer = (event: Fields): Json => ({
      batchItemFailures: [{ itemIdentifier: seq((event.Records as Fields[])[0] as Fields) }],
    })
    const eventSource = stream({
      bisectBatchOnFunctionError: true,
      reportBatchItemFailures: true,
      maximumRetryAttempts: 1,
    })
    const lambda = service({ f: source(eventSource) }, { data, ...answering(answer) })
    await put(lambda, 'a', 'b')
    expect(read(await lambda.advance(HOUR))).toEqual(['ab', 'ab'])
  })

  it('esm.stream-age: too old records are given up', async () => {
    const lambda = service(
      { f: failing({ eventSources: [stream({ maximumRecordAgeInSeconds: 60, onFailure })] }) },
      { data },
    )
    await put(lambda, 'a')
    const happened = await lambda.advance(HOUR)
    expect(happened.length).toBeGreaterThan(2)
    expect(Math.max(...happened.map(({ startedAt }) => startedAt - START))).toBeLessThanOrEqual(
      60_000,
    )
    const record = JSON.parse(String(lambda.calls[0]?.input.MessageBody))
    expect(record.requestContext.condition).toBe('RecordAgeExceeded')
    expect(record).not.toHaveProperty('responseContext')
  })

  it('esm.stream-record: the batch, and no payload', async () => {
    const lambda = service(
      { f: failing({ eventSources: [stream({ maximumRetryAttempts: 1, onFailure })] }) },
      { data },
    )
    await put(lambda, 'a', 'b')
    await lambda.advance(HOUR)
    const record = JSON.parse(String(lambda.calls[0]?.input.MessageBody))
    expect(record).toEqual({
      requestContext: {
        requestId: expect.any(String),
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: expect.stringMatching(/Z$/),
      KinesisBatchInfo: {
        shardId: 'shardId-000000000000',
        startSequenceNumber: expect.stringMatching(/1$/),
        endSequenceNumber: expect.stringMatching(/2$/),
        approximateArrivalOfFirstRecord: '2026-11-22T09:30:00.000Z',
        approximateArrivalOfLastRecord: '2026-11-22T09:30:00.000Z',
        batchSize: 2,
        streamArn: arn('clicks', 'kinesis', 'stream/'),
      },
    })
  })

  it('esm.stream-record: a bucket receives the payload too', async () => {
    const bucket = { type: 's3' as const, arn: 'arn:aws:s3:::store' }
    const eventSources = [stream({ maximumRetryAttempts: 0, onFailure: bucket })]
    const lambda = service({ f: failing({ eventSources }) }, { data })
    await put(lambda, 'a')
    await lambda.advance(HOUR)
    const record = JSON.parse(String(lambda.calls[0]?.input.Body))
    expect(JSON.parse(record.payload).Records).toHaveLength(1)
  })

  it('esm.stream-parallel: batches of one shard at once, a key’s records in order', async () => {
    const eventSource = stream({ parallelizationFactor: 10, batchSize: 100 })
    const lambda = service(
      { f: canned({ durationMs: 2_000 }, { eventSources: [eventSource] }) },
      { data },
    )
    await put(lambda, ...'abcdefgh', ...'abcdefgh')
    const happened = await lambda.advance(1_500)
    expect(happened.length).toBeGreaterThan(1)
    expect(new Set(happened.map(({ startedAt }) => startedAt)).size).toBe(1)
    expect(read(happened).join('')).toHaveLength(16)
    for (const key of 'abcdefgh') {
      expect(read(happened).filter((batch) => batch.includes(key))).toHaveLength(1)
    }
  })

  it('every record is delivered at least once and in order, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...'abcdefghij'), { minLength: 1 }),
        fc.array(fc.boolean(), { maxLength: 6 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        async (datas, failures, bisectBatchOnFunctionError, batchSize) => {
          const left = [...failures]
          const eventSource = stream({ bisectBatchOnFunctionError, batchSize })
          const lambda = service(
            { f: source(eventSource) },
            { data, ...answering(() => (left.shift() ? 'throw' : null)) },
          )
          await put(lambda, ...datas)
          const happened = await lambda.advance(HOUR)
          const done = happened.filter((each) => outcomes([each])[0] === 'done')
          expect(read(done).join('')).toBe(datas.join(''))
        },
      ),
      { numRuns: 40 },
    )
  })

  it('a table’s stream: source.dynamodb and its failure record', async () => {
    const tables = { pets: { partitionKey: 'id', stream: 'NEW_AND_OLD_IMAGES' as const } }
    const eventSource: EventSource = {
      type: 'dynamodb',
      arn: arn('pets', 'dynamodb', 'table/').concat('/stream/2026-11-22T09:30:00.000'),
      maximumRetryAttempts: 0,
      onFailure,
      filters: [{ eventName: ['INSERT'] }],
    }
    const lambda = service(
      { f: failing({ eventSources: [eventSource] }) },
      { data: { ...data, tables } },
    )
    const item = (name: string) =>
      lambda.send('dynamodb', 'PutItem', {
        TableName: 'pets',
        Item: { id: { S: '7' }, name: { S: name } },
      })
    await item('Rex')
    await item('Max')
    const happened = await lambda.advance(HOUR)
    expect(happened).toHaveLength(1)
    expect(records(happened[0])[0]).toMatchObject({
      eventName: 'INSERT',
      dynamodb: { Keys: { id: { S: '7' } }, NewImage: { name: { S: 'Rex' } } },
    })
    const record = JSON.parse(String(lambda.calls[0]?.input.MessageBody))
    expect(record.DDBStreamBatchInfo).toMatchObject({ batchSize: 1, streamArn: eventSource.arn })
  })

  it('a function that changes keeps its place; a source that is removed stops', async () => {
    const spec = canned({}, { eventSources: [stream({ maximumBatchingWindowInSeconds: 10 })] })
    const lambda = service({ f: spec }, { data })
    await put(lambda, 'a')
    lambda.invoker.update('f', { ...spec, memoryMb: 256 })
    expect(read(await lambda.advance(10_000))).toEqual(['a'])
    await put(lambda, 'b')
    lambda.invoker.update('f', canned())
    expect(await lambda.advance(HOUR)).toEqual([])
  })

  it('a schedule or filter that is none is refused with its place', () => {
    const bad = { type: 'schedule' as const, arn: 'x', scheduleExpression: 'daily' }
    expect(() => service({ f: canned({}, { eventSources: [bad] }) })).toThrow(
      'functions.f.eventSources.0.scheduleExpression: expected rate(5 minutes) or cron(0 12 * * ? *)',
    )
    expect(() =>
      service({ f: canned({}, { eventSources: [stream({ filters: [{ a: 1 }] })] }) }),
    ).toThrow('functions.f.eventSources.0.filters.0.a')
  })
})
