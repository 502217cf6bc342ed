import { textOf } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import type { Prepared } from './request-mapping'
import type { BackendResult } from './response-mapping'

/** JSON, or the lenient form with bare keys and single quotes that CDK and the console write. */
function statusIn(text: string): number | null {
  const match = /(?:^|[{,\s])["']?statusCode["']?\s*:\s*["']?(-?\d+)["']?\s*(?:[,}\s]|$)/.exec(text)
  return match ? Number(match[1]) : null
}

/**
 * Mock: the request template says which status the integration response is chosen by.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function integrateMock(
  call: Call,
  prepared: Prepared,
): { outcome: Outcome } | { result: BackendResult } {
  const text = textOf(prepared.body)
  const start = text.indexOf('{')
  const status = start < 0 ? null : statusIn(text.slice(start))
  if (status === null) {
    const sentence = 'The request template yields no whole number as statusCode.'
    const error = REST_ERRORS.configuration
    return { outcome: refuse(call, 'integration', 'mock.status', sentence, error, { input: text }) }
  }
  const sentence = `The request template says ${status}.`
  note(call, 'integration', 'pass', 'mock.status', sentence, { input: text, output: status })
  const body = { text: '' }
  return { result: { status, headers: [['Content-Type', 'application/json']], body } }
}
