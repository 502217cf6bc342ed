import { eventBridgeEvent } from '../../events/eventbridge'
import { s3Event } from '../../events/s3'
import { type SnsAttribute, snsEvent } from '../../events/sns'
import type { ServiceChange } from '../../schema/backends'
import type { EventSource } from '../../schema/function'
import type { Json } from '../../schema/json'
import { matchesAny } from '../filter'
import { type Mapping, resourceOf, type SourceKit } from './mapping'

/** Services that carry a chain on; by what goes through others Lambda sees no loop. */
const CARRIERS = new Set(['s3', 'sns'])

const followed = ({ service, lineage }: ServiceChange) =>
  CARRIERS.has(service) ? lineage : undefined

/** Gives the event of a change, or undefined when it is not for this function. */
type Reader = (change: ServiceChange) => Json | undefined

function pushing(kit: SourceKit, functionName: string, source: EventSource, read: Reader): Mapping {
  const resource = resourceOf(source.arn)
  return {
    changed(change) {
      if (change.resource !== resource) return
      const event = read(change)
      if (event !== undefined)
        kit.invokeAsync(functionName, JSON.stringify(event), change.at, followed(change))
    },
    stop() {},
  }
}

const ALL_S3_EVENTS = ['s3:ObjectCreated:*']

function named(pattern: string, eventName: string): boolean {
  const wanted = pattern.replace(/^s3:/, '')
  return wanted.endsWith('*') ? eventName.startsWith(wanted.slice(0, -1)) : wanted === eventName
}

/**
 * Notifications of a bucket. `filters` are held against the object (`{ key: [{ prefix }] }`), which
 * stands for the prefix and suffix of S3's own configuration.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 */
export function s3Mapping(kit: SourceKit, functionName: string, source: EventSource): Mapping {
  return pushing(kit, functionName, source, (change) => {
    const { action: eventName } = change
    if (change.service !== 's3') return undefined
    if (!(source.events ?? ALL_S3_EVENTS).some((pattern) => named(pattern, eventName)))
      return undefined
    if (!matchesAny(source.filters, () => change.detail)) return undefined
    const { key, size, eTag, versionId } = change.detail
    const origin = { ...kit, at: change.at }
    return s3Event(origin, {
      eventName,
      bucket: change.resource,
      key: String(key),
      ...(typeof size === 'number' ? { sizeBytes: size } : {}),
      ...(typeof eTag === 'string' ? { eTag } : {}),
      ...(typeof versionId === 'string' ? { versionId } : {}),
    })
  })
}

/** Attributes as SNS took them, as a subscriber gets them. */
function delivered(given: Json | undefined): Record<string, SnsAttribute> {
  const attributes = (given ?? {}) as Record<string, { DataType?: Json; StringValue?: Json }>
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue }]) => [
      name,
      { Type: String(DataType ?? 'String'), Value: String(StringValue ?? '') },
    ]),
  )
}

/** Attributes as a filter policy sees them: numbers as numbers, an array's elements each. */
function plainAttributes(attributes: Record<string, SnsAttribute>): { [name: string]: Json } {
  const plain = ({ Type, Value }: SnsAttribute): Json => {
    if (Type === 'Number') return Number(Value)
    return Type === 'String.Array' ? parsed(Value) : Value
  }
  return Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, plain(one)]))
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

/**
 * Notifications of a topic. `filters` are the subscription's filter policy, over attributes.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function snsMapping(kit: SourceKit, functionName: string, source: EventSource): Mapping {
  return pushing(kit, functionName, source, (change) => {
    if (change.service !== 'sns' || change.action !== 'Publish') return undefined
    const { messageId, message, subject } = change.detail
    const attributes = delivered(change.detail.attributes)
    if (!matchesAny(source.filters, () => plainAttributes(attributes))) return undefined
    return snsEvent(
      { ...kit, at: change.at },
      {
        topicName: change.resource,
        message: String(message ?? ''),
        subject: typeof subject === 'string' ? subject : null,
        messageAttributes: attributes,
        ...(typeof messageId === 'string' ? { messageId } : {}),
      },
    )
  })
}

/**
 * Events of a bus that match the rule's pattern, given as `filters`; a constant input is delivered
 * alone.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
 */
export function eventBridgeMapping(
  kit: SourceKit,
  functionName: string,
  source: EventSource,
): Mapping {
  return pushing(kit, functionName, source, (change) => {
    if (change.service !== 'events' || change.action !== 'PutEvents') return undefined
    const { id, source: from, detailType, detail, resources } = change.detail
    const event = eventBridgeEvent(
      { ...kit, at: change.at },
      {
        source: String(from ?? ''),
        detailType: String(detailType ?? ''),
        detail: typeof detail === 'string' ? parsed(detail) : (detail ?? {}),
        resources: Array.isArray(resources) ? resources.map(String) : [],
        ...(typeof id === 'string' ? { id } : {}),
      },
    )
    if (!matchesAny(source.filters, () => event)) return undefined
    return source.input === undefined ? event : source.input
  })
}
