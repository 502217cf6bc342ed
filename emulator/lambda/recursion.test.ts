import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceCall } from '../schema/backends'
import type { EventSource, FunctionSpec } from '../schema/function'
import type { Json } from '../schema/json'
import type { RuntimeMaker } from '../schema/runtime'
import { arn, type Given, outcomes, queueArn, queueUrl, service } from './fixtures/lambda-alone'
import { joined, loopOf, MOST_RUNS_IN_CHAIN, oneMore } from './recursion'

/** A handler that makes one call of a service for each event, and returns what it was told. */
function calling(call: (event: Json) => ServiceCall | null): { makeRuntime: RuntimeMaker } {
  return {
    makeRuntime: async (options) => ({
      async invoke(event) {
        const made = call(event)
        const answer = made ? await options.call(made) : null
        return {
          result: { kind: 'value', payload: JSON.stringify(answer?.output ?? null) },
          logs: [],
        }
      },
      tmp: async () => ({}),
      dispose: async () => {},
    }),
  }
}

const source = (eventSources: EventSource[], more: Partial<FunctionSpec> = {}): FunctionSpec => ({
  code: { kind: 'source', language: 'javascript', files: {}, durationMs: 10, initMs: 100 },
  eventSources,
  ...more,
})

const HOUR = 3_600_000
const put = (key: string): ServiceCall => ({
  service: 's3',
  action: 'PutObject',
  input: { Bucket: 'photos', Key: key, Body: 'x' },
})
const bucket: EventSource = { type: 's3', arn: 'arn:aws:s3:::photos' }
const data = { buckets: { photos: {} }, queues: { lost: {}, work: {} }, topics: ['news'] }
const keyOf = (event: Json) =>
  (event as { Records: { s3: { object: { key: string } } }[] }).Records[0]?.s3.object.key ?? ''

function looping(more: Partial<FunctionSpec> = {}, given: Given = {}) {
  const f = source([bucket], more)
  return service({ f }, { ...calling((event) => put(`again/${keyOf(event)}`)), data, ...given })
}
const runsOf = (happened: Awaited<ReturnType<ReturnType<typeof looping>['advance']>>) =>
  happened.flatMap(({ invocations }) => invocations).filter(({ refusal }) => refusal === null)

describe('a function whose result triggers it again', () => {
  it('lambda.recursive-loop: runs sixteen times, and then its event is dropped', async () => {
    const { advance, backends } = looping()
    await backends.call(put('7.jpg'))
    const happened = await advance(HOUR)
    expect(runsOf(happened)).toHaveLength(MOST_RUNS_IN_CHAIN)
    const last = happened.at(-1)?.invocations[0]
    expect(last).toMatchObject({ refusal: 'RecursiveInvocationException', billedMs: 0 })
    expect(last?.because[0]?.rule).toBe('lambda.recursive-loop')
    expect(outcomes(happened).at(-1)).toBe('RecursiveLoopDetected')
    expect(await advance(24 * HOUR)).toEqual([])
  })

  it('lambda.recursive-record: the dropped event goes to the dead-letter queue and the destination', async () => {
    const { advance, backends } = looping({
      deadLetterArn: queueArn('lost'),
      async: { onFailure: { type: 'sqs', arn: queueArn('work') } },
    })
    await backends.call(put('7.jpg'))
    await advance(HOUR)
    const { lost, work } = (backends.contents() as { sqs: Record<string, { body: string }[]> }).sqs
    expect(lost?.map(({ body }) => keyOf(JSON.parse(body)))).toEqual([
      `${'again/'.repeat(16)}7.jpg`,
    ])
    expect(work).toHaveLength(1)
    expect(JSON.parse(work?.[0]?.body ?? '').requestContext).toMatchObject({
      condition: 'RecursiveLoopDetected',
    })
  })

  it('lambda.recursive-allowed: goes on where that is allowed', async () => {
    const { advance, backends } = looping({ recursiveLoop: 'Allow' })
    await backends.call(put('7.jpg'))
    expect(runsOf(await advance(400)).length).toBeGreaterThan(2 * MOST_RUNS_IN_CHAIN)
  })

  it('counts each chain by itself, and never what users send', async () => {
    const { advance, backends } = looping()
    for (const key of ['a', 'b', 'c']) await backends.call(put(key))
    expect(runsOf(await advance(HOUR))).toHaveLength(3 * MOST_RUNS_IN_CHAIN)
    const quiet = service({ f: source([bucket]) }, { ...calling(() => null), data })
    for (let i = 0; i < 40; i += 1) await quiet.backends.call(put(`${i}`))
    expect(runsOf(await quiet.advance(HOUR))).toHaveLength(40)
  })
})

describe('a loop through other services', () => {
  const send: ServiceCall = {
    service: 'sqs',
    action: 'SendMessage',
    input: { QueueUrl: queueUrl('work'), MessageBody: 'again' },
  }

  it('lambda.recursive-loop: a queue keeps the message, and its redrive policy ends it', async () => {
    const queues = { work: { maxReceiveCount: 2, deadLetterQueue: 'lost' }, lost: {} }
    const f = source([{ type: 'sqs', arn: queueArn('work'), batchSize: 1 }])
    const { advance, backends } = service({ f }, { ...calling(() => send), data: { queues } })
    await backends.call(send)
    expect(runsOf(await advance(HOUR))).toHaveLength(MOST_RUNS_IN_CHAIN)
    const { sqs } = backends.contents() as { sqs: Record<string, unknown[]> }
    expect(sqs.lost).toHaveLength(1)
    expect(sqs.work).toEqual([])
  })

  it('lambda.recursive-loop: topics, and two functions that feed each other', async () => {
    const publish: ServiceCall = {
      service: 'sns',
      action: 'Publish',
      input: { TopicArn: arn('news', 'sns'), Message: 'again' },
    }
    const f = source([{ type: 'sns', arn: arn('news', 'sns') }])
    const g = source([bucket])
    const both = (event: Json) => (JSON.stringify(event).includes('"s3"') ? publish : put('x'))
    const { advance, backends } = service({ f, g }, { ...calling(both), data })
    await backends.call(publish)
    const runs = runsOf(await advance(HOUR))
    expect(runs.filter(({ functionName }) => functionName === 'f')).toHaveLength(MOST_RUNS_IN_CHAIN)
    expect(runs.filter(({ functionName }) => functionName === 'g')).toHaveLength(MOST_RUNS_IN_CHAIN)
  })

  it('lambda.recursive-loop: a function that calls itself is refused at last', async () => {
    const self: ServiceCall = {
      service: 'lambda',
      action: 'Invoke',
      input: { FunctionName: 'f', Payload: '{}' },
    }
    const f = source([])
    const { invoke } = service(
      { f },
      calling(() => self),
    )
    const { payload } = await invoke('f')
    const depth = payload.split('StatusCode').length - 1
    expect(depth).toBe(MOST_RUNS_IN_CHAIN - 1)
    expect(payload).toContain('RecursiveInvocationException')
  })
})

describe('a chain', () => {
  const lineage = fc.dictionary(fc.constantFrom('f', 'g', 'h'), fc.integer({ min: 1, max: 20 }))
  it('only ever grows, and is stopped at its limit', () => {
    fc.assert(
      fc.property(lineage, lineage, (one, other) => {
        expect(oneMore('f', one).f).toBe((one.f ?? 0) + 1)
        const both = joined([one, undefined, other])
        for (const name of ['f', 'g', 'h'])
          expect(both?.[name] ?? 0).toBe(Math.max(one[name] ?? 0, other[name] ?? 0))
        const spec = source([])
        expect(loopOf('f', spec, one) !== null).toBe((one.f ?? 0) >= MOST_RUNS_IN_CHAIN)
        expect(loopOf('f', { ...spec, recursiveLoop: 'Allow' }, one)).toBeNull()
      }),
    )
    expect(joined([undefined])).toBeUndefined()
  })
})
