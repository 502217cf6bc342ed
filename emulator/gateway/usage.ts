import type { RestApi, WebSocketApi } from '../schema/api'
import type { ApiKey, Throttle, UsagePlan } from '../schema/stage'
import { idFor } from './account'
import { takeToken } from './bucket'
import { type Call, logLine, note, nowOf, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { headerOf } from './header-list'
import { countRequest } from './quota'
import { settingFor } from './settings'

interface KeyInPlan {
  name: string
  key: ApiKey
  planName: string
  plan: UsagePlan
}

/** Whether a throttled request counts against the quota is not documented. */
const THROTTLED_COUNTS = false

function findKey(api: RestApi | WebSocketApi, value: string, stage: string): KeyInPlan | string {
  const found = Object.entries(api.apiKeys ?? {}).find(([, key]) => key.value === value)
  if (!found) return 'no key has this value'
  const [name, key] = found
  if (key.enabled === false) return `the key ${name} is disabled`
  const plan = Object.entries(api.usagePlans ?? {}).find(
    ([, one]) => one.keys.includes(name) && one.stages.includes(stage),
  )
  if (!plan) return `the key ${name} is in no usage plan of this stage`
  return { name, key, planName: plan[0], plan: plan[1] }
}

/**
 * The API key: from the header, or from the authorizer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
 */
export function checkApiKey(
  call: Call,
  api: RestApi | WebSocketApi,
  required: boolean,
): { outcome: Outcome; inPlan: KeyInPlan | null } {
  if (!required) {
    note(call, 'api key', 'skip', 'key.missing', 'The method asks for no API key.')
    return { outcome: null, inPlan: null }
  }
  const fromAuthorizer = api.type === 'REST' && api.apiKeySource === 'AUTHORIZER'
  const value = fromAuthorizer ? call.usageKey : headerOf(call.headers, 'x-api-key')
  const found = value ? findKey(api, value, call.stageName) : 'there is none'
  if (typeof found === 'string') {
    const rule = fromAuthorizer
      ? 'key.source-authorizer'
      : found.includes('usage plan')
        ? 'key.plan'
        : 'key.missing'
    const sentence = `The API key is refused: ${found}.`
    return {
      outcome: refuse(call, 'api key', rule, sentence, REST_ERRORS.invalidApiKey),
      inPlan: null,
    }
  }
  const id = idFor(`${api.id}/key/${found.name}`, 10)
  call.identity = { ...call.identity, apiKey: found.key.value, apiKeyId: id }
  logLine(call, `API Key: **********************************${found.key.value.slice(-6)}`)
  logLine(call, `API Key ID: ${id}`)
  const rule = fromAuthorizer ? 'auth.usage-key' : 'key.plan'
  const sentence = `The key ${found.name} belongs to the plan ${found.planName}.`
  note(call, 'api key', 'pass', rule, sentence, {
    output: { key: found.name, plan: found.planName },
  })
  return { outcome: null, inPlan: found }
}

interface NamedThrottle {
  name: string
  throttle: Throttle
  what: string
}

function planBuckets(inPlan: KeyInPlan, resource: string, verb: string): NamedThrottle[] {
  const { plan, planName, name } = inPlan
  const own = plan.methodThrottles?.[`${resource}/${verb}`]
  const base = `plan/${planName}/${name}`
  return [
    ...(own
      ? [{ name: `${base}/${resource}/${verb}`, throttle: own, what: 'key and method' }]
      : []),
    ...(plan.throttle ? [{ name: base, throttle: plan.throttle, what: 'key' }] : []),
  ]
}

/** Takes a token in each bucket, in order; the first empty one refuses and later ones keep theirs. */
export function takeTokens(call: Call, buckets: NamedThrottle[]): NamedThrottle | null {
  for (const bucket of buckets) {
    const { buckets: memory } = call.kit.memory
    if (!takeToken(memory, bucket.name, bucket.throttle, nowOf(call))) return bucket
  }
  return null
}

/** Buckets of the stage's method or of all its methods, and of the account. */
export function commonBuckets(call: Call, resource: string, verb: string): NamedThrottle[] {
  const { api } = call
  if (api.type === 'FUNCTION_URL') return []
  const stage = api.stages[call.stageName]
  const throttle =
    settingFor(stage, resource, verb).throttle ?? stage?.settings?.[resource]?.throttle
  const limits = call.kit.figures.limits
  const account = api.accountThrottle ?? { rate: limits.accountRate, burst: limits.accountBurst }
  const own = stage?.settings?.[`${resource}/${verb}`] ?? stage?.settings?.[resource]
  const name = own?.throttle ? `/${resource}/${verb}` : ''
  return [
    ...(throttle
      ? [{ name: `stage/${api.id}/${call.stageName}${name}`, throttle, what: 'stage or method' }]
      : []),
    { name: 'account', throttle: account, what: 'account' },
  ]
}

/**
 * Plan buckets, stage and account buckets, then the quota.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export function checkUsage(
  call: Call,
  inPlan: KeyInPlan | null,
  resource: string,
  verb: string,
): Outcome {
  const own = inPlan ? planBuckets(inPlan, resource, verb) : []
  const quota = inPlan?.plan.quota
  const countOne = () =>
    !inPlan ||
    !quota ||
    countRequest(call.kit.memory, `${inPlan.planName}/${inPlan.name}`, quota, nowOf(call))
  const emptyPlan = takeTokens(call, own)
  if (emptyPlan) return throttled(call, emptyPlan)
  if (!countOne()) {
    const sentence = `The plan's quota of ${quota?.limit} a ${quota?.period.toLowerCase()} is used up.`
    return refuse(call, 'quota', 'quota.exceeded', sentence, REST_ERRORS.quotaExceeded)
  }
  const empty = takeTokens(call, commonBuckets(call, resource, verb))
  if (empty) {
    if (!THROTTLED_COUNTS && inPlan && quota) giveBack(call, `${inPlan.planName}/${inPlan.name}`)
    return throttled(call, empty)
  }
  note(call, 'throttle', 'pass', 'throttle.bucket', 'Every bucket had a token.')
  if (quota) note(call, 'quota', 'pass', 'quota.across-stages', 'The quota had one left.')
  else note(call, 'quota', 'skip', 'quota.exceeded', 'There is no quota.')
  return null
}

function giveBack(call: Call, name: string): void {
  const kept = call.kit.memory.quotas.get(name)
  if (kept) kept.used--
}

function throttled(call: Call, empty: NamedThrottle): Outcome {
  const sentence = `The bucket of the ${empty.what} (${empty.throttle.rate}/s, burst ${empty.throttle.burst}) is empty.`
  return refuse(call, 'throttle', 'throttle.refused', sentence, REST_ERRORS.throttled)
}
