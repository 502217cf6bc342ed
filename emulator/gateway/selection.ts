import type { Integration, IntegrationResponse } from '../schema/integration'
import { type Call, logLine, note, type Outcome, refuse } from './call'
import { REST_ERRORS } from './errors-rest'
import { matchesWhole } from './pattern'

/** No evidence for the order of several patterns that match; by status code, as AWS lists them. */
const BY_STATUS = (a: IntegrationResponse, b: IntegrationResponse) => a.statusCode - b.statusCode

interface Choices {
  specific: IntegrationResponse[]
  fallback: IntegrationResponse | undefined
}

const choices = new WeakMap<Integration, Choices>()

function choicesOf(integration: Integration): Choices {
  let made = choices.get(integration)
  if (!made) {
    const responses = [...(integration.responses ?? [])].sort(BY_STATUS)
    made = {
      specific: responses.filter((one) => one.selectionPattern),
      fallback: responses.find((one) => !one.selectionPattern),
    }
    choices.set(integration, made)
  }
  return made
}

/**
 * Chooses the integration response. Lambda matches its error message (null for a success, which
 * takes the default), everything else the status.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html
 */
export function select(
  call: Call,
  integration: Integration,
  text: string | null,
): { outcome: Outcome } | { chosen: IntegrationResponse } {
  const { specific, fallback } = choicesOf(integration)
  const matched =
    text === null
      ? undefined
      : specific.find((one) => matchesWhole(one.selectionPattern ?? '', text) === true)
  const chosen = matched ?? fallback
  if (!chosen) {
    logLine(
      call,
      'Execution failed due to configuration error: No match for output mapping and no default output mapping configured',
    )
    const sentence = 'No integration response matches and there is no default.'
    const rule = 'rest.no-integration-response'
    return { outcome: refuse(call, 'selection', rule, sentence, REST_ERRORS.noIntegrationResponse) }
  }
  const rule =
    text === null
      ? 'select.success-default'
      : matched
        ? integration.type === 'AWS'
          ? 'select.lambda-message'
          : 'select.status'
        : 'select.error-as-200'
  const sentence = matched
    ? `${chosen.selectionPattern} matches the whole of ${text}.`
    : text === null
      ? 'A successful call takes the default.'
      : 'No pattern matches, so the default is taken.'
  note(call, 'selection', 'pass', rule, sentence, {
    input: text,
    output: { statusCode: chosen.statusCode, selectionPattern: chosen.selectionPattern ?? null },
  })
  return { chosen }
}
