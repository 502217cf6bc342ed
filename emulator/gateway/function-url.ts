import type { FunctionUrl } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import { accountOf, regionOf } from './account'
import type { Answer } from './answer'
import { authorizeWithIam, type IamErrors } from './authorize-iam'
import { type Call, note, type Refusal, refuse } from './call'
import { isPreflight, preflightAnswer, withCors } from './cors'
import { httpEvent } from './event-http'
import { finish } from './finish'
import { callFunction } from './function-call'
import { checkSize, iamContext } from './http'
import { inferResponse } from './infer-response'

/** Function URLs were recorded with JSON where HTTP APIs say text. */
const CONTENT_TYPE = 'application/json'
const BOTH_GRANTS = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'] as const

const error = (status: number, message: string): Refusal => ({
  response: null,
  status,
  message,
  errorType: '',
})
const FORBIDDEN = error(
  403,
  'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
)
const FAILED = error(502, 'Internal Server Error')
const THROTTLED = error(429, 'Rate Exceeded.')
const IAM_ERRORS: IamErrors = {
  unsigned: FORBIDDEN,
  invalid: FORBIDDEN,
  expired: FORBIDDEN,
  denied: FORBIDDEN,
  silent: FORBIDDEN,
}

async function allowed(call: Call, url: FunctionUrl): Promise<boolean> {
  if (url.authType === 'AWS_IAM') {
    const resource = `arn:aws:lambda:${regionOf(url)}:${accountOf(url)}:function:${url.function}`
    const question = { action: 'lambda:InvokeFunctionUrl', resource }
    if (await authorizeWithIam(call, undefined, IAM_ERRORS, question)) return false
    call.authorizer = iamContext(call)
    return true
  }
  const grants = url.grants ?? BOTH_GRANTS
  const missing = BOTH_GRANTS.filter((grant) => !grants.includes(grant))
  if (missing.length > 0) {
    const sentence = `A public URL needs the grant ${missing.join(' and ')}.`
    refuse(call, 'authorizer', 'url.two-grants', sentence, FORBIDDEN)
    return false
  }
  note(call, 'authorizer', 'skip', 'url.two-grants', 'The URL is public and has both grants.')
  return true
}

async function run(call: Call, url: FunctionUrl): Promise<Answer | null> {
  if (checkSize(call)) return null
  if (url.cors && isPreflight(call)) {
    note(call, 'cors', 'answer', 'url.cors', 'Lambda answers the preflight.')
    return preflightAnswer(call, url.cors)
  }
  if (!(await allowed(call, url))) return null
  const event = httpEvent(call)
  call.event = event
  const answer = await callFunction(call, url.function, event)
  const ms = answer.durationMs
  if (answer.statusCode === 429) {
    refuse(call, 'integration', 'url.function-error', 'The function is throttled.', THROTTLED, {
      ms,
    })
    return null
  }
  const read =
    answer.statusCode === 200 && !answer.functionError
      ? inferResponse(call, answer.payload, CONTENT_TYPE)
      : { malformed: answer.payload }
  if ('malformed' in read) {
    const sentence = `The function failed: ${read.malformed.slice(0, 200)}`
    refuse(call, 'integration', 'url.function-error', sentence, FAILED, { input: event, ms })
    return null
  }
  note(call, 'integration', 'pass', 'url.event', read.sentence, {
    input: event,
    output: answer.payload,
    ms,
  })
  return read.answer
}

function errorAnswer(refusal: Refusal): Answer {
  if (refusal === FAILED) {
    const headers: Answer['headers'] = [['content-type', 'text/plain']]
    return { status: 502, headers, body: { text: 'Internal Server Error' } }
  }
  return {
    status: refusal.status,
    headers: [['content-type', 'application/json']],
    body: { text: JSON.stringify({ Message: refusal.message }) },
  }
}

/**
 * One request through a function URL.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export async function handleFunctionUrl(call: Call, url: FunctionUrl): Promise<Exchange> {
  call.stageName = '$default'
  call.route = '$default'
  const made = await run(call, url)
  const answer = made ?? errorAnswer(call.refusal ?? FAILED)
  const isOurs = call.steps.some((step) => step.name === 'cors')
  const crossed = isOurs ? answer : withCors(call, url.cors, answer)
  return finish(call, {
    ...crossed,
    headers: [
      ...crossed.headers,
      ['x-amzn-RequestId', call.requestId],
      ['X-Amzn-Trace-Id', call.trace.text],
    ],
  })
}
