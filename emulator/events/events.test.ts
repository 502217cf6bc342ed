import { createHash } from 'node:crypto'
import {
  APIGatewayProxyEventSchema,
  APIGatewayProxyEventV2Schema,
  APIGatewayRequestAuthorizerEventSchema,
  APIGatewayRequestAuthorizerEventV2Schema,
  APIGatewayTokenAuthorizerEventSchema,
} from '@aws-lambda-powertools/parser/schemas'
import { AlbSchema } from '@aws-lambda-powertools/parser/schemas/alb'
import { APIGatewayProxyWebsocketEventSchema } from '@aws-lambda-powertools/parser/schemas/api-gateway-websocket'
import { DynamoDBStreamSchema } from '@aws-lambda-powertools/parser/schemas/dynamodb'
import { EventBridgeSchema } from '@aws-lambda-powertools/parser/schemas/eventbridge'
import { KinesisDataStreamSchema } from '@aws-lambda-powertools/parser/schemas/kinesis'
import { LambdaFunctionUrlSchema } from '@aws-lambda-powertools/parser/schemas/lambda'
import { S3Schema } from '@aws-lambda-powertools/parser/schemas/s3'
import { SnsSchema } from '@aws-lambda-powertools/parser/schemas/sns'
import { SqsSchema } from '@aws-lambda-powertools/parser/schemas/sqs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_KINDS, type EventKindId } from './catalog'
import { dynamodbEvent } from './dynamodb'
import { eventBridgeEvent, scheduledEvent } from './eventbridge'
import { functionUrlEvent, httpEvent } from './http'
import { kinesisEvent } from './kinesis'
import { md5 } from './md5'
import { type EventObject, sampleOrigin } from './origin'
import { restEvent } from './rest'
import { s3Event, s3EventKey } from './s3'
import { snsEvent } from './sns'
import { md5OfAttributes, sqsEvent } from './sqs'

interface Parser {
  safeParse(value: unknown): { success: boolean; error?: unknown }
}

const PARSERS: Partial<Record<EventKindId, Parser>> = {
  'rest-proxy': APIGatewayProxyEventSchema,
  'http-proxy': APIGatewayProxyEventV2Schema,
  'http-proxy-v1': APIGatewayProxyEventSchema,
  'function-url': LambdaFunctionUrlSchema,
  'token-authorizer': APIGatewayTokenAuthorizerEventSchema,
  'request-authorizer': APIGatewayRequestAuthorizerEventSchema,
  'http-authorizer': APIGatewayRequestAuthorizerEventV2Schema,
  'http-authorizer-v1': APIGatewayRequestAuthorizerEventSchema,
  alb: AlbSchema,
  's3-put': S3Schema,
  's3-delete': S3Schema,
  sns: SnsSchema,
  sqs: SqsSchema,
  kinesis: KinesisDataStreamSchema,
  dynamodb: DynamoDBStreamSchema,
  eventbridge: EventBridgeSchema,
  schedule: EventBridgeSchema,
}

/** Powertools has one schema for all events of a WebSocket, with what each of them has. */
const WEBSOCKET = {
  isBase64Encoded: false,
  type: 'REQUEST',
  methodArn: '',
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
}

const first = (event: EventObject) => (event.Records as EventObject[])[0] as EventObject

describe('mock events', () => {
  it.each(Object.keys(PARSERS) as EventKindId[])('%s parses with Powertools', (kind) => {
    const result = PARSERS[kind]?.safeParse(EVENT_KINDS[kind].sample(sampleOrigin()))
    expect(result?.error).toBeUndefined()
  })

  it.each([
    'websocket-authorizer',
    'websocket-connect',
    'websocket-message',
    'websocket-disconnect',
  ] as const)('%s parses with Powertools', (kind) => {
    const event = { ...WEBSOCKET, ...EVENT_KINDS[kind].sample(sampleOrigin()) }
    expect(APIGatewayProxyWebsocketEventSchema.safeParse(event).error).toBeUndefined()
  })

  it.each(Object.keys(EVENT_KINDS) as EventKindId[])('%s is the same for the same seed', (kind) => {
    const make = (seed: string) => JSON.stringify(EVENT_KINDS[kind].sample(sampleOrigin({ seed })))
    expect(make('a')).toBe(make('a'))
  })
})

describe('API events', () => {
  it('a request of a REST API can be given whole', () => {
    const event = restEvent(sampleOrigin(), {
      method: 'GET',
      path: '/pets/7',
      resource: '/pets/{petId}',
      pathParameters: { petId: '7' },
      query: { tag: ['a', 'b'] },
    })
    expect(event).toMatchObject({
      resource: '/pets/{petId}',
      pathParameters: { petId: '7' },
      queryStringParameters: { tag: 'b' },
      multiValueQueryStringParameters: { tag: ['a', 'b'] },
      stageVariables: null,
    })
  })

  it('an HTTP API leaves out what is empty', () => {
    const event = httpEvent(sampleOrigin(), { query: {}, method: 'GET' })
    expect(event.rawQueryString).toBe('')
    expect(event).not.toHaveProperty('queryStringParameters')
    expect(event).not.toHaveProperty('stageVariables')
    expect(event).not.toHaveProperty('cookies')
  })

  it('an HTTP API moves cookies', () => {
    const event = httpEvent(sampleOrigin(), { headers: { Cookie: 'a=1; b=2', Accept: '*/*' } })
    expect(event.cookies).toEqual(['a=1', 'b=2'])
    expect(event.headers).not.toHaveProperty('cookie')
  })

  it('a function URL has its own host and no parameters', () => {
    const event = functionUrlEvent(sampleOrigin(), { path: '/x', binary: true, body: 'hé' })
    expect(event).toMatchObject({ rawPath: '/x', body: 'aMOp', isBase64Encoded: true })
    expect((event.requestContext as EventObject).domainName).toMatch(
      /\.lambda-url\.us-east-1\.on\.aws$/,
    )
    expect(event).not.toHaveProperty('pathParameters')
  })
})

describe('events of other services', () => {
  it('source.s3: the key is form-encoded, a removal has no size', () => {
    const put = first(s3Event(sampleOrigin(), { key: 'my photos/ä+1.jpg' }))
    expect(put).toMatchObject({
      eventVersion: '2.1',
      s3: { object: { key: 'my+photos/%C3%A4%2B1.jpg', size: 1024 } },
    })
    const gone = first(s3Event(sampleOrigin(), { eventName: 'ObjectRemoved:Delete' }))
    const { object } = gone.s3 as { object: EventObject }
    expect(object).not.toHaveProperty('size')
    expect(object).not.toHaveProperty('eTag')
    expect(object.sequencer).toMatch(/^[0-9A-F]+$/)
    const tagged = first(s3Event(sampleOrigin(), { eventName: 'ObjectTagging:Put' }))
    expect(tagged).toMatchObject({ eventVersion: '2.3' })
    expect((tagged.s3 as { object: EventObject }).object).not.toHaveProperty('sequencer')
  })

  it('source.s3: any key survives form decoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(decodeURIComponent(s3EventKey(key).replace(/\+/g, ' '))).toBe(key)
      }),
    )
  })

  it('source.sns: PascalCase and SigningCertUrl', () => {
    const { Sns } = first(
      snsEvent(sampleOrigin(), { messageAttributes: { kind: { Type: 'String', Value: 'a' } } }),
    ) as { Sns: EventObject }
    expect(Sns).toMatchObject({
      Type: 'Notification',
      Subject: null,
      MessageAttributes: { kind: { Type: 'String', Value: 'a' } },
    })
    expect(Sns).toHaveProperty('SigningCertUrl')
    expect(Sns).toHaveProperty('UnsubscribeUrl')
    expect(Sns).not.toHaveProperty('SigningCertURL')
  })

  it('source.sqs: attributes are texts, the body has its digest', () => {
    const record = first(sqsEvent(sampleOrigin(), { bodies: ['hello'], receiveCount: 2 }))
    expect(record.md5OfBody).toBe('5d41402abc4b2a76b9719d911017c592')
    expect(
      Object.values(record.attributes as EventObject).every((x) => typeof x === 'string'),
    ).toBe(true)
    expect(record).toMatchObject({ attributes: { ApproximateReceiveCount: '2' } })
    expect(record).not.toHaveProperty('md5OfMessageAttributes')
  })

  it('source.sqs: message attributes and a FIFO queue', () => {
    const record = first(
      sqsEvent(sampleOrigin(), {
        queueName: 'orders.fifo',
        messageAttributes: { kind: { DataType: 'String', StringValue: 'a' } },
      }),
    )
    expect(record).toMatchObject({
      attributes: { MessageGroupId: '1' },
      messageAttributes: {
        kind: { stringValue: 'a', stringListValues: [], binaryListValues: [], dataType: 'String' },
      },
    })
    // Length-prefixed name, type and value, with 1 before a text.
    const bytes = '\0\0\0\x04kind\0\0\0\x06String\x01\0\0\0\x01a'
    expect(record.md5OfMessageAttributes).toBe(createHash('md5').update(bytes).digest('hex'))
    expect(md5OfAttributes({})).toBe(md5(''))
  })

  it('source.kinesis: base64 data and a float arrival time', () => {
    const event = kinesisEvent(sampleOrigin({ at: 1_500_000_000_123 }), { data: ['{"a":1}'] })
    expect(first(event)).toMatchObject({
      kinesis: { data: 'eyJhIjoxfQ==', approximateArrivalTimestamp: 1_500_000_000.123 },
      eventName: 'aws:kinesis:record',
    })
    expect(first(event).eventID).toMatch(/^shardId-\d{12}:\d{56}$/)
  })

  it.each([
    ['KEYS_ONLY', false, false],
    ['NEW_IMAGE', true, false],
    ['OLD_IMAGE', false, true],
    ['NEW_AND_OLD_IMAGES', true, true],
  ] as const)('source.dynamodb: %s shows what it says', (viewType, shown, before) => {
    const records = dynamodbEvent(sampleOrigin(), { viewType }).Records as EventObject[]
    const change = records[1]?.dynamodb as EventObject
    expect('NewImage' in change).toBe(shown)
    expect('OldImage' in change).toBe(before)
    expect(change.Keys).toEqual({ Id: { N: '101' } })
    // Id + 101 is 2 + 3 bytes; Message + text is 7 + its length; the image has its own Id.
    const images = [shown && 21 + 7 + 5, before && 9 + 7 + 5].filter((x) => x !== false)
    expect(change.SizeBytes).toBe(5 + images.reduce((sum, size) => sum + size, 0))
  })

  it('source.eventbridge: version 0 and detail-type', () => {
    const event = eventBridgeEvent(sampleOrigin(), { detail: null, detailType: 'x' })
    expect(event).toMatchObject({ version: '0', 'detail-type': 'x', detail: null })
    expect(event.time).toBe('2026-01-15T12:00:00Z')
  })

  it('source.schedule: from aws.events with an empty detail', () => {
    expect(scheduledEvent(sampleOrigin())).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      detail: {},
    })
  })
})

describe('MD5', () => {
  it('is that of everybody else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(md5(bytes)).toBe(createHash('md5').update(bytes).digest('hex'))
      }),
    )
  })
})
