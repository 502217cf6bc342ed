import type { EventKindId } from '../events/catalog'
import type { Json } from '../schema/json'

type Fields = { [name: string]: Json }

/**
 * An object's fields; none for anything else.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export const fieldsOf = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}

const SOURCES: Record<string, EventKindId> = {
  'aws:sqs': 'sqs',
  'aws:sns': 'sns',
  'aws:kinesis': 'kinesis',
  'aws:dynamodb': 'dynamodb',
}

function kindOfRecords(records: Json): EventKindId | null {
  const first = fieldsOf(Array.isArray(records) ? records[0] : undefined)
  // SNS alone writes it with a capital.
  const source = first.eventSource ?? first.EventSource
  if (source === 'aws:s3') {
    return String(first.eventName).startsWith('ObjectRemoved:') ? 's3-delete' : 's3-put'
  }
  return typeof source === 'string' && Object.hasOwn(SOURCES, source)
    ? (SOURCES[source] ?? null)
    : null
}

function kindOfAuthorizer(event: Fields): EventKindId | null {
  if (event.type === 'TOKEN') return 'token-authorizer'
  if (event.type !== 'REQUEST') return null
  const context = fieldsOf(event.requestContext)
  if ('connectionId' in context) return 'websocket-authorizer'
  if (event.version === '2.0') return 'http-authorizer'
  return event.version === '1.0' ? 'http-authorizer-v1' : 'request-authorizer'
}

const SOCKET: Record<string, EventKindId> = {
  CONNECT: 'websocket-connect',
  MESSAGE: 'websocket-message',
  DISCONNECT: 'websocket-disconnect',
}

function kindOfRequest(event: Fields): EventKindId | null {
  const context = fieldsOf(event.requestContext)
  const { eventType, domainName } = context
  if ('elb' in context) return 'alb'
  if (typeof eventType === 'string' && Object.hasOwn(SOCKET, eventType)) {
    return SOCKET[eventType] ?? null
  }
  if (event.version === '2.0') {
    return String(domainName).includes('.lambda-url.') ? 'function-url' : 'http-proxy'
  }
  if (!('httpMethod' in event)) return null
  return event.version === '1.0' ? 'http-proxy-v1' : 'rest-proxy'
}

/**
 * Which of the known events this is, by what only that kind has; null for an event of one's own.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
export function kindOf(value: Json): EventKindId | null {
  const event = fieldsOf(value)
  if ('Records' in event) return kindOfRecords(event.Records ?? null)
  if ('detail-type' in event) {
    const scheduled = event.source === 'aws.events' && event['detail-type'] === 'Scheduled Event'
    return scheduled ? 'schedule' : 'eventbridge'
  }
  if (event.type === 'TOKEN' || event.type === 'REQUEST') return kindOfAuthorizer(event)
  return 'requestContext' in event ? kindOfRequest(event) : null
}
