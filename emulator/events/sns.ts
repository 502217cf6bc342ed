import type { Json } from '../schema/json'
import { arnOf, type EventObject, type Origin } from './origin'

/** A message attribute as a subscriber sees it. */
export interface SnsAttribute {
  Type: string
  Value: string
}

export interface SnsParameters {
  message?: string
  subject?: string | null
  topicName?: string
  messageId?: string
  messageAttributes?: Record<string, SnsAttribute>
}

/**
 * What a function receives from a topic, as `sam local generate-event sns notification`. Mind
 * `SigningCertUrl` and `UnsubscribeUrl`: deliveries over HTTP or to SQS write `URL` instead.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export function snsEvent(origin: Origin, parameters: SnsParameters = {}): EventObject {
  const topicArn = arnOf(origin, 'sns', parameters.topicName ?? 'ExampleTopic')
  const subscriptionArn = `${topicArn}:${origin.chance.uuid()}`
  const host = `https://sns.${origin.region}.amazonaws.com`
  const attributes: Record<string, Json> = Object.fromEntries(
    Object.entries(parameters.messageAttributes ?? {}).map(([name, { Type, Value }]) => [
      name,
      { Type, Value },
    ]),
  )
  const message: EventObject = {
    Type: 'Notification',
    MessageId: parameters.messageId ?? origin.chance.uuid(),
    TopicArn: topicArn,
    Subject: parameters.subject ?? null,
    Message: parameters.message ?? 'example message',
    Timestamp: new Date(origin.at).toISOString(),
    SignatureVersion: '1',
    Signature: origin.chance.token(344),
    SigningCertUrl: `${host}/SimpleNotificationService-${origin.chance.hex(32)}.pem`,
    UnsubscribeUrl: `${host}/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`,
    MessageAttributes: attributes,
  }
  return {
    Records: [
      {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscriptionArn,
        Sns: message,
      },
    ],
  }
}
