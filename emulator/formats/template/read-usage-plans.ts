import type { RestApi, WebSocketApi } from '../../schema/api'
import type { ApiKey, Throttle, UsagePlan } from '../../schema/stage'
import { defined, unlessEmpty } from '../defined'
import { booleanOf, entriesOf, get, integerOf, itemsOf, type Node, textOf, wordOf } from '../node'
import type { Draft } from './draft'
import { readThrottle } from './read-stages'
import { ofType, type Scope } from './resource'

const SHORTEST_KEY = 20

function readKeys(scope: Scope, draft: Draft<RestApi | WebSocketApi>): Record<string, ApiKey> {
  const keys = ofType(scope, 'AWS::ApiGateway::ApiKey').map((resource): [string, ApiKey] => {
    const properties = scope.propertiesOf(resource)
    const value = get(properties, 'Value')
    const enabled = get(properties, 'Enabled')
    const made = resource.id.padEnd(SHORTEST_KEY, '0')
    if (value) draft.reading.places.set(`apiKeys.${scope.nameOf(resource)}`, value)
    else draft.reading.warn(resource.node, `AWS draws the API key’s value; here it is ${made}`)
    const key = { value: value ? textOf(value) : made, enabled: enabled && booleanOf(enabled) }
    return [scope.nameOf(resource), defined(key)]
  })
  return Object.fromEntries(keys)
}

/** Which keys are in a plan, by the plan's logical id. */
function keysOf(scope: Scope, planId: string): string[] {
  return ofType(scope, 'AWS::ApiGateway::UsagePlanKey').flatMap((resource) => {
    const properties = scope.propertiesOf(resource)
    const plan = get(properties, 'UsagePlanId')
    const key = get(properties, 'KeyId')
    if (!plan || !key || textOf(plan) !== planId) return []
    const named = scope.resources.get(textOf(key))
    return [named ? scope.nameOf(named) : textOf(key)]
  })
}

function readPlan(scope: Scope, node: Node | undefined, id: string, apiId: string) {
  const stages: string[] = []
  const methods: [string, Throttle][] = []
  for (const one of itemsOf(get(node, 'ApiStages'))) {
    const api = get(one, 'ApiId')
    const stage = get(one, 'Stage')
    if (!api || !stage || textOf(api) !== apiId) continue
    stages.push(textOf(stage))
    for (const [key, throttle] of entriesOf(get(one, 'Throttle'))) {
      const read = readThrottle(throttle)
      if (read) methods.push([key, read])
    }
  }
  const limit = get(node, 'Quota', 'Limit')
  const period = get(node, 'Quota', 'Period')
  const offset = get(node, 'Quota', 'Offset')
  if (stages.length === 0) return null
  return defined({
    keys: keysOf(scope, id),
    stages,
    throttle: readThrottle(get(node, 'Throttle')),
    methodThrottles: unlessEmpty(Object.fromEntries(methods)),
    quota:
      limit &&
      period &&
      defined({
        limit: integerOf(limit),
        period: wordOf(period, ['DAY', 'WEEK', 'MONTH'] as const),
        offset: offset && integerOf(offset),
      }),
  })
}

/**
 * Gives an API the keys of the template and the plans that name it.
 * @throws {FormatError}
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html
 */
export function addUsagePlans(scope: Scope, draft: Draft<RestApi | WebSocketApi>): void {
  const plans = ofType(scope, 'AWS::ApiGateway::UsagePlan').flatMap(
    (resource): [string, UsagePlan][] => {
      const plan = readPlan(scope, scope.propertiesOf(resource), resource.id, draft.id)
      return plan ? [[scope.nameOf(resource), plan]] : []
    },
  )
  const { api } = draft
  const keys = plans.length > 0 ? readKeys(scope, draft) : {}
  const apiKeys = unlessEmpty({ ...api.apiKeys, ...keys })
  const usagePlans = unlessEmpty({ ...api.usagePlans, ...Object.fromEntries(plans) })
  Object.assign(api, defined({ apiKeys, usagePlans }))
}
