import * as z from 'zod/mini'
import type { EventKindId } from '../events/catalog'
import { jsonSchema } from '../schema/json'

// What handlers rely on. AWS adds fields at any time, so unknown ones pass.
const text = z.string()
const texts = z.record(z.string(), z.string())
const nullableTexts = z.nullable(texts)
const lists = z.nullable(z.record(z.string(), z.array(z.string())))
const object = z.record(z.string(), jsonSchema)
const body = z.nullish(z.string())
const flag = z.boolean()

const records = <T extends z.ZodMiniType>(record: T) =>
  z.looseObject({ Records: z.array(record).check(z.minLength(1)) })

const restContext = z.looseObject({
  stage: text,
  requestId: text,
  httpMethod: text,
  resourcePath: text,
  identity: z.looseObject({ sourceIp: text }),
})
const restParts = {
  resource: text,
  path: text,
  httpMethod: text,
  headers: nullableTexts,
  multiValueHeaders: z.optional(lists),
  queryStringParameters: nullableTexts,
  multiValueQueryStringParameters: z.optional(lists),
  pathParameters: nullableTexts,
  stageVariables: nullableTexts,
  requestContext: restContext,
}
const rest = z.looseObject({ ...restParts, body, isBase64Encoded: z.optional(flag) })

const httpParts = {
  version: z.literal('2.0'),
  routeKey: text,
  rawPath: text,
  rawQueryString: text,
  cookies: z.optional(z.array(text)),
  headers: texts,
  queryStringParameters: z.optional(texts),
  pathParameters: z.optional(texts),
  stageVariables: z.optional(texts),
  requestContext: z.looseObject({
    stage: text,
    requestId: text,
    http: z.looseObject({ method: text, path: text, sourceIp: text }),
  }),
}
const http = z.looseObject({ ...httpParts, body: z.optional(text), isBase64Encoded: flag })

const socketContext = (eventType: string) =>
  z.looseObject({
    routeKey: text,
    eventType: z.literal(eventType),
    connectionId: text,
    stage: text,
    domainName: text,
  })
const socket = (eventType: string) => z.looseObject({ requestContext: socketContext(eventType) })

const eventBridge = z.looseObject({
  id: text,
  'detail-type': text,
  source: text,
  account: text,
  time: text,
  region: text,
  resources: z.array(text),
  detail: jsonSchema,
})

const s3 = records(
  z.looseObject({
    eventSource: z.literal('aws:s3'),
    eventName: text,
    awsRegion: text,
    s3: z.looseObject({
      bucket: z.looseObject({ name: text }),
      object: z.looseObject({ key: text }),
    }),
  }),
)

const base64 = text.check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/))

/**
 * What an event of each kind must hold, wherever it came from.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export const EVENT_SHAPES: Record<EventKindId, z.ZodMiniType> = {
  'rest-proxy': rest,
  'http-proxy-v1': rest,
  'http-proxy': http,
  'function-url': http,
  alb: z.looseObject({
    requestContext: z.looseObject({ elb: z.looseObject({ targetGroupArn: text }) }),
    httpMethod: text,
    path: text,
    headers: z.optional(texts),
    body: z.nullish(text),
    isBase64Encoded: flag,
  }),
  'websocket-connect': socket('CONNECT'),
  'websocket-message': z.looseObject({
    requestContext: socketContext('MESSAGE'),
    body,
    isBase64Encoded: z.optional(flag),
  }),
  'websocket-disconnect': socket('DISCONNECT'),
  'token-authorizer': z.looseObject({
    type: z.literal('TOKEN'),
    methodArn: text,
    authorizationToken: text,
  }),
  'request-authorizer': z.looseObject({ ...restParts, methodArn: text }),
  'http-authorizer': z.looseObject({
    ...httpParts,
    routeArn: text,
    identitySource: z.nullable(z.array(text)),
  }),
  'http-authorizer-v1': z.looseObject({ ...restParts, methodArn: text }),
  'websocket-authorizer': z.looseObject({
    methodArn: text,
    headers: nullableTexts,
    requestContext: z.looseObject({ routeKey: text, connectionId: text }),
  }),
  's3-put': s3,
  's3-delete': s3,
  sns: records(
    z.looseObject({
      EventSource: z.literal('aws:sns'),
      Sns: z.looseObject({ MessageId: text, TopicArn: text, Message: text, Timestamp: text }),
    }),
  ),
  sqs: records(
    z.looseObject({
      messageId: text,
      receiptHandle: text,
      body: text,
      attributes: texts,
      messageAttributes: object,
      eventSource: z.literal('aws:sqs'),
      eventSourceARN: text,
    }),
  ),
  kinesis: records(
    z.looseObject({
      eventSource: z.literal('aws:kinesis'),
      eventID: text,
      kinesis: z.looseObject({ partitionKey: text, sequenceNumber: text, data: base64 }),
    }),
  ),
  dynamodb: records(
    z.looseObject({
      eventSource: z.literal('aws:dynamodb'),
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.looseObject({ Keys: object, StreamViewType: text }),
    }),
  ),
  eventbridge: eventBridge,
  schedule: eventBridge,
}
