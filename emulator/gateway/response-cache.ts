import type { RestApi, RestMethod } from '../schema/api'
import { executeArn } from './account'
import type { Answer } from './answer'
import { sizeOf } from './bytes'
import { type Call, note, nowOf, type Outcome, refuse } from './call'
import { accessDenied } from './errors-rest'
import { headerOf } from './header-list'
import { requestValue } from './mapping-source'
import { evaluate } from './policy'
import { settingFor } from './settings'

const DEFAULT_TTL_SECONDS = 300
/** AWS does not say whether other answers are kept. */
const CACHEABLE_STATUS = (status: number) => status >= 200 && status < 300
const IGNORED_WARNING =
  '199 Cache-control headers were ignored because the caller was unauthorized.'

/** Where an answer will be kept, if it will. */
export interface CacheSlot {
  key: string
  ttlMs: number
  warning: boolean
}

function mayInvalidate(call: Call): boolean {
  const principal = call.kit.credentials[call.identity.accessKey ?? '']
  if (!principal) return false
  const resource = executeArn(call.api, call.stageName, call.verb, call.path)
  const question = { action: 'execute-api:InvalidateCache', resource, context: {} }
  return evaluate(principal.policies, question) === 'allow'
}

/**
 * Looks for a kept answer. Only the chosen parameters tell requests apart, so others share answers.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export function lookUp(
  call: Call,
  api: RestApi,
  resource: string,
  method: RestMethod,
): { outcome: Outcome; slot: CacheSlot | null } {
  const stage = api.stages[call.stageName]
  const setting = settingFor(stage, resource, call.verb)
  const ownSetting = stage?.settings?.[`${resource}/${call.verb}`]
  const wanted =
    ownSetting?.cachingEnabled ?? (call.verb === 'GET' && setting.cachingEnabled !== false)
  const ttlMs = (setting.cacheTtlInSeconds ?? DEFAULT_TTL_SECONDS) * 1000
  if (!stage?.cache || !wanted || ttlMs === 0) {
    const rule = stage?.cache && ttlMs > 0 ? 'cache.get-only' : 'cache.ttl'
    note(call, 'cache', 'skip', rule, 'The answer of this method is not cached.')
    return { outcome: null, slot: null }
  }
  const chosen = method.integration.cacheKeyParameters ?? []
  const values = chosen.map((name) => requestValue(call, name) ?? null)
  const key = JSON.stringify([api.id, call.stageName, resource, call.verb, chosen, values])
  const slot: CacheSlot = { key, ttlMs, warning: false }
  if (/max-age=0/.test(headerOf(call.headers, 'cache-control') ?? '')) {
    const free = setting.requireAuthorizationForCacheControl === false || mayInvalidate(call)
    if (free) {
      note(call, 'cache', 'pass', 'cache.invalidate', 'Cache-Control: max-age=0 renews the entry.')
      return { outcome: null, slot }
    }
    const strategy =
      setting.unauthorizedCacheControlHeaderStrategy ?? 'SUCCEED_WITH_RESPONSE_HEADER'
    if (strategy === 'FAIL_WITH_403') {
      const arn = executeArn(api, call.stageName, call.verb, call.path)
      const message = `User: anonymous is not authorized to perform: execute-api:InvalidateCache on resource: ${arn}`
      const sentence = 'The caller may not invalidate the cache and the strategy is FAIL_WITH_403.'
      const rule = 'cache.invalidate-denied'
      return { outcome: refuse(call, 'cache', rule, sentence, accessDenied(message)), slot: null }
    }
    slot.warning = strategy === 'SUCCEED_WITH_RESPONSE_HEADER'
  }
  const kept = call.kit.memory.responses.get(key)
  if (kept && kept.until > nowOf(call)) {
    const sentence = `Kept under ${chosen.join(', ') || 'no parameter at all'}: the integration is not called.`
    note(call, 'cache', 'answer', 'cache.hit-skips', sentence, { input: key })
    return { outcome: { answer: withWarning(kept.answer, slot) }, slot: null }
  }
  note(call, 'cache', 'pass', 'cache.key', 'Nothing is kept under this key.', { input: key })
  return { outcome: null, slot }
}

/** Adds the warning for a Cache-Control that was not obeyed. */
export function withWarning(answer: Answer, slot: CacheSlot): Answer {
  if (!slot.warning) return answer
  return { ...answer, headers: [...answer.headers, ['Warning', IGNORED_WARNING]] }
}

/** Keeps an answer unless it is an error or too large. */
export function keep(call: Call, slot: CacheSlot, answer: Answer): void {
  if (!CACHEABLE_STATUS(answer.status)) return
  if (sizeOf(answer.body) > call.kit.figures.limits.cacheEntryBytes) return
  call.kit.memory.responses.set(slot.key, { until: nowOf(call) + slot.ttlMs, answer })
}
