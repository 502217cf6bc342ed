import type { HttpAuthorizer } from '../schema/authorizer'
import type { Json } from '../schema/json'
import { executeArn } from './account'
import { readAuthorization } from './authorizer-result'
import { type Call, note, nowOf, type Outcome, refuse } from './call'
import { conditionContext } from './condition-context'
import { HTTP_ERRORS } from './errors-http'
import { httpAuthorizerEvent } from './event-http'
import { callFunction, functionName, payloadValue } from './function-call'
import { httpIdentityValue } from './http-mapping-source'
import { evaluate } from './policy'

const DEFAULT_SOURCE = ['$request.header.Authorization']
/** What the API assumes; the console fills in 300. */
const DEFAULT_TTL_SECONDS = 0

type LambdaAuthorizer = Extract<HttpAuthorizer, { type: 'REQUEST' }>

/** What is kept: the verdict of a simple response, the policy otherwise. */
interface Kept {
  simple: boolean | null
  policy: Json
  context: Json
}

function readSimple(payload: string): Kept | string {
  const value = payloadValue(payload)
  if (!value || typeof value !== 'object' || Array.isArray(value)) return 'it is no JSON object'
  if (typeof value.isAuthorized !== 'boolean') return 'isAuthorized is no boolean'
  return { simple: value.isAuthorized, policy: null, context: value.context ?? null }
}

function readPolicy(call: Call, payload: string): Kept | string {
  const result = readAuthorization(payload, call.kit.figures.limits)
  if ('wrong' in result) return result.wrong
  const raw = payloadValue(payload) as { context?: Json }
  return { simple: null, policy: result.policy as Json, context: raw.context ?? null }
}

function judge(
  call: Call,
  kept: Kept,
  format: '1.0' | '2.0',
  ms: number,
  cached: boolean,
): Outcome {
  const input: Json = { ...kept, cached }
  const path = call.path
  const allowed =
    kept.simple ??
    evaluate([kept.policy as never], {
      action: 'execute-api:Invoke',
      resource: executeArn(call.api, call.stageName, call.verb, path),
      context: () => conditionContext(call),
    }) === 'allow'
  const rule = cached
    ? 'auth.http-cache'
    : kept.simple === null
      ? 'auth.http-policy'
      : 'auth.http-simple'
  if (!allowed) {
    const sentence = `The ${cached ? 'cached ' : ''}answer of the authorizer does not allow it.`
    return refuse(call, 'authorizer', rule, sentence, HTTP_ERRORS.forbidden, { input, ms })
  }
  call.authorizer =
    format === '1.0' && kept.context !== null ? kept.context : { lambda: kept.context }
  const sentence = `The ${cached ? 'cached ' : ''}answer of the authorizer allows it.`
  note(call, 'authorizer', 'pass', rule, sentence, { input, output: call.authorizer, ms })
  return null
}

/**
 * A Lambda authorizer of an HTTP API, with simple responses or policies.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export async function authorizeHttpWithLambda(
  call: Call,
  name: string,
  authorizer: LambdaAuthorizer,
): Promise<Outcome> {
  const sources = authorizer.identitySource ?? DEFAULT_SOURCE
  const values = sources.map((source) => httpIdentityValue(call, source))
  if (values.some((value) => value === undefined || value === '')) {
    const sentence = 'An identity source is missing, so the authorizer is not called.'
    return refuse(call, 'authorizer', 'auth.http-missing', sentence, HTTP_ERRORS.unauthorized)
  }
  const format = authorizer.payloadFormatVersion ?? '2.0'
  const ttl = authorizer.resultTtlInSeconds ?? DEFAULT_TTL_SECONDS
  const key = JSON.stringify([call.api.id, call.stageName, name, ...values])
  const found = call.kit.memory.authorizations.get(key)
  if (ttl > 0 && found && found.until > nowOf(call)) {
    return judge(call, found.result as unknown as Kept, format, 0, true)
  }
  const event = httpAuthorizerEvent(call, format, values as string[])
  const answer =
    authorizer.permitted === false
      ? null
      : await callFunction(call, functionName(call, authorizer) ?? '', event)
  const ms = answer?.durationMs ?? 0
  const kept =
    answer?.statusCode !== 200 || answer.functionError
      ? 'it failed'
      : format === '2.0' && authorizer.enableSimpleResponses
        ? readSimple(answer.payload)
        : readPolicy(call, answer.payload)
  if (typeof kept === 'string') {
    const rule = kept.includes('isAuthorized') ? 'auth.http-simple' : 'auth.http-failure'
    const sentence = `The authorizer's answer is of no use: ${kept}.`
    return refuse(call, 'authorizer', rule, sentence, HTTP_ERRORS.internal, { input: event, ms })
  }
  if (ttl > 0) {
    const until = nowOf(call) + ms + ttl * 1000
    call.kit.memory.authorizations.set(key, { until, result: kept as unknown as Json })
  }
  return judge(call, kept, format, ms, false)
}
