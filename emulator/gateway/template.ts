import { type AppliedOverrides, noOverrides, type Overrides, readOverrides } from '../vtl/context'
import { VtlError } from '../vtl/error'
import { parseTemplate, renderTemplate, type Template } from '../vtl/render'
import type { Call } from './call'
import { contextOf } from './context'
import { type HeaderList, headersOf } from './header-list'
import { lastValues } from './query'

const parsed = new Map<string, Template>()
/** Bounds the memory that templates of many APIs take. */
const MAX_TEMPLATES = 500

function templateOf(source: string): Template {
  let template = parsed.get(source)
  if (!template) {
    template = parseTemplate(source)
    if (parsed.size >= MAX_TEMPLATES) parsed.clear()
    parsed.set(source, template)
  }
  return template
}

export interface Rendered {
  text: string
  overrides: Overrides
  applied: AppliedOverrides
}

/**
 * Renders a mapping template with what the request says; an error is a value, as any other answer.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function renderMapping(
  call: Call,
  source: string,
  body: string,
  before: Overrides = noOverrides(),
): Rendered | VtlError {
  try {
    const { output, overrides } = renderTemplate(templateOf(source), {
      input: {
        body,
        params: {
          path: call.pathParameters,
          querystring: lastValues(call.query) ?? {},
          header: headersOf(call.headers),
        },
      },
      context: contextOf(call),
      stageVariables: call.variables,
      overrides: before,
    })
    return { text: output, overrides, applied: readOverrides(overrides) }
  } catch (error) {
    if (error instanceof VtlError) return error
    throw error
  }
}

/** Headers that a template set over those that were mapped. */
export function overridden(headers: HeaderList, overrides: Record<string, string>): HeaderList {
  const names = new Set(Object.keys(overrides).map((name) => name.toLowerCase()))
  const others = headers.filter(([name]) => !names.has(name.toLowerCase()))
  return [...others, ...Object.entries(overrides)]
}
