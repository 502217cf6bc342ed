import type { Authorizer } from '../schema/authorizer'
import type { Json } from '../schema/json'
import { executeArn } from './account'
import { type Authorization, readAuthorization } from './authorizer-result'
import { type Call, logLine, note, nowOf, type Outcome, refuse } from './call'
import { conditionContext } from './condition-context'
import { REST_ERRORS } from './errors-rest'
import { callFunction, errorMessageOf, functionName } from './function-call'
import { requestValue } from './mapping-source'
import { matchesWhole } from './pattern'
import { evaluate } from './policy'

type LambdaAuthorizer = Exclude<Authorizer, { type: 'COGNITO_USER_POOLS' }>

const DEFAULT_TTL_SECONDS = 300
/** AWS does not say whether a failed authorizer is remembered. */
const FAILURES_ARE_CACHED = false
const DEFAULT_TOKEN_SOURCE = 'method.request.header.Authorization'

const sourcesOf = new WeakMap<LambdaAuthorizer, string[]>()

function identitySources(authorizer: LambdaAuthorizer): string[] {
  let sources = sourcesOf.get(authorizer)
  if (!sources) {
    const source =
      authorizer.identitySource ?? (authorizer.type === 'TOKEN' ? DEFAULT_TOKEN_SOURCE : '')
    sources = source
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
    sourcesOf.set(authorizer, sources)
  }
  return sources
}

/** Why the authorizer is not even asked; null when it may be. */
function unasked(
  authorizer: LambdaAuthorizer,
  values: (string | undefined)[],
  ttl: number,
): { rule: string; sentence: string } | null {
  const missing = values.some((value) => value === undefined || value.trim() === '')
  if (authorizer.type === 'TOKEN') {
    if (missing) {
      const sentence = 'The token is missing or empty, so the authorizer is not called.'
      return { rule: 'auth.missing-token', sentence }
    }
    const pattern = authorizer.identityValidationExpression
    if (pattern && matchesWhole(pattern, values[0] ?? '') !== true) {
      const sentence = `The token does not match ${pattern} as a whole, so the authorizer is not called.`
      return { rule: 'auth.token-pattern', sentence }
    }
    return null
  }
  if (missing && ttl > 0) {
    const sentence = 'An identity source is missing and results are cached, so it is not called.'
    return { rule: 'auth.request-sources', sentence }
  }
  return null
}

/**
 * Judges one request with what the authorizer returned, now or earlier: the policy is what is
 * kept, so a narrow one denies the next path.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
 */
function judge(call: Call, authorization: Authorization, ms: number, cached: boolean): Outcome {
  const arn = executeArn(call.api, call.stageName, call.verb, call.path)
  const decision = evaluate([authorization.policy], {
    action: 'execute-api:Invoke',
    resource: arn,
    context: () => conditionContext(call),
  })
  const input: Json = { methodArn: arn, policy: authorization.policy as Json, cached }
  if (decision !== 'allow') {
    const rule = cached
      ? 'auth.cache-policy'
      : decision === 'deny'
        ? 'auth.explicit-deny'
        : 'auth.implicit-deny'
    const how = decision === 'deny' ? 'denies' : 'says nothing about'
    const sentence = `The ${cached ? 'cached ' : ''}policy ${how} ${arn}.`
    const error = decision === 'deny' ? REST_ERRORS.explicitDeny : REST_ERRORS.implicitDeny
    return refuse(call, 'authorizer', rule, sentence, error, { input, ms })
  }
  call.authorizer = {
    principalId: authorization.principalId,
    integrationLatency: Math.round(ms),
    ...authorization.context,
  }
  call.usageKey = authorization.usageKey
  const rule = cached ? 'auth.cache-policy' : 'auth.event-authorizer'
  const sentence = `The ${cached ? 'cached ' : ''}policy allows ${arn}.`
  note(call, 'authorizer', 'pass', rule, sentence, { input, output: call.authorizer, ms })
  return null
}

/**
 * A TOKEN or REQUEST authorizer of a REST or WebSocket API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export async function authorizeWithLambda(
  call: Call,
  name: string,
  authorizer: LambdaAuthorizer,
  makeEvent: () => { [key: string]: Json },
): Promise<Outcome> {
  const { memory, figures } = call.kit
  const ttl = authorizer.resultTtlInSeconds ?? DEFAULT_TTL_SECONDS
  const sources = identitySources(authorizer)
  const values = sources.map((source) => requestValue(call, source))
  const refused = unasked(authorizer, values, ttl)
  if (refused) {
    logLine(call, `Unauthorized request: ${call.requestId}`)
    const input: Json = Object.fromEntries(sources.map((one, i) => [one, values[i] ?? null]))
    const error = REST_ERRORS.unauthorized
    return refuse(call, 'authorizer', refused.rule, refused.sentence, error, { input })
  }
  const key = JSON.stringify([call.api.id, call.stageName, name, ...values])
  const kept = memory.authorizations.get(key)
  if (ttl > 0 && kept && kept.until > nowOf(call)) {
    return judge(call, kept.result as unknown as Authorization, 0, true)
  }
  const event = authorizer.type === 'TOKEN' ? tokenEvent(call, values[0] ?? '') : makeEvent()
  const target = functionName(call, authorizer) ?? ''
  const permitted = authorizer.permitted !== false
  const answer = permitted ? await callFunction(call, target, event) : null
  const ms = answer?.durationMs ?? 0
  if (answer?.functionError && errorMessageOf(answer.payload) === 'Unauthorized') {
    logLine(call, `Unauthorized request: ${call.requestId}`)
    const sentence = 'The authorizer threw exactly Unauthorized.'
    return refuse(call, 'authorizer', 'auth.unauthorized', sentence, REST_ERRORS.unauthorized, {
      input: event,
      ms,
    })
  }
  const result =
    answer?.statusCode !== 200 || answer.functionError
      ? { rule: 'auth.failure', wrong: permitted ? 'it failed' : 'it may not be invoked' }
      : readAuthorization(answer.payload, figures.limits)
  if ('wrong' in result) {
    logLine(call, `Execution failed due to configuration error: Authorizer error, ${result.wrong}`)
    const sentence = `The authorizer's result is of no use: ${result.wrong}.`
    const error = REST_ERRORS.authorizerConfiguration
    return refuse(call, 'authorizer', result.rule, sentence, error, { input: event, ms })
  }
  if (ttl > 0 || FAILURES_ARE_CACHED) {
    const until = nowOf(call) + ms + ttl * 1000
    memory.authorizations.set(key, { until, result: result as unknown as Json })
  }
  return judge(call, result, ms, false)
}

function tokenEvent(call: Call, token: string): { [key: string]: Json } {
  return {
    type: 'TOKEN',
    methodArn: executeArn(call.api, call.stageName, call.verb, call.path),
    authorizationToken: token,
  }
}
