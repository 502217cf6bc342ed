import type { Answer } from './answer'
import { textOf } from './bytes'
import { type Call, logLine } from './call'
import type { HeaderList } from './header-list'
import { headersOf } from './header-list'

/** The execution log cuts long texts. */
const MAX_LINE = 1_024

const cut = (text: string) =>
  text.length > MAX_LINE ? `${text.slice(0, MAX_LINE)} [TRUNCATED]` : text

/** `{a=b, c=d}`, as Java prints a map. */
function mapText(pairs: [string, string][]): string {
  return `{${pairs.map(([name, value]) => `${name}=${value}`).join(', ')}}`
}

/** Headers as the execution log prints them, cut where they are long. */
function headerText(list: HeaderList): string {
  const headers = headersOf(list)
  let text = ''
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? ''
    if (text !== '') text += ', '
    text += `${name}=${typeof value === 'string' ? value : value.join(',')}`
  }
  return cut(`{${text}}`)
}

/**
 * The first lines of the execution log.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function logStart(call: Call): void {
  if (!call.isExplained) return
  logLine(call, `Starting execution for request: ${call.requestId}`)
  logLine(call, `HTTP Method: ${call.verb}, Resource Path: ${call.path}`)
}

/**
 * Lines that tell what the method received.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function logMethodRequest(call: Call): void {
  if (!call.isExplained) return
  logLine(call, `Method request path: ${mapText(Object.entries(call.pathParameters))}`)
  logLine(call, `Method request query string: ${mapText(call.query)}`)
  logLine(call, `Method request headers: ${headerText(call.headers)}`)
  logLine(call, `Method request body before transformations: ${cut(textOf(call.body))}`)
}

/** The line that tells which headers go to the backend. */
export function logEndpointHeaders(call: Call, headers: HeaderList): void {
  if (!call.isExplained) return
  logLine(call, `Endpoint request headers: ${headerText(headers)}`)
}

/**
 * The last lines of the execution log.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function logEnd(call: Call, answer: Answer): void {
  if (!call.isExplained) return
  if (!call.refusal) {
    logLine(call, `Method response body after transformations: ${cut(textOf(answer.body))}`)
    logLine(call, `Method response headers: ${headerText(answer.headers)}`)
    logLine(call, 'Successfully completed execution')
  }
  logLine(call, `Method completed with status: ${answer.status}`)
}
