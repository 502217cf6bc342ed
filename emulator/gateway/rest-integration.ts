import type { RestApi } from '../schema/api'
import type { Integration } from '../schema/integration'
import type { Answer } from './answer'
import { textOf } from './bytes'
import { type Call, logLine, note, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { functionName } from './function-call'
import { integrateAws } from './integrate-aws'
import { integrateCustomLambda } from './integrate-custom'
import { integrateHttp, integrateHttpProxy } from './integrate-http'
import { integrateProxy } from './integrate-lambda'
import { integrateMock } from './integrate-mock'
import { logEndpointHeaders } from './log-request'
import { prepare } from './request-mapping'
import { mapResponse } from './response-mapping'
import type { RestMatch } from './route-rest'
import { select } from './selection'

type Result = { outcome: Outcome } | { answer: Answer }

/** Request mapping, backend, selection and response mapping of one REST method. */
export async function integrateRest(call: Call, api: RestApi, match: RestMatch): Promise<Result> {
  const { integration } = match.method
  if (integration.type === 'AWS_PROXY') {
    return integrateProxy(call, api, match.resource, match.method)
  }
  if (integration.type === 'HTTP_PROXY') return integrateHttpProxy(call, integration)
  return integrateMapped(call, api, integration)
}

/** The integrations with templates and integration responses: AWS, HTTP and Mock. */
export async function integrateMapped(
  call: Call,
  api: Pick<RestApi, 'binaryMediaTypes'>,
  integration: Integration,
): Promise<Result> {
  const isMock = integration.type === 'MOCK'
  const prepared = prepare(call, api, integration)
  if ('outcome' in prepared) return prepared
  if (isMock && 'bytes' in prepared.value.body) return mockOfBytes(call)
  if (isMock && isEverythingBinary(api) && integration.contentHandling !== 'CONVERT_TO_TEXT') {
    return mockOfBytes(call)
  }
  const { body, headers, overrides } = prepared.value
  if (!isMock) {
    logEndpointHeaders(call, headers)
    logLine(call, `Endpoint request body after transformations: ${textOf(body)}`)
  }
  const isLambda = integration.type === 'AWS' && functionName(call, integration) !== null
  const done = isMock
    ? integrateMock(call, prepared.value)
    : isLambda
      ? await integrateCustomLambda(call, integration, prepared.value)
      : integration.type === 'HTTP'
        ? await integrateHttp(call, integration, prepared.value)
        : await integrateAws(call, integration, prepared.value)
  if ('outcome' in done) return done
  const { result } = done
  if (!isMock) {
    logLine(call, `Endpoint response body before transformations: ${textOf(result.body)}`)
  }
  const by: string | null =
    'selectBy' in done ? (done.selectBy as string | null) : String(result.status)
  const selected = select(call, integration, by)
  if ('outcome' in selected) return selected
  return mapResponse(call, api, selected.chosen, result, overrides)
}

const isEverythingBinary = (api: Pick<RestApi, 'binaryMediaTypes'>) =>
  api.binaryMediaTypes?.includes('*/*') ?? false

/** With every media type binary, a Mock gets bytes where it needs text. */
function mockOfBytes(call: Call): Result {
  const sentence = 'Every media type is binary, and a Mock cannot read bytes.'
  const error = REST_ERRORS.configuration
  return { outcome: refuse(call, 'integration', 'cors.binary-mock', sentence, error) }
}

/** Notes the steps that an early answer made unnecessary. */
export function noteSkipped(call: Call, sentence: string, rule: string): void {
  note(call, 'integration', 'skip', rule, sentence)
}
