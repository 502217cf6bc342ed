import type { Integration } from '../schema/integration'
import { textOf } from './bytes'
import { type Call, note, type Outcome } from './call'
import { REST_ERRORS } from './errors-rest'
import { errorMessageOf, functionName, payloadValue } from './function-call'
import { headerOf } from './header-list'
import { invokeWithin, timeoutOf, uncallable } from './integrate-lambda'
import type { Prepared } from './request-mapping'
import type { BackendResult } from './response-mapping'

/**
 * A Lambda function behind templates: its value is the body, its error message chooses the response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-custom-integrations.html
 */
export async function integrateCustomLambda(
  call: Call,
  integration: Integration,
  prepared: Prepared,
): Promise<{ outcome: Outcome } | { result: BackendResult; selectBy: string | null }> {
  const refused = uncallable(call, integration)
  if (refused) return { outcome: refused }
  const name = functionName(call, integration) ?? ''
  const payload = textOf(prepared.body) || '{}'
  const asynchronous = headerOf(prepared.headers, 'x-amz-invocation-type') === 'Event'
  const limit = timeoutOf(integration, call.kit.figures.limits)
  const type = asynchronous ? 'Event' : 'RequestResponse'
  const before = call.invocations.length
  const called = await invokeWithin(call, name, payload, limit, type, REST_ERRORS.configuration)
  // The record has the payload read already.
  const record = call.invocations[before]
  call.event = record ? record.event : (payloadValue(payload) ?? payload)
  if ('outcome' in called) return called
  const rule = asynchronous ? 'custom.async' : 'custom.return-value'
  const sentence = asynchronous
    ? 'The event is queued; the answer is empty.'
    : called.failed
      ? 'The function ended with an error, which is the body.'
      : 'What the function returned is the body.'
  note(call, 'integration', 'pass', rule, sentence, {
    input: call.event,
    output: called.payload,
    ms: called.ms,
  })
  return {
    result: {
      status: 200,
      headers: [['Content-Type', 'application/json']],
      body: { text: called.payload },
    },
    selectBy: called.failed ? errorMessageOf(called.payload) : null,
  }
}
