import type { RestApi } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import { executeArn } from './account'
import type { Answer } from './answer'
import { authorizeWithIam, REST_IAM_ERRORS } from './authorize-iam'
import { authorizeWithCognito } from './authorize-jwt'
import { authorizeWithLambda } from './authorize-lambda'
import { byteLength, exceeds, isOver } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { inRange } from './cidr'
import { REST_ERRORS } from './errors-rest'
import { requestAuthorizerEvent } from './event-rest'
import { finish } from './finish'
import { gatewayResponse } from './gateway-response'
import { logEnd, logMethodRequest, logStart } from './log-request'
import { checkResourcePolicy } from './resource-policy'
import { keep, lookUp, withWarning } from './response-cache'
import { integrateRest, noteSkipped } from './rest-integration'
import { type RestMatch, routeRest } from './route-rest'
import { checkApiKey, checkUsage } from './usage'
import { validate } from './validate'

function checkEdge(call: Call): Outcome {
  const { limits } = call.kit.figures
  const headerBytes = call.headers.reduce((sum, [n, v]) => sum + n.length + byteLength(v), 0)
  if (headerBytes > limits.headerBytes) {
    const sentence = `The headers take ${headerBytes} bytes of ${limits.headerBytes}.`
    return refuse(call, 'edge', 'limit.headers', sentence, REST_ERRORS.headersTooLarge)
  }
  if (isOver(call.body, limits.payloadBytes)) {
    const sentence = `The body is over ${limits.payloadBytes} bytes.`
    return refuse(call, 'edge', 'rest.too-large', sentence, REST_ERRORS.tooLarge)
  }
  note(call, 'edge', 'pass', 'step.rest-order', 'The request is small enough.')
  return null
}

function checkWaf(call: Call, api: RestApi): Outcome {
  const range = api.wafBlocks?.find((one) => inRange(call.sourceIp, one))
  if (range !== undefined) {
    const sentence = `The web ACL blocks ${range}.`
    return refuse(call, 'waf', 'rest.waf-block', sentence, REST_ERRORS.wafFiltered)
  }
  const sentence = api.wafBlocks ? 'The web ACL lets it through.' : 'There is no web ACL.'
  note(call, 'waf', api.wafBlocks ? 'pass' : 'skip', 'step.waf-first', sentence)
  return null
}

function chooseRoute(call: Call, api: RestApi): { outcome: Outcome } | { match: RestMatch } {
  const missing = (sentence: string) => {
    const error = REST_ERRORS.missingAuthenticationToken
    return { outcome: refuse(call, 'route', 'rest.unknown-route', sentence, error) }
  }
  if (!Object.hasOwn(api.stages, call.stageName)) {
    return missing(`There is no stage ${call.stageName || '(none)'}.`)
  }
  const { match, skipped } = routeRest(api, call.verb, call.path)
  if (!match) return missing(`Nothing serves ${call.verb} ${call.path}.`)
  call.route = `${match.verb} ${match.resource}`
  call.pathParameters = match.pathParameters
  const passed = skipped.length > 0 ? ` ${skipped.join(', ')} does not serve ${call.verb}.` : ''
  const rule = skipped.length > 0 ? 'route.verb-skips-resource' : 'route.priority'
  note(call, 'route', 'pass', rule, `${call.route} is the narrowest that serves it.${passed}`, {
    input: { method: call.verb, path: call.path },
    output: { resource: match.resource, method: match.verb, pathParameters: match.pathParameters },
  })
  if (
    exceeds(
      executeArn(api, call.stageName, call.verb, call.path),
      call.kit.figures.limits.methodArnBytes,
    )
  ) {
    const sentence = `The method ARN is over ${call.kit.figures.limits.methodArnBytes} bytes.`
    return { outcome: refuse(call, 'route', 'rest.arn-too-long', sentence, REST_ERRORS.uriTooLong) }
  }
  return { match }
}

async function authorize(call: Call, api: RestApi, match: RestMatch): Promise<Outcome> {
  const { method, resource } = match
  const kind = method.authorizationType ?? 'NONE'
  if (kind === 'NONE') {
    note(call, 'authorizer', 'skip', 'step.rest-order', 'The method is open.')
    return null
  }
  if (kind === 'AWS_IAM') return authorizeWithIam(call, api.resourcePolicy, REST_IAM_ERRORS)
  const name = method.authorizer ?? ''
  const authorizer = api.authorizers?.[name]
  if (!authorizer) {
    const sentence = `There is no authorizer ${name}.`
    return refuse(call, 'authorizer', 'auth.failure', sentence, REST_ERRORS.authorizerConfiguration)
  }
  if (authorizer.type === 'COGNITO_USER_POOLS') {
    return authorizeWithCognito(call, authorizer, method.authorizationScopes ?? [])
  }
  return authorizeWithLambda(call, name, authorizer, () => requestAuthorizerEvent(call, resource))
}

async function run(call: Call, api: RestApi): Promise<Answer | null> {
  const early = checkEdge(call) ?? checkWaf(call, api)
  if (early) return null
  const routed = chooseRoute(call, api)
  if ('outcome' in routed) return null
  const { match } = routed
  const { method, resource } = match
  logStart(call)
  if (checkResourcePolicy(call, api, method)) return null
  if (await authorize(call, api, match)) return null
  const { outcome, inPlan } = checkApiKey(call, api, method.apiKeyRequired ?? false)
  if (outcome) return null
  if (checkUsage(call, inPlan, resource, match.verb)) return null
  logMethodRequest(call)
  if (validate(call, api, method)) return null
  const cached = lookUp(call, api, resource, method)
  if (cached.outcome) {
    if (!('answer' in cached.outcome)) return null
    noteSkipped(call, 'The cache answered.', 'cache.hit-skips')
    return cached.outcome.answer
  }
  const done = await integrateRest(call, api, match)
  if ('outcome' in done) return null
  if (cached.slot) {
    keep(call, cached.slot, done.answer)
    return withWarning(done.answer, cached.slot)
  }
  return done.answer
}

const TRACED = new Set(['AWS', 'AWS_PROXY', 'HTTP'])

/** Adds the ids every answer carries, and the trace id where the integration has one. */
export function withGatewayHeaders(call: Call, api: RestApi, answer: Answer): Answer {
  const [verb = '', resource = ''] = call.route?.split(' ') ?? []
  const type = api.resources[resource]?.[verb]?.integration.type
  const traced = !call.refusal && type !== undefined && TRACED.has(type)
  return {
    ...answer,
    headers: [
      ...answer.headers,
      ['x-amzn-RequestId', call.requestId],
      ['x-amz-apigw-id', call.extendedRequestId],
      ...(traced ? [['X-Amzn-Trace-Id', call.trace.text] as [string, string]] : []),
    ],
  }
}

/**
 * One request through a REST API, all steps in order.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 */
export async function handleRest(call: Call, api: RestApi): Promise<Exchange> {
  const made = await run(call, api)
  const answer = made ?? gatewayResponse(call, call.refusal ?? REST_ERRORS.configuration)
  const complete = withGatewayHeaders(call, api, answer)
  const rule = call.refusal ? 'header.rest-error' : 'header.rest-success'
  note(call, 'response headers', 'pass', rule, 'The gateway adds its ids.')
  if (call.log.length > 0) logEnd(call, complete)
  return finish(call, complete)
}
