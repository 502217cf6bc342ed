import type { RestApi } from '../schema/api'
import type { Integration } from '../schema/integration'
import { noOverrides, type Overrides } from '../vtl/context'
import { VtlError } from '../vtl/error'
import { type Body, isEmpty, textOf } from './bytes'
import { type Call, note, type Outcome, type Refusal, refuse } from './call'
import { convertRequest, isBinaryType } from './content'
import { badRequest, REST_ERRORS } from './errors-rest'
import { type HeaderList, headerOf, mediaType } from './header-list'
import { FORBIDDEN_TO_MAP, FORBIDDEN_TO_MAP_FOR_AWS } from './header-names'
import { requestValue, UnreadableBody } from './mapping-source'
import type { QueryList } from './query'
import { overridden, renderMapping } from './template'

/** What is sent to the backend. */
export interface Prepared {
  body: Body
  headers: HeaderList
  path: Record<string, string>
  query: QueryList
  overrides: Overrides
}

type Result<T> = { outcome: Outcome } | { value: T }

/** The template for a content type; why there is none otherwise. */
function chooseTemplate(call: Call, integration: Integration): Result<string | null> {
  const templates = integration.requestTemplates ?? {}
  const type = mediaType(headerOf(call.headers, 'content-type')) ?? 'application/json'
  const found = Object.keys(templates).find((key) => key.toLowerCase() === type)
  const template = found === undefined ? templates.$default : templates[found]
  if (template !== undefined) return { value: template }
  const behaviour = integration.passthroughBehavior ?? 'WHEN_NO_MATCH'
  const empty = Object.keys(templates).length === 0
  if (behaviour === 'WHEN_NO_MATCH' || (behaviour === 'WHEN_NO_TEMPLATES' && empty)) {
    return { value: null }
  }
  const rule = behaviour === 'NEVER' ? 'pass.never' : 'pass.when-no-templates'
  const sentence = `No template matches ${type} and the passthrough behaviour is ${behaviour}.`
  const error = REST_ERRORS.unsupportedMediaType
  return { outcome: refuse(call, 'request mapping', rule, sentence, error) }
}

/** The gateway's answer to a template that cannot be rendered. */
function templateRefusal(error: VtlError): Refusal {
  return error.code === 'payload'
    ? badRequest(`Could not process payload: ${error.reason}`)
    : REST_ERRORS.configuration
}

interface Mapped {
  headers: HeaderList
  path: Record<string, string>
  query: QueryList
}

/** Applies `requestParameters`; a forbidden header ends the request. */
export function mapParameters(call: Call, integration: Integration): Result<Mapped> {
  const mapped: Mapped = { headers: [], path: {}, query: [] }
  const forAws = integration.type.startsWith('AWS')
  for (const [target, source] of Object.entries(integration.requestParameters ?? {})) {
    const parts = /^integration\.request\.(header|path|querystring)\.(.+)$/.exec(target)
    const name = parts?.[2] ?? ''
    const lower = name.toLowerCase()
    const forbidden = FORBIDDEN_TO_MAP.has(lower) || (forAws && FORBIDDEN_TO_MAP_FOR_AWS.has(lower))
    if (parts?.[1] === 'header' && forbidden) {
      const sentence = `The header ${name} must not be mapped.`
      const error = REST_ERRORS.configuration
      return { outcome: refuse(call, 'request mapping', 'map.forbidden-header', sentence, error) }
    }
    let value: string | undefined
    try {
      value = requestValue(call, source)
    } catch (error) {
      if (!(error instanceof UnreadableBody)) throw error
      const sentence = `${source} reads a body that is no JSON.`
      const refusal = badRequest(error.message)
      return {
        outcome: refuse(call, 'request mapping', 'rest.bad-json-for-mapping', sentence, refusal),
      }
    }
    if (value === undefined) continue
    if (parts?.[1] === 'header') mapped.headers.push([name, value])
    else if (parts?.[1] === 'path') mapped.path[name] = value
    else if (parts?.[1] === 'querystring') mapped.query.push([name, value])
  }
  return { value: mapped }
}

/**
 * Passthrough, content handling, template, parameters and overrides of a non-proxy integration.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
export function prepare(
  call: Call,
  api: Pick<RestApi, 'binaryMediaTypes'>,
  integration: Integration,
): Result<Prepared> {
  const chosen = chooseTemplate(call, integration)
  if ('outcome' in chosen) return chosen
  const template = chosen.value
  const binary = isBinaryType(headerOf(call.headers, 'content-type'), api.binaryMediaTypes ?? [])
  const configuration = (rule: string, sentence: string) => ({
    outcome: refuse(call, 'request mapping', rule, sentence, REST_ERRORS.configuration),
  })
  const bytes = integration.contentHandling === 'CONVERT_TO_BINARY'
  const raw = binary && integration.contentHandling === undefined && !isEmpty(call.body)
  if (template !== null && (bytes || raw)) {
    return configuration('content.binary-template', 'A template cannot take bytes.')
  }
  const body = isEmpty(call.body)
    ? call.body
    : convertRequest(call.body, binary, integration.contentHandling)
  if (!body) return configuration('content.request-text', 'The body is no base64.')
  const mapped = mapParameters(call, integration)
  if ('outcome' in mapped) return mapped
  if (template === null) {
    const rule =
      integration.passthroughBehavior === 'WHEN_NO_TEMPLATES'
        ? 'pass.when-no-templates'
        : 'pass.when-no-match'
    note(call, 'request mapping', 'pass', rule, 'No template: the body goes on as it is.')
    return { value: { body, ...mapped.value, overrides: noOverrides() } }
  }
  const rendered = renderMapping(call, template, textOf(body))
  if (rendered instanceof VtlError) {
    const sentence = `The request template cannot be rendered: ${rendered.message}.`
    const rule = 'rest.bad-json-for-template'
    return { outcome: refuse(call, 'request mapping', rule, sentence, templateRefusal(rendered)) }
  }
  if (rendered.overrides.twice.length > 0) {
    const twice = rendered.overrides.twice.join(', ')
    return configuration('custom.path-overrides', `Overridden twice: ${twice}.`)
  }
  const { request } = rendered.applied
  const query = Object.entries(request.querystring)
  note(
    call,
    'request mapping',
    'pass',
    'pass.template-first',
    'A template matches the content type.',
    {
      input: textOf(body),
      output: rendered.text,
    },
  )
  return {
    value: {
      body: { text: rendered.text },
      headers: overridden(mapped.value.headers, request.header),
      path: { ...mapped.value.path, ...request.path },
      query: [
        ...mapped.value.query.filter(([name]) => request.querystring[name] === undefined),
        ...query,
      ],
      overrides: rendered.overrides,
    },
  }
}
