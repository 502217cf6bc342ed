import type { HttpApi } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { Answer } from './answer'
import { authorizeHttpWithLambda } from './authorize-http'
import { authorizeWithIam, type IamErrors } from './authorize-iam'
import { authorizeWithJwt } from './authorize-jwt'
import { byteLength, isOver } from './bytes'
import { type Call, note, type Outcome, type Refusal, refuse } from './call'
import { isPreflight, preflightAnswer, withCors } from './cors'
import { HTTP_ERRORS } from './errors-http'
import { finish } from './finish'
import { integrateHttpApi } from './integrate-http-api'
import { type HttpMatch, routeHttp, stageOf } from './route-http'
import { commonBuckets, takeTokens } from './usage'

const IAM_ERRORS: IamErrors = {
  unsigned: HTTP_ERRORS.forbidden,
  invalid: HTTP_ERRORS.forbidden,
  expired: HTTP_ERRORS.forbidden,
  denied: HTTP_ERRORS.forbidden,
  silent: HTTP_ERRORS.forbidden,
}

async function authorize(call: Call, api: HttpApi, match: HttpMatch): Promise<Outcome> {
  const { route } = match
  const kind = route.authorizationType ?? 'NONE'
  if (kind === 'NONE') {
    note(call, 'authorizer', 'skip', 'step.http-order', 'The route is open.')
    return null
  }
  if (kind === 'AWS_IAM') {
    const outcome = await authorizeWithIam(call, undefined, IAM_ERRORS)
    if (!outcome) call.authorizer = iamContext(call)
    return outcome
  }
  const name = route.authorizer ?? ''
  const authorizer = api.authorizers?.[name]
  if (!authorizer) {
    const sentence = `There is no authorizer ${name}.`
    return refuse(call, 'authorizer', 'auth.http-failure', sentence, HTTP_ERRORS.internal)
  }
  return authorizer.type === 'JWT'
    ? authorizeWithJwt(call, authorizer, route)
    : authorizeHttpWithLambda(call, name, authorizer)
}

/** `requestContext.authorizer` of a signed request. */
export function iamContext(call: Call) {
  const { accessKey = null, accountId = null, caller = null, userArn = null } = call.identity
  return {
    iam: {
      accessKey,
      accountId,
      callerId: caller,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn,
      userId: caller,
    },
  }
}

/** Size limits that HTTP APIs and function URLs share. */
export function checkSize(call: Call): Outcome {
  const { limits } = call.kit.figures
  const bytes = call.headers.reduce(
    (sum, [name, value]) => sum + name.length + byteLength(value),
    0,
  )
  if (bytes > limits.headerBytes) {
    const sentence = `The headers take ${bytes} bytes of ${limits.headerBytes}.`
    return refuse(call, 'edge', 'limit.headers', sentence, HTTP_ERRORS.headersTooLarge)
  }
  if (isOver(call.body, limits.payloadBytes)) {
    const sentence = `The body is over ${limits.payloadBytes} bytes.`
    return refuse(call, 'edge', 'http.too-large', sentence, HTTP_ERRORS.tooLarge)
  }
  note(call, 'edge', 'pass', 'step.http-order', 'The request is small enough.')
  return null
}

/** The gateway's answer to a refusal: the message as JSON, no gateway responses. */
function plainError(refusal: Refusal): Answer {
  return {
    status: refusal.status,
    headers: [['content-type', 'application/json'], ...(refusal.headers ?? [])],
    body: { text: JSON.stringify({ message: refusal.message }) },
  }
}

async function run(call: Call, api: HttpApi): Promise<Answer | null> {
  if (checkSize(call)) return null
  const found = stageOf(api, call.path)
  if (!found) {
    refuse(call, 'route', 'http.not-found', 'There is no such stage.', HTTP_ERRORS.notFound)
    return null
  }
  call.stageName = found.stage
  call.variables = api.stages[found.stage]?.variables ?? {}
  call.path = found.rest
  if (api.cors && isPreflight(call)) {
    const answer = preflightAnswer(call, api.cors)
    const sentence = 'The gateway answers the preflight, route or not.'
    note(call, 'cors', 'answer', 'cors.http-preflight', sentence, { output: answer.status })
    return answer
  }
  const match = routeHttp(api, call.verb, call.path)
  if (!match) {
    const sentence = `No route for ${call.verb} ${call.path}.`
    refuse(call, 'route', 'http.not-found', sentence, HTTP_ERRORS.notFound)
    return null
  }
  call.route = match.routeKey
  call.pathParameters = match.pathParameters
  note(call, 'route', 'pass', 'route.http-priority', `${match.routeKey} is the narrowest route.`, {
    input: { method: call.verb, path: call.path },
    output: { routeKey: match.routeKey, pathParameters: match.pathParameters },
  })
  if (await authorize(call, api, match)) return null
  const empty = takeTokens(call, commonBuckets(call, match.routeKey, call.verb))
  if (empty) {
    const sentence = `The bucket of the ${empty.what} is empty.`
    refuse(call, 'throttle', 'http.throttled', sentence, HTTP_ERRORS.throttled)
    return null
  }
  note(call, 'throttle', 'pass', 'throttle.http-route', 'Every bucket had a token.')
  const done = await integrateHttpApi(call, match.route.integration)
  return 'answer' in done ? done.answer : null
}

/**
 * One request through an HTTP API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export async function handleHttp(call: Call, api: HttpApi): Promise<Exchange> {
  const made = await run(call, api)
  const answer = made ?? plainError(call.refusal ?? HTTP_ERRORS.internal)
  const isOurs = call.steps.some((step) => step.name === 'cors')
  const crossed = isOurs ? answer : withCors(call, api.cors, answer)
  const complete: Answer = {
    ...crossed,
    headers: [...crossed.headers, ['apigw-requestid', call.extendedRequestId]],
  }
  note(call, 'response headers', 'pass', 'header.http-request-id', 'apigw-requestid is added.')
  return finish(call, complete)
}
