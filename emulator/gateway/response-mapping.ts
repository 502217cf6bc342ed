import type { RestApi } from '../schema/api'
import type { IntegrationResponse } from '../schema/integration'
import type { Overrides } from '../vtl/context'
import { VtlError } from '../vtl/error'
import type { Answer } from './answer'
import { type Body, isEmpty, textOf } from './bytes'
import { type Call, note, type Outcome, refuse } from './call'
import { acceptsBinary, convertResponse, isBinaryType } from './content'
import { contextOf, contextText } from './context'
import { REST_ERRORS } from './errors-rest'
import { allOf, type HeaderList, headerOf, mediaType } from './header-list'
import { DROPPED_RESPONSE, REMAPPED_RESPONSE } from './header-names'
import { partOf, UnreadableBody } from './mapping-source'
import { remapped } from './proxy-response'
import { overridden, renderMapping } from './template'

/** What a backend answered. */
export interface BackendResult {
  status: number
  headers: HeaderList
  body: Body
}

/** `integration.response.header.X`, `integration.response.body.path`, context, stage variables, static. */
function responseValue(call: Call, result: BackendResult, source: string): string | undefined {
  if (source.startsWith("'")) return source.replace(/^'|'$/g, '')
  if (source.startsWith('context.')) return contextText(contextOf(call), source.slice(8))
  if (source.startsWith('stageVariables.')) return call.variables[source.slice(15)]
  const parts = /^integration\.response\.(header|multivalueheader|body)(?:\.(.+)|(\[.+))?$/.exec(
    source,
  )
  const name = parts?.[2] ?? parts?.[3] ?? ''
  if (parts?.[1] === 'header') return headerOf(result.headers, name)
  if (parts?.[1] === 'multivalueheader') return allOf(result.headers, name).join(',') || undefined
  if (parts?.[1] !== 'body') return undefined
  try {
    return partOf(textOf(result.body), name)
  } catch (error) {
    if (error instanceof UnreadableBody) return undefined
    throw error
  }
}

/** The backend's content type, else JSON, else whatever comes first. */
function chooseTemplate(
  chosen: IntegrationResponse,
  result: BackendResult,
): { type: string; template: string } | null {
  const templates = chosen.responseTemplates ?? {}
  const type = mediaType(headerOf(result.headers, 'content-type')) ?? 'application/json'
  const key = [type, 'application/json', Object.keys(templates)[0] ?? ''].find((one) =>
    Object.hasOwn(templates, one),
  )
  const template = key === undefined ? undefined : templates[key]
  return key === undefined || template === undefined ? null : { type: key, template }
}

function contentTypeOf(result: BackendResult): string {
  const own = headerOf(result.headers, 'content-type') ?? 'application/json'
  return own.startsWith('application/x-amz-json') ? 'application/json' : own
}

/**
 * Makes the method response of a backend's answer: conversion, template, headers, overrides.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function mapResponse(
  call: Call,
  api: Pick<RestApi, 'binaryMediaTypes'>,
  chosen: IntegrationResponse,
  result: BackendResult,
  before: Overrides,
): { outcome: Outcome } | { answer: Answer } {
  const types = api.binaryMediaTypes ?? []
  const configuration = (rule: string, sentence: string) => ({
    outcome: refuse(call, 'response mapping', rule, sentence, REST_ERRORS.configuration),
  })
  const binary = isBinaryType(headerOf(result.headers, 'content-type'), types)
  const wanted = acceptsBinary(call.headers, types)
  const body = isEmpty(result.body)
    ? result.body
    : convertResponse(result.body, binary, wanted, chosen.contentHandling)
  if (!body) {
    return configuration('content.response-text', 'The text of the backend is no base64.')
  }
  const found = 'text' in body ? chooseTemplate(chosen, result) : null
  let text: Body = body
  let applied: { status: number | null | 'invalid'; header: Record<string, string> } = {
    status: null,
    header: {},
  }
  const rendered = found ? renderMapping(call, found.template, textOf(body), before) : null
  if (rendered instanceof VtlError) {
    const sentence = `The response template cannot be rendered: ${rendered.message}.`
    return configuration('rest.bad-json-for-template', sentence)
  }
  if (rendered) {
    text = { text: rendered.text }
    applied = rendered.applied.response
  } else {
    const { responseOverride } = before
    const status = responseOverride.status
    applied = {
      status: typeof status === 'number' ? status : null,
      header: (responseOverride.header ?? {}) as Record<string, string>,
    }
  }
  if (applied.status === 'invalid') {
    return configuration('custom.path-overrides', 'responseOverride.status is no status.')
  }
  const mapped: HeaderList = []
  for (const [target, source] of Object.entries(chosen.responseParameters ?? {})) {
    const value = responseValue(call, result, source)
    if (value !== undefined) mapped.push([target.replace(/^method\.response\.header\./, ''), value])
  }
  let headers = remapped(mapped, REMAPPED_RESPONSE, DROPPED_RESPONSE)
  headers = overridden(headers, applied.header)
  if (headerOf(headers, 'content-type') === undefined) {
    headers = [['Content-Type', found?.type ?? contentTypeOf(result)], ...headers]
  }
  const status = applied.status ?? chosen.statusCode
  note(
    call,
    'response mapping',
    'pass',
    'pass.response-template',
    found
      ? `The template for ${found.type} makes the body.`
      : 'No template: the body goes back as it is.',
    {
      input: textOf(body),
      output: textOf(text),
    },
  )
  return { answer: { status, headers, body: text } }
}
