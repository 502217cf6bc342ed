import { describe, expect, it } from 'vitest'
import type { Json } from '../schema/json'
import {
  canned,
  failing,
  outcomes,
  queueArn,
  queueUrl,
  type Service,
  START,
  service,
} from './fixtures/lambda-alone'

const data = {
  queues: { out: {}, dead: {} },
  topics: ['news'],
  buses: ['bus'],
  buckets: { store: {} },
}
const onFailure = { type: 'sqs' as const, arn: queueArn('out') }
const HOUR = 3_600_000

async function given(functions: Parameters<typeof service>[0], more = {}): Promise<Service> {
  const lambda = service(functions, { data, ...more })
  await lambda.invoke('f', { n: 1 }, { type: 'Event' })
  return lambda
}
const bodies = (lambda: Service) =>
  lambda.calls.map(({ input }) => JSON.parse(String(input.MessageBody)))

describe('asynchronous invocation', () => {
  it('async.attempts: once, then after one and two minutes', async () => {
    const { advance } = await given({ f: failing() })
    const happened = await advance(HOUR)
    // Each pause begins when the run before it has ended.
    expect(happened.map(({ startedAt }) => startedAt - START)).toEqual([0, 60_110, 180_120])
    expect(outcomes(happened).at(-1)).toBe('RetriesExhausted')
    expect(happened.every(({ cost }) => cost.length === 2)).toBe(true)
  })

  it('async.attempts: as many retries as configured, none after success', async () => {
    const { advance } = await given({ f: failing({ async: { maximumRetryAttempts: 0 } }) })
    expect(await advance(HOUR)).toHaveLength(1)
    const good = await given({ f: canned() })
    expect(outcomes(await good.advance(HOUR))).toEqual(['Success'])
  })

  it('async.same-id: one request id, each with its own START and REPORT', async () => {
    const { advance } = await given({ f: failing() })
    const records = (await advance(HOUR)).flatMap(({ invocations }) => invocations)
    expect(new Set(records.map(({ requestId }) => requestId)).size).toBe(1)
    for (const { logs } of records) {
      const text = logs.map(({ message }) => message).join('')
      expect(text.match(/START RequestId/g)).toHaveLength(1)
      expect(text.match(/REPORT RequestId/g)).toHaveLength(1)
    }
  })

  it('async.max-age: dropped when the next retry would be too late', async () => {
    const async = { maximumEventAgeInSeconds: 120, onFailure }
    const lambda = await given({ f: failing({ async }) })
    const happened = await lambda.advance(HOUR)
    expect(outcomes(happened)).toEqual([expect.stringContaining('retry at'), 'EventAgeExceeded'])
    expect(bodies(lambda)[0].requestContext).toMatchObject({
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 2,
    })
  })

  it('async.throttle-backoff: pauses grow, up to the age', async () => {
    const f = canned({ durationMs: 100_000 }, { timeoutSeconds: 900, reservedConcurrency: 1 })
    const lambda = service({ f }, { data })
    await lambda.invoke('f')
    await lambda.invoke('f', {}, { type: 'Event' })
    const happened = await lambda.advance(HOUR)
    const starts = happened.map(({ startedAt }) => (startedAt - START) / 1000)
    expect(starts).toEqual([0, 1, 3, 7, 15, 31, 63, 127])
    expect(happened[0]?.invocations[0]?.refusal).toBe('TooManyRequestsException')
    expect(outcomes(happened).at(-1)).toBe('Success')
  })

  it('async.throttle-backoff: a pause is at most five minutes, and throttles end in old age', async () => {
    const f = canned(
      { durationMs: 800_000 },
      { timeoutSeconds: 900, reservedConcurrency: 1, async: { onFailure } },
    )
    const lambda = service({ f }, { data })
    const busy = (at: number) => lambda.invoke('f', {}, { at })
    await lambda.invoke('f', {}, { type: 'Event' })
    for (let at = START; at < START + 7 * HOUR; at += 800_200) await busy(at)
    const happened = await lambda.advance(7 * HOUR)
    const starts = happened.map(({ startedAt }) => startedAt)
    const pauses = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
    expect(Math.max(...pauses)).toBe(300_000)
    expect(outcomes(happened).at(-1)).toBe('EventAgeExceeded')
    expect(bodies(lambda)[0]).not.toHaveProperty('responseContext')
  })

  it('async.reserved-zero: to the failure destination at once', async () => {
    const lambda = await given({ f: canned({}, { reservedConcurrency: 0, async: { onFailure } }) })
    expect(outcomes(await lambda.advance(0))).toEqual(['ZeroReservedConcurrency'])
    expect(bodies(lambda)[0].requestContext.condition).toBe('ZeroReservedConcurrency')
  })

  it('async.destination-record: what a destination receives', async () => {
    const lambda = await given({ f: failing({ async: { maximumRetryAttempts: 1, onFailure } }) })
    const [first] = await lambda.advance(HOUR)
    expect(lambda.calls[0]?.input.QueueUrl).toBe(queueUrl('out'))
    expect(bodies(lambda)[0]).toEqual({
      version: '1.0',
      timestamp: '2026-11-22T09:31:00.120Z',
      requestContext: {
        requestId: first?.invocations[0]?.requestId,
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 2,
      },
      requestPayload: { n: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: expect.objectContaining({ errorType: 'Error', errorMessage: 'boom' }),
    })
  })

  it('async.destination-success: success and failure have their own', async () => {
    const onSuccess = { type: 'sns' as const, arn: 'arn:aws:sns:us-east-1:123456789012:news' }
    const lambda = await given({
      f: canned({ value: 'done' }, { async: { onSuccess, onFailure } }),
    })
    await lambda.advance(HOUR)
    expect(lambda.calls).toHaveLength(1)
    const record = JSON.parse(String(lambda.calls[0]?.input.Message))
    expect(record).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: 'done',
    })
    expect(record.responseContext).not.toHaveProperty('functionError')
  })

  it('async.destination-eventbridge: the record is the detail', async () => {
    const arn = 'arn:aws:events:us-east-1:123456789012:event-bus/bus'
    const lambda = await given({
      f: canned({}, { async: { onSuccess: { type: 'eventbridge', arn } } }),
    })
    await lambda.advance(HOUR)
    const entry = (lambda.calls[0]?.input.Entries as { [name: string]: Json }[] | undefined)?.[0]
    expect(entry).toMatchObject({
      Source: 'lambda',
      DetailType: 'Lambda Function Invocation Result - Success',
      Resources: [arn, 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'],
      EventBusName: 'bus',
    })
    expect(JSON.parse(String(entry?.Detail)).version).toBe('1.0')
  })

  it('a destination can be another function or a bucket', async () => {
    const onSuccess = {
      type: 'lambda' as const,
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:g',
    }
    const chained = await given({ f: canned({}, { async: { onSuccess } }), g: canned() })
    const happened = await chained.advance(HOUR)
    expect(happened.map(({ invocations }) => invocations[0]?.functionName)).toEqual(['f', 'g'])
    expect(happened[1]?.event).toMatchObject({ requestContext: { condition: 'Success' } })

    const bucket = { type: 's3' as const, arn: 'arn:aws:s3:::store' }
    const stored = await given({ f: canned({}, { async: { onSuccess: bucket } }) })
    await stored.advance(HOUR)
    expect(stored.calls[0]?.input).toMatchObject({
      Bucket: 'store',
      Key: expect.stringMatching(
        /^aws\/lambda\/async\/f\/2026\/11\/22\/2026-11-22T09\.30\.00-[0-9a-f-]{36}$/,
      ),
    })
  })

  it('async.dlq: the event and three attributes', async () => {
    const lambda = await given({ f: failing({ deadLetterArn: queueArn('dead') }) })
    const [first] = await lambda.advance(HOUR)
    expect(lambda.calls.map(({ input }) => input)).toEqual([
      {
        QueueUrl: queueUrl('dead'),
        MessageBody: '{"n":1}',
        MessageAttributes: {
          RequestID: { DataType: 'String', StringValue: first?.invocations[0]?.requestId },
          ErrorCode: { DataType: 'Number', StringValue: '200' },
          ErrorMessage: { DataType: 'String', StringValue: 'boom' },
        },
      },
    ])
  })

  it('async.dlq: of the message the first kilobyte', async () => {
    const error = { errorType: 'Error', errorMessage: 'x'.repeat(5_000) }
    const lambda = await given({ f: canned({ error }, { deadLetterArn: queueArn('dead') }) })
    await lambda.advance(HOUR)
    const { StringValue } = Object(lambda.calls[0]?.input.MessageAttributes).ErrorMessage
    expect(StringValue).toHaveLength(1_024)
  })

  it('async.dlq-and-destination: both', async () => {
    const lambda = await given({
      f: failing({ deadLetterArn: queueArn('dead'), async: { onFailure } }),
    })
    await lambda.advance(HOUR)
    expect(lambda.calls.map(({ input }) => input.QueueUrl)).toEqual([
      queueUrl('out'),
      queueUrl('dead'),
    ])
  })

  it('a function that is deleted takes its queue with it', async () => {
    const lambda = await given({ f: failing() })
    await lambda.advance(1_000)
    lambda.invoker.update('f', null)
    expect(await lambda.advance(HOUR)).toEqual([])
  })
})
