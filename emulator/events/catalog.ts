import {
  httpAuthorizerEvent,
  httpAuthorizerEventV1,
  requestAuthorizerEvent,
  tokenAuthorizerEvent,
  webSocketAuthorizerEvent,
} from './authorizer'
import { dynamodbEvent } from './dynamodb'
import { eventBridgeEvent, scheduledEvent } from './eventbridge'
import { functionUrlEvent, httpEvent } from './http'
import { kinesisEvent } from './kinesis'
import type { EventObject, Origin } from './origin'
import { albEvent, httpEventV1, restEvent } from './rest'
import { s3Event } from './s3'
import { snsEvent } from './sns'
import { sqsEvent } from './sqs'
import { webSocketConnectEvent, webSocketDisconnectEvent, webSocketMessageEvent } from './websocket'

/** One kind of mock event: what it is called, what SAM calls it if it does, and its sample. */
export interface EventKind {
  title: string
  /** The words after `sam local generate-event`; null where SAM has no such event. */
  sam: string | null
  sample(origin: Origin): EventObject
}

/**
 * Every mock event there is, by id. Generators with parameters are in the files beside this one.
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-generate-event.html
 */
export const EVENT_KINDS = {
  'rest-proxy': {
    title: 'REST API, payload 1.0',
    sam: 'apigateway aws-proxy',
    sample: (origin) => restEvent(origin),
  },
  'http-proxy': {
    title: 'HTTP API, payload 2.0',
    sam: 'apigateway http-api-proxy',
    sample: (origin) => httpEvent(origin),
  },
  'http-proxy-v1': {
    title: 'HTTP API, payload 1.0',
    sam: null,
    sample: (origin) => httpEventV1(origin),
  },
  'function-url': {
    title: 'Function URL',
    sam: null,
    sample: (origin) => functionUrlEvent(origin),
  },
  'websocket-connect': {
    title: 'WebSocket API, $connect',
    sam: null,
    sample: (origin) => webSocketConnectEvent(origin),
  },
  'websocket-message': {
    title: 'WebSocket API, message',
    sam: null,
    sample: (origin) => webSocketMessageEvent(origin),
  },
  'websocket-disconnect': {
    title: 'WebSocket API, $disconnect',
    sam: null,
    sample: (origin) => webSocketDisconnectEvent(origin),
  },
  'token-authorizer': {
    title: 'REST API, TOKEN authorizer',
    sam: 'apigateway authorizer',
    sample: (origin) => tokenAuthorizerEvent(origin),
  },
  'request-authorizer': {
    title: 'REST API, REQUEST authorizer',
    sam: 'apigateway request-authorizer',
    sample: (origin) => requestAuthorizerEvent(origin),
  },
  'http-authorizer': {
    title: 'HTTP API, authorizer 2.0',
    sam: null,
    sample: (origin) => httpAuthorizerEvent(origin),
  },
  'http-authorizer-v1': {
    title: 'HTTP API, authorizer 1.0',
    sam: null,
    sample: (origin) => httpAuthorizerEventV1(origin),
  },
  'websocket-authorizer': {
    title: 'WebSocket API, authorizer',
    sam: null,
    sample: (origin) => webSocketAuthorizerEvent(origin),
  },
  alb: {
    title: 'Application Load Balancer',
    sam: 'alb request',
    sample: (origin) => albEvent(origin),
  },
  's3-put': {
    title: 'S3, object created',
    sam: 's3 put',
    sample: (origin) => s3Event(origin),
  },
  's3-delete': {
    title: 'S3, object removed',
    sam: 's3 delete',
    sample: (origin) => s3Event(origin, { eventName: 'ObjectRemoved:Delete' }),
  },
  sns: {
    title: 'SNS notification',
    sam: 'sns notification',
    sample: (origin) => snsEvent(origin),
  },
  sqs: {
    title: 'SQS messages',
    sam: 'sqs receive-message',
    sample: (origin) => sqsEvent(origin),
  },
  kinesis: {
    title: 'Kinesis records',
    sam: 'kinesis get-records',
    sample: (origin) => kinesisEvent(origin),
  },
  dynamodb: {
    title: 'DynamoDB stream',
    sam: 'dynamodb update',
    sample: (origin) => dynamodbEvent(origin),
  },
  eventbridge: {
    title: 'EventBridge event',
    sam: null,
    sample: (origin) => eventBridgeEvent(origin),
  },
  schedule: {
    title: 'EventBridge schedule',
    sam: 'cloudwatch scheduled-event',
    sample: (origin) => scheduledEvent(origin),
  },
} as const satisfies Record<string, EventKind>

export type EventKindId = keyof typeof EVENT_KINDS
