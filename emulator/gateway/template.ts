import { type AppliedOverrides, noOverrides, type Overrides, readOverrides } from '../vtl/context'
import { VtlError } from '../vtl/error'
import type { InputScope } from '../vtl/input'
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

/** What `$input` shows; the parameters are made when a template asks for them. */
class MappingInput implements InputScope {
  constructor(
    private readonly call: Call,
    readonly body: string,
  ) {}

  get params() {
    const { call } = this
    return {
      path: call.pathParameters,
      querystring: lastValues(call.query) ?? {},
      header: headersOf(call.headers),
    }
  }
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
      input: new MappingInput(call, body),
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
  const given = Object.keys(overrides)
  if (given.length === 0) return headers
  const names = new Set(given.map((name) => name.toLowerCase()))
  const others = headers.filter(([name]) => !names.has(name.toLowerCase()))
  return [...others, ...Object.entries(overrides)]
}
