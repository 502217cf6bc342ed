import type { RestApi } from '../schema/api'
import type { Exchange } from '../schema/exchange'
import type { Call } from './call'
import { note } from './call'
import { REST_ERRORS } from './errors-rest'
import { finish } from './finish'
import { gatewayResponse } from './gateway-response'
import { logEnd, logMethodRequest, logStart } from './log-request'
import { segmentsOf } from './request-path'
import { withGatewayHeaders } from './rest'
import { integrateRest } from './rest-integration'
import { fitPath } from './route-rest'
import { validate } from './validate'

const TEST_STAGE = 'test-invoke-stage'
const TEST_HOST = 'testPrefix.testDomainName'

/**
 * The console's Test: no authorizer, key, throttle or resource policy, and any path at all.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-test-method.html
 */
export async function handleConsoleTest(
  call: Call,
  api: RestApi,
  resource: string,
  verb: string,
): Promise<Exchange> {
  call.isTest = true
  call.stageName = TEST_STAGE
  call.host = TEST_HOST
  call.sourceIp = 'test-invoke-source-ip'
  call.identity = { apiKey: 'test-invoke-api-key', apiKeyId: 'test-invoke-api-key-id' }
  call.pathParameters = fitPath(resource, segmentsOf(call.path))?.parameters ?? {}
  const method = api.resources[resource]?.[verb]
  logStart(call)
  if (method) {
    call.route = `${verb} ${resource}`
    note(
      call,
      'route',
      'pass',
      'event.console-test',
      'Test calls the method chosen in the console.',
    )
    logMethodRequest(call)
    const match = { resource, verb, method, pathParameters: call.pathParameters }
    const done = validate(call, api, method) ? null : await integrateRest(call, api, match)
    if (done && 'answer' in done) {
      const complete = withGatewayHeaders(call, api, done.answer)
      logEnd(call, complete)
      return finish(call, complete)
    }
  }
  const refusal = call.refusal ?? REST_ERRORS.missingAuthenticationToken
  const answer = withGatewayHeaders(call, api, gatewayResponse(call, refusal))
  logEnd(call, answer)
  return finish(call, answer)
}
