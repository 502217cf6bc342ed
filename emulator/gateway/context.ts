import type { Json } from '../schema/json'
import { accountOf, idFor } from './account'
import type { Call } from './call'
import { requestTime } from './time-text'

/** Fields of `identity` that are null until somebody is known. */
const IDENTITY_FIELDS = [
  'accessKey',
  'accountId',
  'caller',
  'cognitoAuthenticationProvider',
  'cognitoAuthenticationType',
  'cognitoIdentityId',
  'cognitoIdentityPoolId',
  'principalOrgId',
  'sourceIp',
  'user',
  'userAgent',
  'userArn',
]

/**
 * `identity` of payload 1.0: every field, null where nobody is known.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
function identityOf(call: Call): Record<string, string | null> {
  const identity: Record<string, string | null> = {}
  for (const field of IDENTITY_FIELDS) identity[field] = null
  identity.sourceIp = call.sourceIp
  identity.userAgent = call.userAgent
  return Object.assign(identity, call.identity)
}

/** The first label of the host. */
export function domainPrefix(call: Call): string {
  const dot = call.host.indexOf('.')
  return dot < 0 ? call.host : call.host.slice(0, dot)
}

/** The stage's deployment; an id made of API and stage unless told. */
export function deploymentId(call: Call): string {
  const stages = call.api.type === 'FUNCTION_URL' ? {} : call.api.stages
  return stages[call.stageName]?.deploymentId ?? idFor(`${call.api.id}/${call.stageName}`, 6)
}

/**
 * `requestContext` of payload 1.0, which is also what most of `$context` says.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function requestContext(call: Call): { [key: string]: Json } {
  const resource = call.route?.slice(call.route.indexOf(' ') + 1) ?? call.path
  return {
    accountId: accountOf(call.api),
    apiId: call.api.id,
    ...(call.authorizer !== undefined && { authorizer: call.authorizer }),
    deploymentId: deploymentId(call),
    domainName: call.host,
    domainPrefix: domainPrefix(call),
    extendedRequestId: call.extendedRequestId,
    httpMethod: call.verb,
    identity: identityOf(call),
    path: call.shownPath,
    protocol: 'HTTP/1.1',
    requestId: call.requestId,
    requestTime: requestTime(call.startedAt),
    requestTimeEpoch: call.startedAt,
    resourceId: idFor(`${call.api.id}${resource}`, 6),
    resourcePath: resource,
    stage: call.stageName,
  }
}

type Context = { [key: string]: Json }

/** What `$context` depends on and what changes on a request's way. */
const stateOf = (call: Call): readonly unknown[] => [
  call.api,
  call.stageName,
  call.host,
  call.verb,
  call.path,
  call.shownPath,
  call.route,
  call.sourceIp,
  call.identity,
  call.authorizer,
  call.isCanary,
  call.refusal,
]

/**
 * `$context` of templates, mappings, gateway responses and access logs; read it, never change it.
 * Made again only when the request has come further since.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function contextOf(call: Call): Context {
  const state = stateOf(call)
  const known = call.shown
  if (known?.state.every((value, i) => value === state[i])) return known.context
  const context = makeContext(call)
  call.shown = { state, context }
  return context
}

function makeContext(call: Call): Context {
  const context = requestContext(call)
  if (call.isCanary !== null) context.isCanaryRequest = call.isCanary
  if (call.route !== null) context.routeKey = call.route
  if (call.refusal) {
    context.error = {
      message: call.refusal.message,
      messageString: JSON.stringify(call.refusal.message),
      responseType: call.refusal.response,
      validationErrorString: call.refusal.validation ?? null,
    }
  }
  return context
}

/** The value at `identity.sourceIp` and the like, as text; undefined when there is none. */
export function contextText(context: { [key: string]: Json }, path: string): string | undefined {
  let value: Json | undefined = context
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
    value = value[key]
    if (value === undefined) return undefined
  }
  if (value === null || typeof value === 'object') return undefined
  return String(value)
}
