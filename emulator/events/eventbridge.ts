import type { Json } from '../schema/json'
import { arnOf, type EventObject, isoSecond, type Origin } from './origin'

export interface EventBridgeParameters {
  id?: string
  source?: string
  detailType?: string
  detail?: Json
  resources?: string[]
}

/**
 * What a rule delivers to its target.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
export function eventBridgeEvent(
  origin: Origin,
  parameters: EventBridgeParameters = {},
): EventObject {
  return {
    version: '0',
    id: parameters.id ?? origin.chance.uuid(),
    'detail-type': parameters.detailType ?? 'order.created',
    source: parameters.source ?? 'com.example.shop',
    account: origin.accountId,
    time: isoSecond(origin.at),
    region: origin.region,
    resources: parameters.resources ?? [],
    detail: parameters.detail === undefined ? { orderId: '1001' } : parameters.detail,
  }
}

/**
 * What a schedule delivers, as `sam local generate-event cloudwatch scheduled-event`.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 */
export function scheduledEvent(origin: Origin, parameters: { ruleArn?: string } = {}): EventObject {
  return eventBridgeEvent(origin, {
    source: 'aws.events',
    detailType: 'Scheduled Event',
    detail: {},
    resources: [parameters.ruleArn ?? arnOf(origin, 'events', 'rule/ExampleRule')],
  })
}
