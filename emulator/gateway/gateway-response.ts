import type { RestApi, WebSocketApi } from '../schema/api'
import type { GatewayResponse, GatewayResponseType } from '../schema/gateway-response'
import type { Answer } from './answer'
import type { Call, Refusal } from './call'
import { logLine, note } from './call'
import { contextOf, contextText } from './context'
import { type HeaderList, headerOf } from './header-list'
import { requestValue } from './mapping-source'

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}'
/** The console shows the lower-case word; the wire has the capital. */
const ACCESS_DENIED_TEMPLATE = '{"Message":$context.error.messageString}'

/** `$context.x`, `${stageVariables.y}`, `$method.request.header.z`; nothing else is replaced. */
const NAME = '((?:context|stageVariables|method\\.request)(?:\\.[\\w-]+)+)'
const VARIABLE = new RegExp(`\\$\\{${NAME}\\}|\\$${NAME}`, 'g')

function fill(call: Call, template: string, context: ReturnType<typeof contextOf>): string {
  return template.replace(VARIABLE, (_, braced?: string, plain?: string) => {
    const name = braced ?? plain ?? ''
    if (name.startsWith('context.')) return contextText(context, name.slice(8)) ?? ''
    return requestValue(call, name) ?? ''
  })
}

function settingsOf(
  api: Call['api'],
  refusal: Refusal,
): { own?: GatewayResponse; base?: GatewayResponse } {
  const all: Partial<Record<GatewayResponseType, GatewayResponse>> =
    (api as RestApi | (WebSocketApi & { gatewayResponses?: undefined })).gatewayResponses ?? {}
  const own = refusal.response ? all[refusal.response] : undefined
  const base = refusal.response && all[refusal.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX']
  return { ...(own && { own }), ...(base && { base }) }
}

/**
 * Shapes an error as the API's gateway responses say.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function gatewayResponse(call: Call, refusal: Refusal): Answer {
  const { own, base } = settingsOf(call.api, refusal)
  const chosen = own ?? base
  const status = own?.statusCode ?? base?.statusCode ?? refusal.status
  call.refusal = refusal
  const context = contextOf(call)
  const templates = chosen?.responseTemplates ?? {}
  const accepted = headerOf(call.headers, 'accept')
  const type =
    accepted && Object.hasOwn(templates, accepted)
      ? accepted
      : Object.hasOwn(templates, 'application/json')
        ? 'application/json'
        : (Object.keys(templates)[0] ?? 'application/json')
  const fallback = refusal.response === 'ACCESS_DENIED' ? ACCESS_DENIED_TEMPLATE : DEFAULT_TEMPLATE
  const body = fill(call, templates[type] ?? fallback, context)
  const headers: HeaderList = [
    ['Content-Type', type],
    ['x-amzn-ErrorType', refusal.errorType],
    ...(refusal.headers ?? []),
  ]
  for (const [target, source] of Object.entries(chosen?.responseParameters ?? {})) {
    const name = target.replace(/^gatewayresponse\.header\./, '')
    const value = source.startsWith('context.')
      ? contextText(context, source.slice(8))
      : requestValue(call, source)
    if (value !== undefined) headers.push([name, value])
  }
  logLine(call, `Gateway response type: ${refusal.response} with status code: ${status}`)
  logLine(call, `Gateway response body: ${body}`)
  const inherited = !own && base ? ', inherited from its default' : ''
  note(
    call,
    'gateway response',
    'pass',
    own ? 'response.template' : 'response.fallback',
    `${refusal.response ?? 'This error has no gateway response and'} answers ${status}${inherited}.`,
    { input: { type: refusal.response, status: refusal.status }, output: { status, body } },
  )
  return { status, headers, body: { text: body } }
}
